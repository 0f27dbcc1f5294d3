"""A visit followed from its approval to its end: what is due and done, where it stands, what blocks it, what happens."""
