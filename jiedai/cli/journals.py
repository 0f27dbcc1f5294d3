"""What goes wrong with the files that jiedai keeps beside the plans, in one plain line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jiedai.cli.failure import Failure, unwritable
from jiedai.source.save import Busy
from jiedai.workflow.records import JournalError


@contextmanager
def told_plainly(where: Callable[[OSError], object]) -> Iterator[None]:
    """Turn what keeps a journal from being read or written into a Failure; `where` names the file that refuses."""
    try:
        yield
    except JournalError as error:
        raise Failure(error.message, error.hint) from None
    except Busy as error:
        raise Failure(error.message) from None
    except OSError as error:
        raise unwritable(error, where(error)) from None
