from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.language import use
from jiedai.loading import load
from jiedai.model.choice import SeatingShape
from jiedai.seating.data import as_data, as_json
from jiedai.seating.layout import Form
from tests.batch import cases
from tests.seating.samples import chart_of, charts, hosts_numbered, names, numbered, plan, seating

HEAD = ["id", "shape", "convention", "even_rule", "viewpoint"]
KEYS = {
    Form.ROWS: ["rows"],
    Form.CLOCKWISE: ["clockwise"],
    Form.SEATS: ["seats"],
    Form.SIDES: ["sides"],
    Form.TABLES: ["rows", "tables"],
}


def drawn(shape, guests=3, hosts=3, **more):
    visit = plan(numbered("G", guests), hosts_numbered(hosts))
    return chart_of(visit, seating(shape=shape, guests=names("G", guests), hosts=names("H", hosts), **more))


def data(*shape, **more):
    return as_data(drawn(*shape, **more))


@cases("shape", [shape.value for shape in SeatingShape])
def test_the_keys_of_each_shape(shape):
    chart = drawn(shape)
    assert list(as_data(chart)) == HEAD + KEYS[chart.layout.form]


def test_the_form_of_each_shape():
    forms = {"dais": Form.ROWS, "photo": Form.ROWS, "signing": Form.ROWS, "round_table": Form.CLOCKWISE}
    forms |= {"car": Form.SEATS, "long_table": Form.SIDES, "sofas": Form.SIDES, "tables": Form.TABLES}
    assert {shape: drawn(shape).layout.form for shape in forms} == forms


def test_a_dais():
    found = as_data(chart_of(plan(numbered("G", 3)), seating(shape="dais", people=names("G", 3), rows=[3, 2])))

    viewpoint = found.pop("viewpoint")
    assert "观众席" in viewpoint
    assert found == {
        "id": "S1",
        "shape": "dais",
        "convention": "left",
        "even_rule": "E1",
        "rows": [["G3", "G1", "G2"], [None, None]],
    }


def test_a_table_a_car_sofas_and_tables():
    assert data("round_table", 2, 2)["clockwise"] == ["H1", "G2", "H2", "G1"]
    assert data("long_table")["sides"] == {"guests": ["G3", "G1", "G2"], "hosts": ["H2", "H1", "H3"]}
    assert data("sofas", interpreters=["译"])["behind"] == ["译"]
    assert data("car", 1, 1)["seats"] == {"后排右": "G1", "后排左": "H1", "副驾驶": None, "后排中": None}
    assert data("car")["convention"] is None
    tables = data("tables", 12, 3)
    assert tables["rows"] == [["1号桌", "2号桌"]]
    assert tables["tables"]["1号桌"][:2] == ["H1", "G2"]


def test_json_is_readable_and_complete():
    chart = chart_of(plan(["梁国栋"]), seating(shape="dais", people=["梁国栋"]))

    assert json.loads(as_json(chart)) == as_data(chart)
    assert "梁国栋" in as_json(chart)


def group_lists(found):
    """The groups of a chart as data, in its order."""
    if "sides" in found:
        return list(found["sides"].values())
    if "tables" in found:
        return list(found["tables"].values())
    return found.get("rows") or [found.get("clockwise") or list(found["seats"].values())]


def placed(chart):
    """Where everybody is on the drawing."""
    return {seat.name: seat.place for seat in chart.seats if seat.name}


def quarters(names, at, centre):
    """How far round the centre each one is from the first, clockwise as seen from above."""
    angles = [math.atan2(at[name].x - centre[0], centre[1] - at[name].y) for name in names]
    return [(angle - angles[0]) % (2 * math.pi) for angle in angles]


@pytest.mark.parametrize("shape", [shape.value for shape in SeatingShape])
@given(guests=st.integers(1, 18), hosts=st.integers(0, 9), rule=st.sampled_from(["E1", "E2"]))
@settings(max_examples=25)
def test_data_is_in_the_order_of_the_drawing(shape, guests, hosts, rule):
    visit = plan(numbered("G", guests), hosts_numbered(hosts))
    sides = {"guests": names("G", guests), "hosts": names("H", hosts)} if hosts else {"people": names("G", guests)}
    chart = chart_of(visit, seating(shape=shape, even_rule=rule, **sides))
    found, at = as_data(chart), placed(chart)

    groups = [[name for name in group if name] for group in group_lists(found)]
    assert sorted(name for group in groups for name in group) == sorted(at), "everybody once"
    assert found["even_rule"] in (rule, None)
    form = chart.layout.form
    if form is Form.ROWS:
        assert all([at[name].x for name in row] == sorted(at[name].x for name in row) for row in groups)
        fronts = [at[row[0]].y for row in groups if row]
        assert fronts == sorted(fronts, reverse=True), "the front row is nearest to the audience, at the bottom"
    elif form is Form.SIDES:
        for side in groups:
            far_first = [(round(at[name].y), at[name].x) for name in side]
            assert far_first == sorted(far_first)
        if shape == "long_table":
            assert next(iter(found["sides"])) in ("guests", "far")
    elif form in (Form.CLOCKWISE, Form.TABLES):
        tops = {top.label: top for top in chart.layout.furniture if top.label}
        order = [tops[label] for label in found.get("tables", tops)]
        for names_round, top in zip(groups, order, strict=True):
            steps = quarters(names_round, at, (top.x, top.y))
            assert steps == sorted(steps)
    else:
        order = list(found["seats"])
        seated = [found["seats"][place] for place in order]
        assert [name for name in seated if name] == [seat.name for seat in chart.seats if seat.name]


SIDES = {"guests", "hosts", "far", "near", "first", "second", "head", "left", "right"}
PLANS = Path(__file__).resolve().parents[2] / "plans"
EXAMPLES = [path for path in sorted(PLANS.glob("*.yaml")) if path.name != "office.yaml"]


@cases("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_charts_of_the_examples_say_the_same_to_programs_in_either_language(path):
    loaded = load(path)
    assert loaded.plan is not None
    chinese = [as_data(chart) for chart in charts(loaded.plan, loaded.office)]
    use("en")
    try:
        english = [as_data(chart) for chart in charts(loaded.plan, loaded.office)]
    finally:
        use("zh")

    forms = [chart.layout.form for chart in charts(loaded.plan, loaded.office)]
    for form, found, translated in zip(forms, chinese, english, strict=True):
        keys = HEAD + KEYS[form]
        assert list(found)[: len(keys)] == keys
        assert set(found) - set(keys) <= {"behind", "unseated"}
        assert found["convention"] in ("left", "right", None)
        assert found["even_rule"] in ("E1", "E2", None)
        assert set(found.get("sides", {})) <= SIDES
        assert translated | {"viewpoint": ""} == found | {"viewpoint": ""}
        assert not re.search("[一-鿿]", translated["viewpoint"])
