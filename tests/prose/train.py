"""`python -m tests.prose.train`: weights and examples of `jiedai/visit/resemblance.py`, from the collection.

The collection holds sentences as people write them. To it come sentences made of `frames.yaml`, which count less: they
teach the words of the vocabulary, and that a frame (`请宾馆在房间里放…`) tells nothing.

Stochastic gradient descent on the logistic loss, in a fixed order of a fixed shuffle: the same collection gives the
same files on every machine.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from jiedai.visit.orders import may_order, read
from jiedai.visit.prose import parts_of, subject_of, subjects_in, triggers_in
from jiedai.visit.resemblance import BUCKETS, FOLDER, HEADER, SURE, bucket, is_long_enough, nearest, parts
from tests.prose.measure import COLLECTION, collection

_ROUNDS = 30
_RATE = 3.0
_DECAY = 1e-6
"""By how much weights shrink with each sentence, as a part of the rate: the strength of the L2 penalty."""
_STEPS = 127
FOLDS = 5
_MADE = 3600
"""Sentences made of frames, half of them banned."""
_MADE_WEIGHT = 0.4
FRAMES = COLLECTION.with_name("frames.yaml")

Sentence = tuple[str, bool, float]
"""A sentence, whether it is banned, and how much it counts."""


class Model:
    """Weights by bucket, and the bias."""

    def __init__(self) -> None:
        self.weights: dict[int, float] = {}
        self.bias = 0.0

    def odds(self, places: Sequence[int]) -> float:
        """The log-odds of a sentence by the places of its parts."""
        return self.bias + sum(self.weights.get(place, 0.0) for place in places) / math.sqrt(len(places))


def places(text: str) -> list[int]:
    """The places of the parts of a sentence, in a fixed order."""
    return sorted(map(bucket, parts(text)))


def trained(sentences: Sequence[Sentence]) -> Model:
    """A model of some sentences."""
    model = Model()
    known = [(places(text), banned, weight) for text, banned, weight in sentences]
    order = random.Random(1)
    for turn in range(_ROUNDS):
        order.shuffle(known)
        rate = _RATE / (1 + turn / 4)
        for found, banned, weight in known:
            odds = model.odds(found)
            error = weight * (banned - 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))
            change = rate * error / math.sqrt(len(found))
            for place in found:
                model.weights[place] = model.weights.get(place, 0.0) * (1 - rate * _DECAY * len(found)) + change
            model.bias += rate * error / 20
    return model


def packed(model: Model, checksum: int) -> bytes:
    """The file of a model: see `resemblance.HEADER`."""
    step = max(map(abs, model.weights.values())) / _STEPS
    table = bytearray([128]) * BUCKETS
    for place, weight in model.weights.items():
        table[place] = 128 + round(weight / step)
    return HEADER.pack(checksum, model.bias, step) + bytes(table)


def labelled(categories: dict[str, Any]) -> list[Sentence]:
    """Every sentence of the collection."""
    kinds = ("banned", "innocent")
    return [(text, kind == "banned", 1.0) for entry in categories.values() for kind in kinds for text in entry[kind]]


def made() -> list[Sentence]:
    """Sentences made of frames: as many banned ones as others, of each kind of frames the same number."""
    kinds = yaml.load(FRAMES.read_text(encoding="utf-8"), yaml.CSafeLoader).values()
    choice = random.Random(1)
    found: list[Sentence] = []
    for kind in kinds:
        things = [sorted(subject_of(name).sure) for name in kind.get("of", ())] or [kind["banned"].split()]
        fine = kind["fine"].split()
        for _sentence in range(_MADE // 2 // len(kinds)):
            found.append(
                (choice.choice(kind["frames"]).format(choice.choice(choice.choice(things))), True, _MADE_WEIGHT)
            )
            found.append((choice.choice(kind["frames"]).format(choice.choice(fine)), False, _MADE_WEIGHT))
    return found


def examples(categories: dict[str, Any]) -> str:
    """The file of the banned sentences with their subjects."""
    return "".join(f"{subject}\t{text}\n" for subject, entry in categories.items() for text in entry["banned"])


class Unseen(NamedTuple):
    """Sentences that were judged by what was learned of others: how many, how many are told, and what is wrong."""

    banned: int
    told: int
    innocent: int
    accused: int
    wrong: tuple[str, ...]


def unseen(categories: dict[str, Any], fold: int) -> Unseen:
    """What words and resemblance tell together of each fifth sentence, where the others alone were learned from."""
    sentences = labelled(categories)
    model = trained([*(one for at, one in enumerate(sentences) if at % FOLDS != fold), *made()])
    held = sentences[fold::FOLDS]
    told = {text: bool(_by_words(text)) or _is_like(model, text) for text, _banned, _weight in held}
    wrong = tuple(text for text, banned, _weight in held if told[text] is not banned)
    banned = [text for text, is_banned, _weight in held if is_banned]
    innocent = [text for text, is_banned, _weight in held if not is_banned]
    return Unseen(len(banned), sum(map(told.get, banned)), len(innocent), sum(map(told.get, innocent)), wrong)


def _by_words(text: str) -> dict[str, str]:
    return read(text, subjects_in(text, triggers_in(parts_of(text))))


def _is_like(model: Model, text: str) -> bool:
    likely = is_long_enough(text) and model.odds(places(text)) >= SURE
    return likely and may_order(text, nearest(text).subject)


def checksum() -> int:
    """Of the collection and the frames as they are now."""
    return zlib.crc32(COLLECTION.read_bytes() + FRAMES.read_bytes())


def main() -> None:
    """Write both files."""
    categories = collection()
    (FOLDER / "weights.bin").write_bytes(packed(trained([*labelled(categories), *made()]), checksum()))
    (FOLDER / "examples.txt").write_text(examples(categories), encoding="utf-8")


if __name__ == "__main__":
    main()
