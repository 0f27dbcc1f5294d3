"""A page in the browser beside the text: what is found in a plan, and its papers as they print, anew after each save.

It only shows. The text stays the one place where a plan is written, so that nothing here has to be locked or undone.
"""
