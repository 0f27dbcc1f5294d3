"""One rule book: findings, manuals, lists and papers cite a rule as the office's own pack has it."""

from __future__ import annotations

import json
from contextlib import chdir
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.check.manual import manual
from jiedai.cli import start
from jiedai.loading import load
from jiedai.visit.book import rule_book
from tests.check.bench import OFFICE, SOUND, laid_over
from tests.documents.samples import printed, text_of

OURS, TITLE = "《云溪县公务接待办法》第九条", "本县的规矩"
SHOWN = sorted(code for code in rule_book().rows if manual(code, "zh").wrong and code[:2] not in ("GS", "WD"))
"""Rules with an example of what they find. What the reader and the printing find is not of the plan alone."""


def office(folder: Path, code: str, level: str) -> Path:
    """A workspace with the wrong example of a rule, in an office whose pack gives the rule another name and source."""
    row = f"title: {{zh: {TITLE}, en: our rule}}, level: {level}, source: OURS, article: {{zh: 第九条}}, status: L"
    pack = f"sources:\n  OURS: {{zh: 《云溪县公务接待办法》}}\nrules:\n  {code}: {{{row}}}\n"
    (folder / "plans" / "packs").mkdir(parents=True)
    (folder / "plans" / "packs" / "ours.yaml").write_text(pack, encoding="utf-8")
    (folder / "plans" / "office.yaml").write_text(
        OFFICE.replace("标准:\n", "标准:\n  规则包: [ours]\n", 1), encoding="utf-8"
    )
    plan = folder / "plans" / "visit.yaml"
    plan.write_text(laid_over(SOUND, manual(code, "zh").wrong), encoding="utf-8")
    return plan


def said(folder: Path, *words: str) -> str:
    """What a command line prints in a workspace; JSON with its characters as they are."""
    out = StringIO()
    with chdir(folder), patch("sys.stdout", out):
        start.run(list(words))
    text = out.getvalue()
    return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text


@settings(max_examples=8)
@given(code=st.sampled_from(SHOWN), level=st.sampled_from(["error", "warning", "info"]))
def test_every_output_cites_the_pack(tmp_path_factory, code: str, level: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("office")
    office(folder, code, level)
    for words in (
        ["check", "--select", code],
        ["check", "--select", code, "-f", "json"],
        ["check", "--select", code, "-f", "sarif"],
        ["explain", code],
    ):
        shown = said(folder, *words)
        assert OURS in shown, words
        assert "json" in words or TITLE in shown, words
    assert TITLE in said(folder, "list", "rules")
    (national,) = {row.source.get("zh", "") for row in rule_book().rows[code][-1:]}
    assert not national or f"{national}" not in said(folder, "check", "--select", code, "-f", "json")


def test_papers_cite_the_pack(tmp_path: Path) -> None:
    assert OURS in text_of(printed(load(office(tmp_path, "LP01", "error")), "discipline"))
