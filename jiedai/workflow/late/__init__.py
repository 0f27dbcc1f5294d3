"""Late changes: one thing put for another everywhere, a guest or an item taken out, the last change undone."""
