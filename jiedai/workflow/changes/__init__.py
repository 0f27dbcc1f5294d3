"""What has changed between two versions of a plan, whom each change touches, and what they are told."""
