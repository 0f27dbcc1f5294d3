"""Papers that come back changed: what was printed, what they say now, and what the plan says."""
