"""`--on`: the engine that a command over many plans gives its work to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jiedai.cli.failure import Failure

if TYPE_CHECKING:
    from concurrent.futures import Executor


@contextmanager
def engine(address: str | None) -> Iterator[Executor | None]:
    """The engine at an address while the block runs; None without one. Failure where it cannot do the work."""
    if address is None:
        yield None
        return
    from jiedai.many import engine as engines
    from jiedai.many.parcel import EngineError

    try:
        with engines.engine(address) as executor:
            yield executor
    except EngineError as error:
        raise Failure(error.message, error.hint) from None
