"""To 1002: letters that do not meet, the desk."""
