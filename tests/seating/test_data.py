from __future__ import annotations

import json

import pytest

from jiedai.model.choice import SeatingShape
from jiedai.seating.chart import chart_of
from jiedai.seating.data import as_data, as_json
from tests.seating.samples import hosts_numbered, names, numbered, plan, seating

HEAD = ["id", "shape", "convention", "even_rule", "viewpoint"]
FORMS = {
    "dais": ["rows"],
    "photo": ["rows"],
    "signing": ["rows"],
    "round_table": ["clockwise"],
    "car": ["seats"],
    "long_table": ["sides"],
    "long_table_end": ["sides"],
    "sofas": ["sides"],
    "tables": ["rows", "tables"],
}


def data(shape, guests=3, hosts=3, **more):
    visit = plan(numbered("G", guests), hosts_numbered(hosts))
    return as_data(chart_of(visit, seating(shape=shape, guests=names("G", guests), hosts=names("H", hosts), **more)))


@pytest.mark.parametrize("shape", [shape.value for shape in SeatingShape])
def test_the_keys_of_each_shape(shape):
    assert list(data(shape)) == HEAD + FORMS[shape]


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
