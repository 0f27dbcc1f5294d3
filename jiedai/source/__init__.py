"""Files: bytes to text, plain data and a span for every key and value; what is wrong with them; edits and saving.

Each part is imported when it is first asked for: most commands only read, and some only keep what was found before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiedai.source.compose import MAX_DEPTH, MAX_NODES
    from jiedai.source.edit import EditError, insert_item, insert_key, remove, set_value
    from jiedai.source.findings import Unreadable
    from jiedai.source.reading import MAX_BYTES, Source, read_bytes, read_file
    from jiedai.source.repairs import Repair, repair
    from jiedai.source.save import Busy, locked, write_atomic, write_new

_PARTS = {
    "compose": ("MAX_DEPTH", "MAX_NODES"),
    "edit": ("EditError", "insert_item", "insert_items", "insert_key", "remove", "set_value", "set_values"),
    "findings": ("Unreadable",),
    "reading": ("MAX_BYTES", "Source", "read_bytes", "read_file"),
    "repairs": ("Repair", "repair"),
    "save": ("Busy", "locked", "write_atomic", "write_new"),
}

__all__ = [
    "Busy",
    "EditError",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Repair",
    "Source",
    "Unreadable",
    "insert_item",
    "insert_items",
    "insert_key",
    "locked",
    "read_bytes",
    "read_file",
    "remove",
    "repair",
    "set_value",
    "set_values",
    "write_atomic",
    "write_new",
]


def __getattr__(name: str) -> Any:
    for module, names in _PARTS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
