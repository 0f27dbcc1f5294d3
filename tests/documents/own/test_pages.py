"""Typst templates of the office's own: data in, PDF out, nothing read but their own folder."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.own.pages import as_data
from jiedai.documents.render import Rendered, render
from jiedai.loading import Loaded
from tests.documents.samples import CREATED, changed, find, plan
from tests.documents.test_render import ordered


def made(folder: Path, source: str, *pairs: tuple[str, str], **options: Any) -> list[Rendered]:
    loaded = changed(folder, *pairs)
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "programme.typ").write_text(source, encoding="utf-8")
    options = {"documents": ["programme"], "formats": ["pdf"], **options}
    return list(render(loaded, ordered(folder / "out", **options)))


def text(results: list[Rendered]) -> str:
    (one,) = results
    assert one.path is not None, one.diagnostics
    reader = pypdf.PdfReader(io.BytesIO(one.path.read_bytes()))
    return "".join("".join(page.extract_text() for page in reader.pages).split())


DATA = '#set text(font: "Noto Serif SC")\n#let data = json(bytes(sys.inputs.data))\n'


def test_it_prints_from_data(tmp_path: Path) -> None:
    first = '#data.visit.at("items").at(0).time.text'
    source = DATA + f"#data.plan.title {first} #data.visit.first.iso #data.plan.kind.name"
    assert text(made(tmp_path, source, audience="staff")) == "省发展改革委调研组来云溪县调研9:20—9:302026-05-11research"


def test_what_an_audience_may_not_see_is_not_in_the_data(tmp_path: Path) -> None:
    pairs = (("姓名: 李娜,", "姓名: 李娜, 健康提示: 金丝雀,"), ("意见: 同意", "意见: 金丝雀"))
    made_ = data_of(changed(tmp_path, *pairs), "guest")
    assert "金丝雀" not in made_
    assert "李娜" in made_


def test_markup_typed_into_a_plan_is_text(tmp_path: Path) -> None:
    source = DATA + '#data.visit.at("items").map(item => item.what).join("|")'
    nasty = '#read("/etc/passwd") *粗* $x$ <a> // {{ 1 }}'
    shown = text(made(tmp_path, source, ("事项: 午休", f"事项: '{nasty}'")))
    assert "".join(nasty.split()) in shown


@pytest.mark.parametrize(
    ("source", "line", "part"),
    [
        ("好\n#let", 2, "模板出错"),
        ("\n#oops", 2, "oops"),
        ('#read("/../plans/domestic.yaml")', 1, "模板出错"),
        ('#read("../plans/domestic.yaml")', 1, "模板出错"),
        ('#read("/etc/passwd")', 1, "模板出错"),
        ('一\n#import "@preview/cetz:0.3.0"', 2, "网上"),
        ('一\n#import "\\u{40}preview/cetz:0.3.0"', 2, "引号里的文件名"),
        ('#let p = str.from-unicode(64) + "preview/cetz:0.3.0"\n#import p: canvas', 2, "引号里的文件名"),
        ('#include ("a" + ".typ")', 1, "引号里的文件名"),
        ('一\n#let run = eval', 2, "eval"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, source: str, line: int, part: str) -> None:
    (one,) = made(tmp_path, source)
    (found,) = one.diagnostics
    assert one.path is None
    assert (found.code, found.file.rpartition("/")[2], found.span.line) == ("WD01", "programme.typ", line)
    assert part in found.message
    assert "\n" not in found.message


def test_a_draft_is_stamped_whatever_the_template_says(tmp_path: Path) -> None:
    source = "#set page(background: [底])\n一\n#pagebreak()\n二"
    assert text(made(tmp_path, source, draft=True)).count("草稿") == 2
    assert "草稿" not in text(made(tmp_path, source))


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, second = (made(tmp_path / name, DATA + "#data.plan.title")[0].path for name in ("a", "b"))
    assert first is not None
    assert second is not None
    assert first.read_bytes() == second.read_bytes()


def data_of(loaded: Loaded, audience: str) -> str:
    built = build(loaded, find(catalog(), "programme"), audience, Edition(CREATED))
    names = ("plan", "office", "places", "visit", "document", "audience")
    return json.dumps({name: as_data(built.values[name], "zh") for name in names}, ensure_ascii=False)


@pytest.mark.parametrize("name", ["domestic", "foreign"])
def test_the_data_are_plain(name: str) -> None:
    made_ = json.loads(data_of(plan(name), "staff"))
    assert made_["document"]["created"] == {"iso": "2026-05-08T09:05:00", "text": "2026年5月8日9:05"}
    assert made_["visit"]["items"][0]["time"]["text"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("密件", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.txt").symlink_to(tmp_path / "secret.txt")
    (one,) = made(tmp_path, '#read("note.txt")')
    assert one.path is None
    assert "链接" in one.diagnostics[0].message
    (tmp_path / "templates" / "note.txt").unlink()
    (tmp_path / "templates" / "own.txt").write_text("自家", encoding="utf-8")
    (tmp_path / "templates" / "note.txt").symlink_to("own.txt")
    assert "自家" in text(made(tmp_path, '#read("note.txt")'))
