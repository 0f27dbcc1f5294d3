"""Documents: a plan, seen as one audience may see it, through a template, into a neutral document and files."""
