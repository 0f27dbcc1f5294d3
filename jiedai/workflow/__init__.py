"""The work around a visit: new plans, and what follows from them over time."""
