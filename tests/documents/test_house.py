from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from jiedai import blocks as b
from jiedai.diagnostics import Level
from jiedai.documents.house import house_of, logo_path
from jiedai.loading import Loaded, load
from tests.documents.samples import changed, printed

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#1F4E79"/></svg>'


def png(side: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (side, 2)).save(buffer, "PNG")
    return buffer.getvalue()


def housed(folder: Path, lines: str, files: dict[str, bytes] | None = None) -> Loaded:
    loaded = changed(folder)
    for name, data in (files or {}).items():
        (folder / "plans" / name).write_bytes(data)
    office = folder / "plans" / "office.yaml"
    office.write_text(office.read_text(encoding="utf-8") + f"\n版式:\n{lines}", encoding="utf-8")
    assert loaded.path is not None
    again = load(loaded.path)
    assert again.office is not None, again.office_file
    return again


def test_no_house_is_no_look() -> None:
    from tests.documents.samples import plan

    assert house_of(plan()) == (b.House(), ())


def test_the_look_of_an_office(tmp_path: Path) -> None:
    lines = "  名称: 云溪接待\n  徽标: 徽标.svg\n  颜色: {主色: 蓝, 表头: DCE6F1}\n  纸张: A5\n  页脚: 请勿外传\n"
    loaded = housed(tmp_path, lines, {"徽标.svg": SVG})
    house, found = house_of(loaded)
    assert found == ()
    assert (house.name, house.main, house.table) == ("云溪接待", "1F4E79", "DCE6F1")
    assert house.logo is not None
    assert house.logo.kind == "svg"
    document = printed(loaded, "programme")
    assert document.meta.house == house
    assert document.meta.footer == "请勿外传"
    assert printed(loaded, "plan").meta.footer.endswith("\u2002请勿外传")
    assert document.paper is b.Paper.A5


def test_a_template_that_names_its_paper_keeps_it(tmp_path: Path) -> None:
    loaded = housed(tmp_path, "  纸张: A4\n")
    assert printed(loaded, "handbook").paper is b.Paper.A5
    assert printed(loaded, "programme").paper is b.Paper.A4


@pytest.mark.parametrize(("name", "data", "kind"), [("a.png", png(4000), "png"), ("a.svg", SVG, "svg")])
def test_a_logo_that_is_fine(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    house, found = house_of(housed(tmp_path, f"  徽标: {name}\n", {name: data}))
    assert found == ()
    assert house.logo is not None
    assert house.logo.kind == kind


def drawing(inner: str, head: str = "") -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{head}<svg {space}>{inner}</svg>".encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "找不到"),
        (b"GIF89a", "PNG 或 SVG"),
        (b"", "PNG 或 SVG"),
        (png()[:20], "PNG 或 SVG"),
        (png(4001), "4000"),
        (SVG + b" " * 1_000_000, "1 MB"),
        (drawing("<script>1</script>"), "不能印"),
        (drawing("<foreignObject/>"), "不能印"),
        (drawing('<image href="/etc/passwd"/>'), "不能印"),
        (drawing('<image xlink:href="https://example.cn/a.png"/>'), "不能印"),
        (drawing('<rect onclick="x"/>'), "不能印"),
        (drawing("<rect style=\"fill:url('https://example.cn')\"/>"), "不能印"),
        (drawing("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "PNG 或 SVG"),
        (b"<html/>", "PNG 或 SVG"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_told_and_left_out(tmp_path: Path, data: bytes | None, words: str) -> None:
    loaded = housed(tmp_path, "  徽标: logo.svg\n", {} if data is None else {"logo.svg": data})
    house, (found,) = house_of(loaded)
    assert house.logo is None
    assert (found.code, found.level) == ("WD01", Level.WARNING)
    assert words in found.message
    line = loaded.office_file.source.text[: loaded.office_file.source.text.index("logo.svg")].count("\n") + 1
    assert (found.span.line, found.span.column) == (line, 7)


@pytest.mark.parametrize("path", ["../secret.svg", "/etc/passwd", "sub/../../secret.svg", "link.svg"])
def test_a_logo_is_read_from_beside_the_office_file_alone(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.svg").write_bytes(SVG)
    loaded = housed(tmp_path, f"  徽标: {path}\n")
    if path == "link.svg":
        os.symlink(tmp_path / "secret.svg", tmp_path / "plans" / "link.svg")  # noqa: PTH211
    (tmp_path / "plans" / "sub").mkdir()
    house, (found,) = house_of(loaded)
    assert house.logo is None
    assert logo_path(loaded) is None
    assert "不在" in found.message
