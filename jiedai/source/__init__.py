"""Files: bytes to text, plain data and a span for every key and value; what is wrong with them; edits and saving."""

from jiedai.source.compose import MAX_DEPTH, MAX_NODES
from jiedai.source.findings import Unreadable
from jiedai.source.reading import MAX_BYTES, Source, read_bytes, read_file
from jiedai.source.repairs import Repair, repair

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Repair",
    "Source",
    "Unreadable",
    "read_bytes",
    "read_file",
    "repair",
]
