"""To 1001: registers over time, campaigns, channels, mail, sealed reports."""
