"""What jiedai is made of beside its own code, and whether it can be trusted: for the workshop, in no wheel."""
