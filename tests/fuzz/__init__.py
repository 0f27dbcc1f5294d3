"""Random and long runs, apart from the test command: see `run`."""
