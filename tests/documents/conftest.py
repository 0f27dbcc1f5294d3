"""What the tests of documents share: drawings, which are the same on many papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from jiedai.formats import fonts, pdf


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """The picture of a drawing is made once for all papers that hold it, not for each file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "picture", cache(pdf.picture))
        yield


@pytest.fixture(scope="module")
def bundled_type() -> Iterator[None]:
    """A machine without official fonts: papers look the same on every one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "folders", list)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for cached in (*vars(fonts).values(), *vars(pdf).values()):
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
