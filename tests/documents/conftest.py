"""What the tests of documents share: a machine on which papers look as on every other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jiedai.formats import fonts, pdf


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
