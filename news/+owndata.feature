Officials read what the municipality publishes about them and who gets it, and are asked again when it changes.
