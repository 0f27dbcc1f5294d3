"""A visit handed over whole."""
