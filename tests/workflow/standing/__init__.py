"""An office's standing data out and in."""
