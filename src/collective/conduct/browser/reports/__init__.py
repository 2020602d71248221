"""Pages for reporters: no script, no cookie, no site navigation (DESIGN 6)."""
