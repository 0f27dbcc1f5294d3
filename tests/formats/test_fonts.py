import sys

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from jiedai.formats import fonts
from tests.batch import cases


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A machine whose font folder we know."""
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    _forget()
    yield tmp_path
    _forget()


def _forget():
    for cached in (fonts.official_files, fonts.library, fonts._bundled_coverage):
        cached.cache_clear()


def make_font(path, family, chars="字"):
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.lineTo((900, 0))
    pen.closePath()
    glyph = pen.glyph()
    names = [".notdef", *(f"u{ord(char):X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in chars})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "Fake-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_all_of_gbk_is_in_the_bundled_fonts():
    """What `missing_glyphs` takes for granted without looking."""
    gbk = {
        bytes([lead, trail]).decode("gbk", "ignore")
        for lead in range(0x81, 0xFF)
        for trail in range(0x40, 0xFF)
        if trail != 0x7F
    } - {"", "≒"}
    covered = fonts._coverage(str(fonts.bundled_files()[0]), 0) | fonts._coverage(str(fonts.bundled_files()[1]), 0)
    assert fonts.needs_system("≒")
    taken_for_granted = (
        "".join(gbk)
        + "".join(map(chr, range(0x20, 0x7F)))
        + "".join((chr(code) for code, stand_in in fonts._COMMON.items() if stand_in is None)).strip()
    )
    assert {char for char in taken_for_granted if ord(char) not in covered and not fonts._invisible(char)} == set()


@cases("text", ["", "张建国 2026年5月8日 09:30—10:20", "“引号”……·①㎡\n第二行", "王䶮 é ü Ж", "零\u200b宽\ufe0f"])
def test_nothing_is_missing(text):
    assert fonts.missing_glyphs(text) == set()


def test_missing_is_named(folder, monkeypatch):
    monkeypatch.setattr(fonts, "_system_coverage", lambda: iter([frozenset({ord("𠮷")})]))
    assert fonts.missing_glyphs("张\ufffd丰𠮷") == {"\ufffd"}


def test_ordinary_text_opens_no_font(monkeypatch):
    monkeypatch.setattr(fonts, "_coverage", lambda *_: pytest.fail("a font was opened"))
    _forget()
    assert fonts.missing_glyphs("清溪县接待办，2026年5月8日—12日，“座谈会”· 3号车\u2002\u200bMüller–François") == set()


def test_rare_text_asks_for_the_system():
    assert not fonts.needs_system("王䶮")
    assert fonts.needs_system("张\ufffd")


def test_bare_machine(folder):
    assert fonts.official_files() == ()
    assert fonts.available() == [(name, None) for name in ("小标宋", "仿宋", "楷体", "黑体", "宋体")]


@pytest.mark.parametrize(
    ("file", "family", "name"),
    [
        ("simfang.ttf", "FangSong", "仿宋"),
        ("SIMFANG.TTF", "仿宋", "仿宋"),
        ("仿宋_GB2312.ttf", "仿宋_GB2312", "仿宋"),
        ("simkai.ttf", "KaiTi", "楷体"),
        ("simhei.ttf", "SimHei", "黑体"),
        ("FZXBSJW.TTF", "FZXiaoBiaoSong-B05S", "小标宋"),
        ("方正小标宋简体.ttf", "方正小标宋简体", "小标宋"),
        ("simsun.ttf", "SimSun", "宋体"),
    ],
)
def test_official_font_is_found_and_used(folder, file, family, name):
    make_font(folder / file, family)
    assert dict(fonts.available())[name] == family


def test_best_name_wins(folder):
    make_font(folder / "simfang.ttf", "FangSong")
    make_font(folder / "仿宋_GB2312.ttf", "仿宋_GB2312")
    assert dict(fonts.available())["仿宋"] == "仿宋_GB2312"


def test_fonts_of_a_subfolder_and_other_files(folder):
    (folder / "win").mkdir()
    make_font(folder / "win" / "simkai.ttf", "KaiTi")
    (folder / "simkai.txt").write_text("no font")
    (folder / "simhei.ttf").write_bytes(b"broken")
    make_font(folder / "other.ttf", "SimSun")
    found = dict(fonts.available())
    assert found["楷体"] == "KaiTi"
    assert found["黑体"] is None
    assert found["宋体"] is None  # not looked at: its file name says nothing


def test_without_links_the_folder_is_scanned(folder, monkeypatch):
    make_font(folder / "simkai.ttf", "KaiTi")

    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    assert dict(fonts.available())["楷体"] == "KaiTi"


def test_pdf_is_set_in_the_official_font(folder):
    import io

    import pypdf

    from jiedai.formats import pdf
    from jiedai.formats.layout import compiling
    from tests.formats.sample import GRID

    make_font(folder / "simfang.ttf", "FangSong", "接待工作方案制定完善落实")
    compiling._compiler.cache_clear()
    try:
        page = pypdf.PdfReader(io.BytesIO(pdf.write(GRID))).pages[0]
    finally:
        compiling._compiler.cache_clear()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert any(name.startswith("Fake") for name in names)


def test_damaged_package(monkeypatch):
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError):
        fonts.bundled_files()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_folders_exist(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    assert all(folder.is_dir() for folder in fonts.folders())
