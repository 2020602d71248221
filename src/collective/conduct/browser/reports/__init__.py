"""The pages of whoever reports: bare, quiet, without a script (DESIGN 6)."""
