"""The list of what goes to whom."""

from __future__ import annotations

from urllib.parse import unquote

from lxml.html import fromstring

from jiedai.documents.filing.contents import page
from jiedai.documents.filing.shelf import Paper


def test_papers_stand_under_their_readers_with_copies_and_changes() -> None:
    papers = [
        Paper("来宾/08-日程.pdf", "programme", "日程", "pdf", "guest", amount=6, change="same"),
        Paper("来宾/08-日程.docx", "programme", "日程", "docx", "guest", amount=6, change="changed"),
        Paper("领导/04-方案.pdf", "plan", "方案", "pdf", "leader", amount=2),
        Paper("草稿/来宾/08-日程.pdf", "programme", "日程", "pdf", "guest", draft=True),
    ]
    tree = fromstring(page("来访", papers).decode())
    assert [one.text for one in tree.iter("h2")] == ["领导", "来宾", "来宾（草稿）"]
    rows = [[cell.text_content() for cell in row] for row in tree.iter("tr") if row[0].tag == "td"]
    assert [row[:3] for row in rows] == [["方案", "2", "新"], ["日程", "6", "有变化"], ["日程", "1", "新"]]
    assert {unquote(link.get("href")) for link in tree.iter("a")} == {paper.path for paper in papers}


def test_text_of_a_plan_is_never_markup() -> None:
    nasty = '<script>alert(1)</script>"'
    made = page(nasty, [Paper(f"来宾/{nasty}.pdf", "x", nasty, "pdf", "guest", reader=nasty)]).decode()
    assert "<script>" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
