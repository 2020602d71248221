"""The cryptography of the vault: it knows nothing of what is sealed."""
