"""What is sealed, as typed records: one class a kind, one encoding for all."""
