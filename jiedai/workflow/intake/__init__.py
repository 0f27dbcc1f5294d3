"""What arrives at an office, read into values: letters, notices, messages, telephone notes and lists of guests."""
