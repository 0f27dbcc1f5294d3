from __future__ import annotations

from tests.prose.measure import collection, judged, noticed, scores, total


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
