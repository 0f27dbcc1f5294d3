"""The manual that comes with the package: Markdown in two languages, tables that are made when somebody reads them.

`zh/<topic>.md` and `en/<topic>.md` are what a topic says: its title, one line about it, the rest. A line
`<!-- NAME -->` stands for a piece that the code makes (`pages.pieces`), so that no list of fields, rules, commands or
variables is written down twice. A code block that names a path behind its language, as in `yaml plans/office.yaml`, is
that file or the next part of it. The tests write these files, and run every command and every example beside them.
"""

TOPICS = (
    "start", "install", "plan", "intake", "visit", "after", "assess", "knowledge",
    "fields", "rules", "packs", "templates", "commands", "editors", "cluster", "architecture", "api",
)  # fmt: skip
"""The topics in the order they are read in."""
