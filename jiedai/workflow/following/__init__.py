"""A visit followed to its end: what is due and done, where it stands, what blocks it, what happens."""
