"""The collection form out and in."""
