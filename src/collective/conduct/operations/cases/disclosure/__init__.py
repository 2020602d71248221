"""What leaves a case: its diary entry, redacted copies, letters to helpers."""
