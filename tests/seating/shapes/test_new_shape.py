"""One line in the vocabulary and one file are a shape in every output: 课桌式, rows of desks that face a lectern."""

from __future__ import annotations

import json

from tests.copies import Copy

SHAPE = '''"""课桌式: rows of desks behind each other, facing the lectern."""

from __future__ import annotations

from jiedai.language import N_, _
from jiedai.model.choice import ItemKind
from jiedai.seating import layout as s
from jiedai.seating.shapes import Traits

TRAITS = Traits(
    usual_for=(ItemKind.CONFERENCE,),
    uses=frozenset({"rows"}),
    nobody=N_("课桌后面没有人"),
    advice=lambda layout, _seating: s.Note("", "后排看不清屏幕") if len(layout.groups()) > 2 else None,
)
_DESKS = 4


def layout(counts: s.Counts, settings: s.Settings) -> s.Layout:
    """Everybody in one order, four desks to a row."""
    sizes = settings.rows or (_DESKS,) * -(-counts.everyone // _DESKS)
    places = [
        s.Place(f"{row}排{column + 1}", column * s.PITCH, row * 120, s.UP, None, str(row))
        for row, size in enumerate(sizes, start=1)
        for column in range(size)
    ]
    slots = [(s.Side.ANY, ordinal) for ordinal in range(1, counts.everyone + 1)]
    seated = [place._replace(slot=slot) for place, slot in zip(places, slots, strict=False)]
    front = s.Mark(s.MarkKind.SCREEN, 1.5 * s.PITCH, 0, _("讲台"))
    return s.Layout(
        s.Form.ROWS, (*seated, *places[len(seated):]), "从讲台看", "门在后面", "按次序从前排坐起", (), (front,)
    )
'''
NAMES = [f"客{number}人" for number in "甲乙丙丁戊己庚辛壬"]
PLAN = {
    "title": "省某厅来访",
    "kind": "research",
    "purpose": "调研",
    "dates": "2026-05-11",
    "guests": [{"name": name, "unit": "省某厅", "post": "处长"} for name in NAMES],
    "schedule": [
        {
            "date": "2026-05-11",
            "items": [{"id": "A1", "time": "09:00-10:00", "what": "培训会", "place": "礼堂", "kind": "conference"}],
        }
    ],
    "seating": [
        {"id": "S1", "item": "A1", "shape": "课桌式", "people": NAMES, "seats": 30},
        {"id": "S2", "item": "A1", "people": NAMES[:4]},
    ],
}


def test_a_shape_is_one_line_and_one_file(tmp_path):
    copy = Copy(tmp_path)
    copy.insert("jiedai/model/choice.py", '    CAR = "car", "乘车"', '    CLASSROOM = "classroom", "课桌式"')
    copy.add("jiedai/seating/shapes/classroom.py", SHAPE)
    (tmp_path / "plan.yaml").write_text(json.dumps(PLAN, ensure_ascii=False), encoding="utf-8")

    text = copy.run("seating", "plan.yaml")
    assert all(name in text for name in NAMES)
    assert "S1 · 课桌式 · 培训会" in text
    assert "S2 · 课桌式 · 培训会" in text  # the usual shape of a conference
    assert text.count("后排看不清屏幕") == 1
    assert "课桌式用不到“座位数”，没有采用" in text

    data = json.loads(copy.run("seating", "plan.yaml", "--id", "S1", "-f", "json"))
    assert data["shape"] == "classroom"
    assert data["rows"] == [NAMES[:4], NAMES[4:8], [*NAMES[8:], None, None, None]]

    drawing = copy.run("seating", "plan.yaml", "--id", "S1", "-f", "svg")
    assert all(f">{name}</text>" in drawing for name in NAMES)
    assert "讲台" in drawing

    copy.run("render", "plan.yaml", "-d", "seating", "-f", "pdf", "-f", "md", "--draft", "-o", str(tmp_path / "out"))
    (pdf,), (page,) = (tmp_path / "out").rglob("*.pdf"), (tmp_path / "out").rglob("*.md")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert all(name in page.read_text(encoding="utf-8") for name in NAMES)
