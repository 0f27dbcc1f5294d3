"""One visit handed over whole: plan, office file, issued versions, journal and papers in one file, with checksums."""
