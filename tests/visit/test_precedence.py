from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import HostRole, Rank
from jiedai.model.rank import level_of
from jiedai.visit.precedence import Ground, Standing, ground, organ_place, ranked
from tests.batch import cases

ORGANS = ("县委书记", "县长", "人大常委会主任", "政协主席", "副县长")

standings = st.builds(
    Standing,
    order=st.none() | st.integers(1, 9),
    role=st.none() | st.sampled_from(HostRole),
    rank=st.none() | st.sampled_from(Rank),
    level=st.none() | st.sampled_from(["正厅级", "厅局级", "副县", "一级调研员", "科员"]).map(level_of),
    unit=st.sampled_from(["", "县委", "县政协"]),
    post=st.sampled_from(["", "书记", "主席", "县长", "副县长"]),
)


def order_of(*standings, organs=()):
    ranking = ranked(range(len(standings)), lambda index: standings[index], organs)
    return list(ranking.people), list(ranking.ties)


def test_an_order_wins_over_rank_rank_over_the_writing():
    people, ties = order_of(
        Standing(rank=Rank.SECTION),
        Standing(rank=Rank.BUREAU),
        Standing(order=2, rank=Rank.OTHER),
        Standing(order=1, rank=Rank.OTHER),
    )

    assert people == [3, 2, 1, 0]
    assert ties == []


def test_the_main_host_comes_before_hosts_of_a_higher_rank():
    people, _ties = order_of(
        Standing(rank=Rank.BUREAU),
        Standing(role=HostRole.DEPUTY, rank=Rank.SECTION),
        Standing(role=HostRole.PRINCIPAL, rank=Rank.SECTION),
    )

    assert people == [2, 1, 0]


def test_equals_stay_as_written_and_are_told():
    people, ties = order_of(
        Standing(rank=Rank.SECTION), Standing(rank=Rank.DIVISION), Standing(rank=Rank.SECTION), Standing()
    )

    assert people == [1, 0, 2, 3]
    assert ties == [(0, 2)]


def test_the_same_order_twice_is_a_tie_unless_the_rank_decides():
    assert order_of(Standing(order=1), Standing(order=1))[1] == [(0, 1)]
    assert order_of(Standing(order=1, rank=Rank.SECTION), Standing(order=1, rank=Rank.BUREAU)) == ([1, 0], [])


def test_no_rank_is_the_lowest_and_equals_other():
    assert order_of(Standing(), Standing(rank=Rank.SECTION)) == ([1, 0], [])
    assert order_of(Standing(), Standing(rank=Rank.OTHER))[1] == [(0, 1)]


def test_the_usual_order_of_posts_settles_equal_ranks():
    leaders = [
        Standing(rank=Rank.DIVISION, unit="县政协", post="主席"),
        Standing(rank=Rank.DIVISION, unit="县政府", post="副县长"),
        Standing(rank=Rank.DIVISION, unit="县人大常委会", post="主任"),
        Standing(rank=Rank.DIVISION, unit="县委", post="书记"),
        Standing(rank=Rank.DIVISION, unit="县委、县政府", post="县委副书记、县长"),
    ]

    assert order_of(*leaders, organs=ORGANS) == ([3, 4, 2, 0, 1], [])
    assert order_of(*leaders) == ([3, 4, 2, 0, 1], [])
    assert order_of(*leaders, organs=("县政协主席",)) == ([0, 1, 2, 3, 4], [(1, 2, 3, 4)])
    assert order_of(Standing(rank=Rank.BUREAU), leaders[3], organs=ORGANS)[0] == [0, 1]


def of(*ranks, **more):
    """The standings of people whose ranks are written so."""
    levels = [level_of(rank) for rank in ranks]
    return [Standing(rank=level.rank, level=level, **more) for level in levels]


def test_within_a_class_what_was_written_decides():
    assert order_of(*of("二级巡视员", "副厅级", "一级巡视员", "正厅", "县处级")) == ([3, 1, 2, 0, 4], [])
    assert order_of(*of("一级调研员", "副县级", "厅局级")) == ([2, 1, 0], [])


def test_equals_of_a_class_are_told_as_ties():
    assert order_of(*of("正厅级", "正厅局级", "副厅"))[1] == [(0, 1)]
    assert order_of(*of("副厅级", "厅局级", "正厅级")) == ([2, 0, 1], [(0, 1)])
    assert order_of(Standing(rank=Rank.BUREAU), *of("副司级"))[1] == [(0, 1)]


def test_the_place_in_the_class_comes_before_the_usual_order_of_posts():
    secretary, mayor = (*of("县处级", unit="县委", post="书记"), *of("县处级", unit="县政府", post="县长"))

    assert order_of(mayor, secretary) == ([1, 0], [])
    assert order_of(mayor._replace(level=level_of("正县级")), secretary._replace(level=level_of("副县级")))[0] == [0, 1]
    assert ground(*of("正县级", "副县级")) is Ground.RANK
    assert ground(*of("副县级", "一级调研员")) is Ground.RANK
    assert ground(*of("副县级", "县处级")) is Ground.WRITTEN


@cases(
    ("unit", "post", "place"),
    [
        ("县政府", "县长", 1),
        ("县政府", "常务副县长", 4),
        ("县政府", "县长助理", 5),
        ("县政府办公室", "县长秘书", 5),
        ("县委", "副书记、县长", 1),
        ("县政协", "原主席", 5),
        ("", "", 5),
    ],
)
def test_a_title_inside_another_one_does_not_count(unit, post, place):
    assert organ_place(unit, post, ORGANS) == place


def test_the_ground_is_the_first_difference():
    first = Standing(order=1, rank=Rank.SECTION)
    assert ground(first, Standing(order=2, rank=Rank.BUREAU)) is Ground.ORDER
    assert ground(Standing(role=HostRole.PRINCIPAL), Standing()) is Ground.ROLE
    assert ground(Standing(rank=Rank.BUREAU), Standing()) is Ground.RANK
    assert ground(Standing(post="县长"), Standing(post="副县长"), ORGANS) is Ground.ORGAN
    assert ground(Standing(post="县长"), Standing(post="副县长")) is Ground.ORGAN
    assert ground(Standing(post="副县长"), Standing(post="副市长")) is Ground.WRITTEN


@given(st.lists(standings, max_size=12))
def test_nobody_is_lost_and_ties_are_exactly_what_only_the_writing_tells_apart(people):
    ranking = ranked(range(len(people)), people.__getitem__, ORGANS)

    assert sorted(ranking.people) == list(range(len(people)))
    tied = {pair for tie in ranking.ties for pair in itertools.pairwise(tie)}
    for one, two in zip(ranking.people, ranking.people[1:], strict=False):
        by_writing = ground(people[one], people[two], ORGANS) is Ground.WRITTEN
        assert by_writing == ((one, two) in tied)
        assert not by_writing or one < two
