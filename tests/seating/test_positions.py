from __future__ import annotations

from jiedai import language
from jiedai.seating.layout import Counts, Settings, find, label
from jiedai.seating.shapes import shape
from jiedai.visit.vehicles import minibus
from tests.batch import cases


@cases(
    ("written", "position"),
    [
        ("1", "前排右1"),
        ("4", "第2排右1"),
        ("7", "第2排左2"),
        ("2排2", "第2排中"),
        ("第二排第二座", "第2排中"),
        ("2-4", "第2排左2"),
        ("前排3", "前排左1"),
        ("前排左1", "前排左1"),
        (" 前排 左１ ", "前排左1"),
        ("正中", "前排中"),
        ("8", None),
        ("3排1", None),
        ("2排9", None),
        ("", None),
        ("主席台", None),
    ],
)
def test_a_place_on_a_dais(written, position):
    layout = shape("dais").layout(Counts(7), Settings(rows=(3, 4)))

    found = find(layout, written)
    assert (found.position if found else None) == position


@cases(("written", "position"), [("主陪", "主位"), ("副主陪", "对位"), ("左1", "左1"), ("对位座", "对位")])
def test_a_place_at_a_round_table(written, position):
    assert find(shape("round_table").layout(Counts(8, 5, 3), Settings()), written).position == position


def test_a_place_at_one_of_several_tables():
    layout = shape("tables").layout(Counts(20, 17, 3), Settings())

    assert find(layout, "2号桌1").position == "2号桌主位"
    assert find(layout, "1号桌左1").position == "1号桌左1"


def test_a_place_in_a_bus():
    layout = shape("car").layout(Counts(8), Settings(vehicle=minibus(19)))

    assert find(layout, "1排左窗").position == "1排左窗"
    assert find(layout, "一排左窗").position == "1排左窗"


def test_every_place_of_every_shape_is_found_by_its_own_name():
    for name in ("dais", "photo", "signing", "sofas", "long_table", "long_table_end", "round_table", "tables", "car"):
        layout = shape(name).layout(Counts(9, 5, 4, 0 if name in ("dais", "car") else 2, 4), Settings())
        assert all(find(layout, place.position) is place for place in layout.places)


def test_a_label_is_chinese_unless_another_language_is_in_use(monkeypatch):
    assert label("第2排左1") == "第2排左1"
    monkeypatch.setattr(language, "_current", "en")
    assert label("第2排左1").split() == [language._(word) for word in ("第", "2", "排", "左", "1")]
