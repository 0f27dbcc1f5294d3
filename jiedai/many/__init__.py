"""The same work on many plans: in processes of this machine, or on an engine of several machines."""

from jiedai.many.pool import in_order

__all__ = ["in_order"]
