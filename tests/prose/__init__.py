"""Sentences as offices write them, and how many of those that order something forbidden `check` notices."""
