"""The type that documents are set in: which official fonts this machine has, and what they cannot print.

Official papers ask for 小标宋, 仿宋, 楷体, 黑体 and 宋体, which nobody may ship. They are found by their file names in
the system's font folders (a listing, no file is opened); what is missing is set in the bundled Noto Serif SC and Noto
Sans SC. A character that neither has makes jiedai look through all fonts of the system, once; one that no font has
prints as 〓 and is reported by `missing_glyphs`.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"


@dataclass(frozen=True, slots=True)
class Role:
    """One of the official typefaces: the names it goes by, file names first, then family names, best first."""

    name: str
    files: tuple[str, ...]
    families: tuple[str, ...]
    substitute: str


ROLES = {
    "title": Role(
        "小标宋",
        ("fzxbs", "fzxiaobiaosong", "小标宋"),
        ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "小标宋"),
        SERIF,
    ),
    "body": Role(
        "仿宋",
        ("simfang", "fangsong", "stfangso", "仿宋", "fzfs"),
        ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋",
         "FZFangSong-Z02S", "方正仿宋简体"),
        SERIF,
    ),
    "kai": Role(
        "楷体",
        ("simkai", "kaiti", "stkaiti", "楷体", "fzkt"),
        ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "Kaiti SC", "STKaiti", "华文楷体",
         "FZKai-Z03S", "方正楷体简体"),
        SERIF,
    ),
    "hei": Role(
        "黑体",
        ("simhei", "黑体", "stheiti", "fzht"),
        ("SimHei", "黑体", "Heiti SC", "STHeiti", "FZHei-B01S", "方正黑体简体"),
        SANS,
    ),
    "song": Role(
        "宋体",
        ("simsun", "宋体", "stsong", "songti", "fzss"),
        ("SimSun", "宋体", "NSimSun", "Songti SC", "STSong", "华文宋体", "FZShuSong-Z01S", "方正书宋简体"),
        SERIF,
    ),
}  # fmt: skip
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_CROWD = 40
"""A folder with more fonts than this is not scanned as a whole: 500 fonts take 0.1 s, links to five take none."""

# What python's GBK leaves out, but both bundled fonts have (or need not have, like spaces): Latin letters with accents,
# the spaces, dashes and quotation marks of Unicode. With them ordinary text is known to be printable at once.
_COMMON: dict[int, str | None] = dict.fromkeys((*range(0xA0, 0x100), *range(0x2000, 0x2010), 0x2060, 0xFEFF))
_COMMON.update(dict.fromkeys(map(ord, "‐‑‒–—―‖‘’‚“”„†‡•‥…‧‰′″‵‹›※‼\n")))
_COMMON[ord("≒")] = "\ufffd"  # the one sign that GBK has and the bundled fonts have not


def folders() -> list[Path]:
    """The system's font folders that exist."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        found = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        found = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    else:
        data = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
        shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
        found = [Path(part) / "fonts" for part in (data, *shared) if part] + [home / ".fonts"]
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]


@cache
def official_files() -> tuple[Path, ...]:
    """The files of official fonts, known by their names; nothing is opened."""
    wanted = tuple(stem for role in ROLES.values() for stem in role.files)
    found: dict[Path, None] = {}
    for folder in folders():
        for root, _, files in os.walk(folder):
            for file in sorted(files):
                lower = file.lower()
                if lower.endswith(_SUFFIXES) and any(stem in lower for stem in wanted):
                    found[Path(root) / file] = None
    return tuple(found)


def bundled_files() -> tuple[Path, ...]:
    """The files of Noto Serif SC and Noto Sans SC. Raises FileNotFoundError when the package is damaged."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path()
    files = tuple(sorted(folder.glob("*.otf")))
    if not files:
        raise FileNotFoundError("pylopdf-fonts-zh-cn")
    return files


@cache
def library(system: bool = False) -> tuple[Any, dict[str, str]]:
    """Typst's fonts and the family that stands for each role; `system` adds every font of the machine (slow)."""
    import typst

    with _font_paths() as paths:
        fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)
    families = set(fonts.families())
    chosen = {
        key: next((family for family in role.families if family in families), role.substitute)
        for key, role in ROLES.items()
    }
    return fonts, chosen


class _font_paths:
    """The folders Typst is to scan: the bundled one, and the official fonts as links when their folder is a crowd."""

    def __enter__(self) -> list[Path]:
        import tempfile

        paths = [bundled_files()[0].parent]
        official = official_files()
        if not official:
            self._links = None
            return paths
        self._links = tempfile.TemporaryDirectory(prefix="jiedai-fonts-")
        try:
            for number, file in enumerate(official):
                (Path(self._links.name) / f"{number}{file.suffix}").symlink_to(file.resolve())
        except OSError:  # Windows lets few users make links: there the folders are scanned whole
            return paths + list(dict.fromkeys(file.parent for file in official))
        return [*paths, Path(self._links.name)]

    def __exit__(self, *_: object) -> None:
        if self._links is not None:
            self._links.cleanup()


def available() -> list[tuple[str, str | None]]:
    """For each official typeface, its name and the family that is used for it; None where a substitute stands in."""
    _, chosen = library()
    return [(role.name, None if chosen[key] == role.substitute else chosen[key]) for key, role in ROLES.items()]


def needs_system(text: str) -> bool:
    """Whether `text` holds a character that only some other font of the system might have."""
    return bool(_uncovered(text))


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that no font of this machine can print; they come out as 〓.

    Text within GBK, which is nearly all there is, is known to be in the bundled fonts and costs nothing.
    """
    rest = _uncovered(text)
    for covered in _system_coverage() if rest else ():
        rest = {char for char in rest if ord(char) not in covered}
        if not rest:
            break
    return rest


def _uncovered(text: str) -> set[str]:
    try:
        text.translate(_COMMON).encode("gbk")
    except UnicodeEncodeError:
        covered = _bundled_coverage()
        return {char for char in set(text) if ord(char) not in covered and not _invisible(char)}
    return set()


def _invisible(char: str) -> bool:
    """Spaces, joiners, marks of direction and selectors need no picture."""
    return char.isspace() or unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


@cache
def _bundled_coverage() -> frozenset[int]:
    return frozenset[int]().union(*(_coverage(str(path), 0) for path in (*bundled_files(), *official_files())))


@cache
def _coverage(path: str, index: int) -> frozenset[int]:
    """The code points a font has; none when it cannot be read, which is Typst's to judge, not ours."""
    from jiedai.formats.fonts.coverage import BadFont, coverage

    try:
        return coverage(Path(path), index)
    except (OSError, BadFont):
        return frozenset()


def _system_coverage() -> Iterator[frozenset[int]]:
    fonts, _ = library(system=True)
    for font in fonts.fonts():
        if font.path:
            yield _coverage(font.path, font.index)
