"""What handlers do in a case; each action needs their open vault."""
