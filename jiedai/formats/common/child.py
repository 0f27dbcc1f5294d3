"""A child process for work on files of somebody's own, within bounds of time and memory.

What Typst, Word's package or a template's loops would come to nobody knows before. The child bounds its own memory and
processor time where the system can, and is ended when its time is over on any.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module


class TooMuchError(Exception):
    """The work was not done within its bounds."""


def done(work: Callable[[bytes], bytes], order: bytes, *, seconds: int, memory: int) -> bytes:
    """What a function of a module makes of an order, in a child with so many seconds and bytes of address space.

    What comes back was made where a file of somebody's own was read: it is data, and never unpickled.

    Raises:
        TooMuchError: it took more, or came to nothing.
        RuntimeError: the work itself failed; with the child's own words, for the log.
    """
    command = [sys.executable, "-P", "-c", f"from {__name__} import _child; _child()"]
    bounds = [work.__module__, work.__qualname__, str(seconds), str(memory)]
    places = os.pathsep.join(filter(None, sys.path))  # the same modules as here, and none of the working directory
    environment = {**os.environ, "PYTHONPATH": places}
    try:
        ended = subprocess.run(
            [*command, *bounds], input=order, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise TooMuchError from None
    if ended.returncode == 0:
        return ended.stdout
    if ended.returncode == _FAILED:
        raise RuntimeError(ended.stderr.decode("utf-8", "replace"))
    raise TooMuchError


_FAILED = 70
"""The exit status of a child whose work has a fault; any other is its end at a bound."""
_ENOUGH = 71


def _child() -> None:
    """Do the work that the command line names on what the standard input holds."""
    import traceback

    module, name, seconds, memory = sys.argv[1:]
    order = sys.stdin.buffer.read()
    work: Callable[[bytes], bytes] = getattr(import_module(module), name)
    _bounded(int(seconds), int(memory))
    try:
        made = work(order)
    except (MemoryError, RecursionError):
        os._exit(_ENOUGH)
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(_FAILED)
    sys.stdout.buffer.write(made)


def _bounded(seconds: int, memory: int) -> None:
    """Bound the time and the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
