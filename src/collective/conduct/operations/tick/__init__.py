"""The timed work: one module for each of its steps."""
