"""Files: bytes to text, plain data and a span for every key and value; what is wrong with them; edits and saving."""

from jiedai.source.compose import MAX_DEPTH, MAX_NODES
from jiedai.source.edit import EditError, insert_item, insert_key, remove, set_value
from jiedai.source.findings import Unreadable
from jiedai.source.reading import MAX_BYTES, Source, read_bytes, read_file
from jiedai.source.repairs import Repair, repair
from jiedai.source.save import Busy, locked, write_atomic

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
    "insert_key",
    "locked",
    "read_bytes",
    "read_file",
    "remove",
    "repair",
    "set_value",
    "write_atomic",
]
