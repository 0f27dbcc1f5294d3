"""A visit rehearsed before it takes place: its times drawn many times over, and scripts to play at a table."""
