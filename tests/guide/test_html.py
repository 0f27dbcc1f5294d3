"""The manual as one page: whole, sound, without anything from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import html5lib
import pytest

from jiedai import guide
from jiedai.guide.html import page as html
from jiedai.guide.pages import Page, page
from tests.guide.samples import made

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module", params=["zh", "en"])
def text(request: pytest.FixtureRequest) -> str:
    return made(request.param)


@pytest.fixture(scope="module")
def tree(text: str) -> Any:
    parser = html5lib.HTMLParser(strict=True)
    return parser.parse(text)


def test_it_is_sound_html(tree: Any) -> None:
    assert tree.find(f".//{HTML}main") is not None


def test_identifiers_are_unique_and_links_lead_somewhere(tree: Any) -> None:
    ids = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = [node.get("href") for node in tree.iter(f"{HTML}a")]
    assert len(links) > 40
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


def test_every_topic_is_a_section_named_in_the_contents(tree: Any) -> None:
    contents = [node.get("href") for node in tree.find(f".//{HTML}nav").iter(f"{HTML}a")]
    assert [link for link in contents if "-" not in link] == [f"#{topic}" for topic in guide.TOPICS]
    sections = [node.get("aria-labelledby") for node in tree.iter(f"{HTML}section")]
    assert sections == list(guide.TOPICS)
    parts = len(re.findall("^## ", page("plan").text, re.MULTILINE))
    assert len([link for link in contents if link.startswith("#plan-")]) == parts > 5


def test_headings_go_down_one_level_at_a_time(tree: Any) -> None:
    levels = [int(node.tag[-1]) for node in tree.iter() if re.fullmatch(rf"{re.escape(HTML)}h[1-6]", str(node.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_comes_from_outside_and_only_its_own_script_runs(text: str, tree: Any) -> None:
    assert not [node for node in tree.iter() if node.get("src") or node.tag == f"{HTML}link"]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)
    (script,) = [node.text for node in tree.iter(f"{HTML}script")]
    policy = tree.find(f".//{HTML}meta[@http-equiv='Content-Security-Policy']").get("content")
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy


def test_no_marks_of_markdown_are_left(tree: Any) -> None:
    for node in tree.iter():
        if node.tag in (f"{HTML}p", f"{HTML}li", f"{HTML}td"):
            assert not re.search(r"\*\*|<!--|\]\(\w+\.md\)|^#+ ", node.text or "")


def test_every_cell_knows_the_head_of_its_column(tree: Any) -> None:
    for table in tree.iter(f"{HTML}table"):
        heads = ["".join(node.itertext()) for node in table.iter(f"{HTML}th")]
        for row in table.find(f"{HTML}tbody"):
            assert [cell.get("data-head") for cell in row] == heads


def test_the_picture_of_the_layers_is_drawn(text: str) -> None:
    assert text.count('<figure class="drawing"') == 1
    assert "●" not in text


def test_code_is_shown_as_it_is_typed(text: str) -> None:
    assert "&lt;h1&gt;{{ document.full_title }}&lt;/h1&gt;" in text
    assert "<figcaption>plans/office.yaml</figcaption>" in text


def test_it_speaks_one_language() -> None:
    chinese, english = made("zh"), made("en")
    assert '<html lang="zh-CN" data-at="">' in chinese
    assert '<html lang="en" data-at="">' in english
    frame = re.sub(r"<main>.*</main>", "", english, flags=re.DOTALL)
    assert not re.search("[一-鿿]", frame.split("</style>")[1])


def test_it_can_begin_at_a_topic() -> None:
    assert 'data-at="plan"' in made("zh", "plan")


def test_what_a_piece_says_is_escaped() -> None:
    one = Page("start", "题", "一句。", "# 题\n\n一句。\n\n<script>alert(1)</script> `<b>` & [x](javascript:alert)\n")
    found = html([one]).decode()
    assert "<script>alert" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <code class=whole>&lt;b&gt;</code> &amp;" in found
    assert 'href="javascript' not in found


def test_headings_of_one_name_have_anchors_of_their_own() -> None:
    one = Page("start", "题", "一句。", "# 题\n\n一句。\n\n## 同\n\n## 同\n")
    found = html([one]).decode()
    assert 'id="start-同"' in found
    assert 'id="start-同-2"' in found
