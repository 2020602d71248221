"""The text of a document: its structure, the identity of its parts, changes."""
