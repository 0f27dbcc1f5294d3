"""Reads what a program of ours has pickled, and nothing else: a pickle may name any function of Python to be called."""

from __future__ import annotations

import io
import pickle
from collections.abc import Collection, Mapping
from typing import Any


def unpickled(data: bytes, names: Mapping[str, Collection[str]]) -> Any:
    """The value in `data`, made of nothing but the classes and functions of `names`, by module.

    Raises:
        pickle.UnpicklingError: something else is named in it, or it is damaged; then any of EOFError, AttributeError,
            ImportError, TypeError and ValueError may come as well.
    """
    return _Reader(data, names).load()


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, names: Mapping[str, Collection[str]]) -> None:
        super().__init__(io.BytesIO(data))
        self._names = names

    def find_class(self, module: str, name: str) -> Any:
        if name not in self._names.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
