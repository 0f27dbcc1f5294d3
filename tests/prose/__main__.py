"""`python -m tests.prose`: recall and precision by category, and the sentences that are judged wrongly.

The second reader has learned from these very sentences, so that its figures are those of each fifth of them, by other
hands, judged by what was learned of the other four.
"""

from __future__ import annotations

from tests.prose.measure import collection, judged, noticed, scores, total
from tests.prose.train import FOLDS, unseen


def main() -> None:
    """Print the table and what is wrong."""
    categories = collection()
    found = list(judged(categories))
    by_category = scores(found, categories)
    print(f"{'category':<12}{'banned':>8}{'recall':>8}{'innocent':>10}{'accused':>9}{'precision':>11}")
    for name, score in {**by_category, "all": total(list(by_category.values()))}.items():
        print(
            f"{name:<12}{score.banned:>8}{score.recall:>8.3f}{score.innocent:>10}{score.accused:>9}"
            f"{score.precision:>11.3f}"
        )
    folds = [unseen(categories, fold) for fold in range(FOLDS)]
    banned, told, innocent, accused = (sum(numbers) for numbers in list(zip(*folds, strict=True))[:4])
    print(f"unseen, by words or resemblance: {told} of {banned} banned, {accused} of {innocent} innocent")
    for one in found:
        if one.banned and not noticed(one, categories):
            print(f"missed as {one.place}: {one.sentence} {' '.join(sorted(one.codes))}")
        elif not one.banned and one.codes:
            print(f"accused as {one.place}: {one.sentence} {' '.join(sorted(one.codes))}")


if __name__ == "__main__":
    main()
