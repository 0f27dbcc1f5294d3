"""After a visit: what is missing before it is closed, what is learned from it, what is followed up, and the figures."""
