"""The command line: `start` runs it, `app` declares it, one module a command does the work."""
