What awaits you says by which day, shows what the campaign asks you to say, and the receipt holds it.
