"""What an imported text says about itself, and how plain text is read."""
