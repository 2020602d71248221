"""What leaves a case on paper: the diary entry and the redacted copy."""
