"""Who is told what: letters out of notices, in the language of the reader."""
