Two reports can be merged into one case and taken apart again; incidents make a series.
