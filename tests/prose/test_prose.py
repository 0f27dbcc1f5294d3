from __future__ import annotations

from jiedai.visit.resemblance import FOLDER, HEADER
from tests.prose.measure import collection, judged, noticed, scores, total
from tests.prose.train import FOLDS, checksum, examples, unseen


def test_what_is_forbidden_is_noticed_and_nobody_is_accused() -> None:
    categories = collection()
    found = list(judged(categories))
    by_category = scores(found, categories)
    assert total(list(by_category.values())).recall >= 0.95
    assert {name: score.recall for name, score in by_category.items() if score.recall < 0.85} == {}
    assert [(one.sentence, one.place, sorted(one.codes)) for one in found if not one.banned and one.codes] == []
    assert {one.category for one in found if one.banned and noticed(one, categories)} == {
        name for name, entry in categories.items() if entry["banned"]
    }


def test_the_collection_is_large_and_says_nothing_twice() -> None:
    sentences = [text for entry in collection().values() for kind in ("banned", "innocent") for text in entry[kind]]
    assert len(set(sentences)) == len(sentences)
    for kind in ("banned", "innocent"):
        assert sum(len(entry[kind]) for entry in collection().values()) >= 300


def test_what_was_learned_is_of_the_collection_as_it_is() -> None:
    """Else: `python -m tests.prose.train`."""
    assert HEADER.unpack_from((FOLDER / "weights.bin").read_bytes())[0] == checksum()
    assert (FOLDER / "examples.txt").read_text(encoding="utf-8") == examples(collection())


def test_sentences_that_nothing_was_learned_of_are_told_and_nobody_is_accused() -> None:
    """The newest fifth of them; `python -m tests.prose` judges all."""
    found = unseen(collection(), fold=FOLDS - 1)
    assert found.told / found.banned >= 0.95
    assert found.accused / found.innocent <= 0.015
