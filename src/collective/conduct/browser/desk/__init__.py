"""The pages of whoever handles cases or holds a key; nothing is there for others."""
