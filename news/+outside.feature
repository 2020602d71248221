Exchange words and files with somebody outside by seven words of their own; files go with messages, both ways.
