"""Characters that no font has: named where they are typed, not where the layout draws its own signs."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai import blocks as b
from jiedai.documents.glyphs import missing_glyphs
from jiedai.formats import fonts


@pytest.mark.parametrize(
    ("inline", "codes"), [(b.Tick(done=True), []), (b.Text("☑"), ["WD02"]), (b.Link("tel:1", "☑"), ["WD02"])]
)
def test_a_box_that_is_ticked_needs_no_font_and_a_typed_one_does(
    monkeypatch: pytest.MonkeyPatch, inline: b.Inline, codes: list[str]
) -> None:
    monkeypatch.setattr(fonts, "_system_coverage", lambda: iter(()))
    document = b.Document(b.Meta(id="x", title="清单", created=dt.datetime(2026, 1, 1)), (b.Paragraph((inline,)),))
    found = missing_glyphs(document, "plan.yaml")
    assert [one.code for one in found] == codes
    assert all("☑（U+2611）" in one.message for one in found)
