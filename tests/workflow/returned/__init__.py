"""Papers that come back."""
