"""jiedai (接待): official visits as YAML plans, checked and printed."""

__version__ = "0.1.0"
