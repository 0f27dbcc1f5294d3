"""`python -m tests.prose.train`: weights and examples of `jiedai/visit/resemblance.py`, from the collection.

The collection holds sentences as people write them. To it come sentences made of `frames.yaml`, which count less: they
teach the words of the vocabulary, and that a frame (`请宾馆在房间里放…`) tells nothing.

Stochastic gradient descent on the logistic loss, in a fixed order of a fixed shuffle: the same collection gives the
same files on every machine.
"""

from __future__ import annotations

import math
import random
import re
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from jiedai.visit.data import words as vocabulary
from jiedai.visit.orders import is_harmless, may_order, read
from jiedai.visit.prose import folded, parts_of, subject_of, subjects_in, triggers_in
from jiedai.visit.resemblance import BUCKETS, FOLDER, HEADER, SURE, bucket, is_long_enough, nearest, parts
from tests.prose.measure import COLLECTION, collection

_ROUNDS = 30
_RATE = 3.0
_DECAY = 1e-6
"""By how much weights shrink with each sentence, as a part of the rate: the strength of the L2 penalty."""
_STEPS = 127
FOLDS = 5
_MADE = 7500
"""Sentences made of frames, half of them banned."""
_ORDINARY = 2000
"""Sentences of what every plan says."""
_MADE_WEIGHT = 0.4
_SLOT = re.compile(r"\{(\w+)\}")
FRAMES = COLLECTION.with_name("frames.yaml")

Sentence = tuple[str, bool, float]
"""A sentence, whether it is banned, and how much it counts."""


class Model:
    """The weight of each bucket, and the bias."""

    def __init__(self) -> None:
        self.weights = [0.0] * BUCKETS
        self.bias = 0.0

    def odds(self, places: Sequence[int]) -> float:
        """The log-odds of a sentence by the places of its parts."""
        return self.bias + sum(map(self.weights.__getitem__, places)) / math.sqrt(len(places))


def places(text: str) -> list[int]:
    """The places of the parts of a sentence, in a fixed order."""
    return sorted(map(bucket, parts(text)))


def trained(sentences: Sequence[Sentence]) -> Model:
    """A model of some sentences."""
    model = Model()
    weights = model.weights
    known = [(places(text), banned, weight) for text, banned, weight in sentences]
    order = random.Random(1)
    for turn in range(_ROUNDS):
        order.shuffle(known)
        rate = _RATE / (1 + turn / 4)
        for found, banned, weight in known:
            odds = model.odds(found)
            error = weight * (banned - 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))
            change = rate * error / math.sqrt(len(found))
            shrunk = 1 - rate * _DECAY * len(found)
            for place in found:
                weights[place] = weights[place] * shrunk + change
            model.bias += rate * error / 20
    return model


def packed(model: Model, checksum: int) -> bytes:
    """The file of a model: see `resemblance.HEADER`."""
    step = max(map(abs, model.weights)) / _STEPS
    table = bytes(128 + round(weight / step) for weight in model.weights)
    return HEADER.pack(checksum, model.bias, step) + table


def labelled(categories: dict[str, Any]) -> list[Sentence]:
    """Every sentence of the collection."""
    kinds = ("banned", "innocent")
    return [(text, kind == "banned", 1.0) for entry in categories.values() for kind in kinds for text in entry[kind]]


def stretches(categories: dict[str, Any]) -> list[int]:
    """The fold of every sentence of `labelled`: one stretch of each list.

    Lists grow at their ends, so that neighbours in them are by one hand: a fold of every fifth sentence would be judged
    by what was learned of the same hand.
    """
    lists = (entry[kind] for entry in categories.values() for kind in ("banned", "innocent"))
    return [at * FOLDS // len(texts) for texts in lists for at in range(len(texts))]


def made() -> list[Sentence]:
    """Sentences made of frames: of each kind of frames the same number, half of them banned where some of it is."""
    kinds = yaml.load(FRAMES.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ordinary = kinds.pop("ordinary")
    choice = random.Random(1)
    found: list[Sentence] = []
    for kind in kinds.values():
        things = _things(kind)
        innocent = [(kind["frames"], [kind["fine"].split()])] if "fine" in kind else []
        if "excused" in kind:
            innocent.append((kind["excused"], things))
        for at in range(_MADE // 2 // len(kinds)):
            for banned, (frames, listed) in ((True, (kind["frames"], things)), (False, innocent[at % len(innocent)])):
                text = choice.choice(frames).format(choice.choice(choice.choice(listed)))
                found.append((text, banned, _MADE_WEIGHT))
    slots = {name: words.split() for name, words in ordinary["slots"].items()}
    for _sentence in range(_ORDINARY):
        text = choice.choice(ordinary["innocent"])
        found.append((_SLOT.sub(lambda slot: choice.choice(slots[slot[1]]), text), False, _MADE_WEIGHT))
    return found


def _things(kind: dict[str, Any]) -> list[list[str]]:
    """Lists of what may not be ordered in a kind of frames."""
    sets = vocabulary("orders")["sets"]
    found = [sorted(subject_of(name).sure) for name in kind.get("of", ())]
    found += [sets[name].split() for name in kind.get("sets", ())]
    return found or [kind["banned"].split()]


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
    """What words and resemblance tell together of a fifth of the sentences, where the others were learned from."""
    known: list[Sentence] = []
    held: list[Sentence] = []
    for sentence, its_fold in zip(labelled(categories), stretches(categories), strict=True):
        (held if its_fold == fold else known).append(sentence)
    model = trained([*known, *made()])
    told = {text: _is_told(model, text) or _is_like(model, text) for text, _banned, _weight in held}
    wrong = tuple(text for text, banned, _weight in held if told[text] is not banned)
    banned = [text for text, is_banned, _weight in held if is_banned]
    innocent = [text for text, is_banned, _weight in held if not is_banned]
    return Unseen(len(banned), sum(map(told.get, banned)), len(innocent), sum(map(told.get, innocent)), wrong)


def _is_told(model: Model, text: str) -> bool:
    text = folded(text)
    told = read(text, subjects_in(text, triggers_in(parts_of(text))))
    return not all(is_harmless(text, said, lambda part: model.odds(places(part))) for said in told.values())


def _is_like(model: Model, text: str) -> bool:
    likely = model.odds(places(text)) if is_long_enough(text) else 0.0
    return likely >= SURE and may_order(folded(text), nearest(text).subject, likely)


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
