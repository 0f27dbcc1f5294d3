"""What the tests of documents share: drawings, which are the same on many papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from jiedai.formats import pdf


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """The picture of a drawing is made once for all papers that hold it, not for each file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "picture", cache(pdf.picture))
        yield
