"""Late changes: one person, place, hotel or vehicle for another; a guest or an item taken out; the last one undone."""
