"""Refusals of mail, its texts and the timed job."""

WORDS: dict = {}
