"""Refusals of contacts, vocabularies and own data."""

WORDS: dict = {}
