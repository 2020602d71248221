"""To 1003: every case on the desks of those who can open it."""
