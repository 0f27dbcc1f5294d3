"""Checking a plan: the rules in force, their packs, and the engine that runs them."""
