"""Typst's part: the layout in its own language, and how a document gets to it and comes back as pages."""
