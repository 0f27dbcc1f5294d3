"""What is installed here of the packages that jiedai needs when it runs."""

from __future__ import annotations

from functools import cache
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name


@cache
def needed() -> dict[NormalizedName, Distribution]:
    """Every package that jiedai needs on this system, with what those need in turn; without jiedai itself."""
    found: dict[NormalizedName, Distribution] = {}
    waiting = ["jiedai"]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found[name] = distribution(name)
            wanted = map(Requirement, found[name].requires or ())
            waiting += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    del found[canonicalize_name("jiedai")]
    return found
