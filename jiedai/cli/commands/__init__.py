"""The commands as they are declared: name, help and options of each; their work is imported when they run."""
