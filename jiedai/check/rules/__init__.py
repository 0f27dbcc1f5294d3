"""The rules, one file an area, each a function whose docstring is its manual."""
