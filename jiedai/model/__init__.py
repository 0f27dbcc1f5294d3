"""The vocabulary of a plan: its sections, fields and value types."""
