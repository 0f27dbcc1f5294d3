"""What several writers share: page geometry, column widths, clean text."""
