"""The work of a command, which stands in a module of its own and is imported when it is done."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from jiedai.cli.console import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable


def work_of(module: str, function: str) -> Callable[[Any], int]:
    """The work of a command, from a module of this folder that is imported now."""
    found: Callable[[Any], int] = getattr(import_module(f"{__package__}.{module}"), function)
    return found


def perform(module: str, function: str, options: Any) -> int:
    """Do the work of a command, and tell a person who looks on what is useful next; the exit status."""
    status = work_of(module, function)(options)
    if is_terminal(sys.stderr):
        from jiedai.cli.onward import tell

        tell(f"{module}:{function}", options, status)
    return status
