"""The page beside the text: a payload that stands in a plan, and what the page and its papers make of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from jiedai.preview.sight import Sight
from tests.cli.conftest import NAME, PLAN
from tests.fuzz.payloads import obeyed
from tests.fuzz.running import Made, quoted

_EDITOR = "vscode://file/"
_SEATS = "座次:\n  - {编号: S1, 日程: A2, 形式: 会见沙发}\n"
_TITLES = ("标题: 省卫健委来云溪县调研", "事由: 调研基层医疗")
_FIELDS = (*_TITLES, "事项: 考察", "姓名: 陈志远", "职务: 副主任")


def in_preview(folder: Path, text: str) -> Made:
    """Typed into a plan that somebody looks at while it is written; see `seen`.

    Where it is nobody's name, so that nothing is printed of the plan, it stands in its titles alone.
    """
    plan = folder / "plans" / NAME
    for fields in (_FIELDS, _TITLES):
        said = PLAN
        for old in fields:
            said = said.replace(old, f"{old.partition(':')[0]}: {quoted(text)}")
        plan.write_text(said + _SEATS, encoding="utf-8")
        if Sight.of(plan).sound is not None:
            break
    return []


def seen(plan: Path) -> Iterator[str]:
    """What a browser would obey of the answers of the page: its state, each paper, each drawing."""
    sight = Sight.of(plan)
    state = json.loads(json.dumps(sight.state(1)))
    yield from (one["link"] for one in state["findings"] if one["link"] and not one["link"].startswith(_EDITOR))
    papers = [paper["id"] for reader in state["readers"] for paper in reader["papers"]]
    if not papers or not state["charts"]:
        yield "nothing is printed"
    for name in papers:
        made = sight.paper(name)
        yield from (f"{name}: {found}" for found in obeyed("x.html", made or b"<p>"))
        if made is not None and b"<script" in made:
            yield f"{name}: a script"
    for chart in state["charts"]:
        yield from (f"{chart['id']}: {found}" for found in _in_drawing(sight.picture(chart["id"]) or b""))


def _in_drawing(data: bytes) -> Iterator[str]:
    """Scripts, handlers, and links to outside of an SVG."""
    for node in etree.fromstring(data).iter("*"):
        tag = etree.QName(node).localname
        if tag in ("script", "foreignObject", "image", "a", "use", "style", "iframe"):
            yield tag
        yield from (f"{tag} {key}" for key in node.attrib if etree.QName(key).localname.startswith(("on", "href")))
