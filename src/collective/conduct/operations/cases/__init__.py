"""What handlers do in a case; each deed needs their open vault."""
