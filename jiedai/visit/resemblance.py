"""Sentences like those that order something forbidden, for which the vocabulary of `data/orders.yaml` has no word.

A clerk writes `走的时候车上给放一份`, and no list of words will ever hold all of that. So a second reader judges the
sentence as a whole: a logistic regression over its characters, pairs and triples of characters (n-grams do well on
short texts: Wang and Manning, “Baselines and Bigrams”, ACL 2012), hashed into one table (Weinberger et al., “Feature
Hashing for Large Scale Multitask Learning”, ICML 2009). What it is about is told by the examples that have most in
common with it, and the finding names the nearest one, so that whoever reads it can see why.

Weights and examples are made from the collection of sentences by `python -m tests.prose.train`.
"""

from __future__ import annotations

import math
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from jiedai.visit.prose import FOLDED

FOLDER = Path(__file__).with_name("data") / "resemblance"
HEADER = struct.Struct("<Iff")
"""Of the table: the checksum of the collection it was made from, the bias, and what one step of a weight is worth."""
BUCKETS = 1 << 17
_LONGEST = 3
_ZERO = 128
"""The byte of a weight of nothing."""
_LEAST = 6
"""Characters under which a sentence is no order but a name (`欢迎词`)."""
_NEIGHBOURS = 15
SURE = 1.8
"""The log-odds from which a sentence counts: six to one. Of sentences from hands it has not learned of, that accuses
one in 150 that only look alike; a higher one accuses hardly fewer, and tells fewer of those meant."""
CERTAIN = 3.5
"""The log-odds from which it counts though no word says what it is about: nearly all of these are meant."""
HARMLESS = -3.0
"""The log-odds up to which a sentence orders nothing even where a word says so: `老码头改造前是会所，现为图书室`."""
ALSO_HARMLESS = -2.0
"""Those of the clause with that word. The two spare half of the harmless sentences in which a word tells, and silence
one in a hundred of those meant, from hands that nothing was learned of."""

_PLAIN = (
    FOLDED
    | dict.fromkeys(map(ord, " \t\n，。；、：！？“”‘’\"'（）()《》·,;:"), "|")
    | dict.fromkeys(map(ord, "0123456789"), "0")
)


class Example(NamedTuple):
    """A sentence that orders something of a subject of `data/orders.yaml`."""

    subject: str
    text: str


class _Examples(NamedTuple):
    """All examples, as they are compared one after the other in one text, and where each begins there."""

    entries: list[Example]
    joined: str
    starts: list[int]

    def having(self, part: str) -> Iterator[int]:
        """The numbers of those that have a part: one text is searched much faster than two thousand."""
        at = self.joined.find(part)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield number
            at = self.joined.find(part, self.starts[number + 1])


def _plain(text: str) -> str:
    """A sentence with marks for its ends, `|` for every punctuation and 0 for every number."""
    found = f"^{text.translate(_PLAIN)}$"
    for mark in ("||", "00"):
        while mark in found:
            found = found.replace(mark, mark[0])
    return found


def parts(text: str) -> frozenset[str]:
    """What a sentence is judged by: its characters, pairs and triples, with its ends; every number is 0."""
    plain = _plain(text)
    return frozenset(
        plain[at : at + length] for length in range(1, _LONGEST + 1) for at in range(len(plain) - length + 1)
    )


def bucket(part: str) -> int:
    """The place of a part in the table."""
    return zlib.crc32(part.encode("utf-16-le")) & (BUCKETS - 1)


def is_long_enough(text: str) -> bool:
    """Whether a text has as many Chinese characters as a sentence that orders something."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text) >= _LEAST


def odds(text: str) -> float:
    """The log-odds that a sentence orders something forbidden."""
    bias, step, _weights = _table()
    found = parts(text)
    return bias + step * sum(map(_weight, found)) / math.sqrt(len(found))


@lru_cache(maxsize=1 << 13)
def _weight(part: str) -> int:
    """What a part says, in steps; plans have most of theirs in common."""
    return _table()[2][bucket(part)] - _ZERO


@lru_cache(maxsize=1)
def _table() -> tuple[float, float, bytes]:
    data = (FOLDER / "weights.bin").read_bytes()
    _checksum, bias, step = HEADER.unpack_from(data)
    return bias, step, data[HEADER.size :]


@lru_cache(maxsize=1)
def _examples() -> _Examples:
    lines = (FOLDER / "examples.txt").read_text(encoding="utf-8").splitlines()
    entries = [Example(*line.split("\t")) for line in lines]
    plain = [_plain(example.text) for example in entries]
    starts = list(accumulate(map(len, plain), initial=0))
    return _Examples(entries, "".join(plain), starts)


@lru_cache(maxsize=4096)
def nearest(text: str) -> Example:
    """The example that has most in common with a sentence, among those of the subject that its neighbours speak for.

    What two have in common is the sum over their parts of how rare these are (the logarithm), and less where an example
    is long.
    """
    examples, _joined, starts = known = _examples()
    common = dict.fromkeys(range(len(examples)), 0.0)
    for part in sorted(parts(text)):
        having = list(known.having(part))
        rarity = math.log(len(examples) / len(having)) if having else 0.0
        for at in having:
            common[at] += rarity
    alike = {at: found / math.sqrt(starts[at + 1] - starts[at]) for at, found in common.items()}
    near = sorted(alike, key=alike.__getitem__, reverse=True)[:_NEIGHBOURS]
    votes = dict.fromkeys((examples[at].subject for at in near), 0.0)
    for at in near:
        votes[examples[at].subject] += alike[at] ** 2
    subject = max(votes, key=votes.__getitem__)
    return next(examples[at] for at in near if examples[at].subject == subject)
