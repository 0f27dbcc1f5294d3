"""What several reports share; no report of its own."""
