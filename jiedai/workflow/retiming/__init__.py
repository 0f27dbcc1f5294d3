"""Times that follow: what a late item moves, what may be shortened, and a day made from lengths, roads and trains."""
