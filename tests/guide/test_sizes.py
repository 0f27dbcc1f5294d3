"""How large an installation is: what it says is true of this one, and it does not grow unseen."""

from __future__ import annotations

from importlib import metadata

from jiedai.guide import sizes

MOST = 180
"""Megabytes of a plain installation, without pip, setuptools and extras."""


def test_an_installation_takes_no_more_than_is_promised() -> None:
    every = sizes.measured()
    assert sum(every.values()) <= MOST, sizes.sizes()
    assert list(every.values()) == sorted(every.values(), reverse=True)


def test_what_is_needed_is_measured_and_nothing_else() -> None:
    every = sizes.measured()
    assert {"jiedai", "typst", "lxml", "pydantic-core"} <= set(every)
    assert not {"pip", "pytest", "fonttools", "watchfiles"} & set(every)
    path = metadata.distribution("typst").files or ()
    assert every["typst"] * sizes.MEGABYTE >= max(one.size or 0 for one in path)


def test_every_large_package_says_what_it_is_for() -> None:
    rows = [line.split("|")[1:-1] for line in sizes.sizes().splitlines()[2:]]
    large = [row for row in rows if row[0].strip().startswith("`")]
    assert all(row[2].strip() for row in large if row[0].strip() != "`jiedai`")
    total = sum(float(row[1]) for row in rows[:-1])
    assert abs(total - float(rows[-1][1])) < 1
