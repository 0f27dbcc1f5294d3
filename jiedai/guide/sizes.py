"""How many megabytes an installation takes, by package: jiedai and everything it needs, without pip and extras."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

from jiedai.guide.tables import code, table
from jiedai.language import N_, _

PROGRAM = "jiedai"
MEGABYTE = 1_000_000
_NAMED = 1.0
"""Megabytes from which on a package has a row of its own."""
_SERVES = {
    "typst": N_("印 PDF"),
    "pylopdf-fonts-zh-cn": N_("思源宋体、思源黑体：没有官方字体的电脑上也印得出中文"),
    "lxml": N_("读写 Word"),
    "networkx": N_("排房间：谁和谁住"),
    "common-expression-language": N_("本单位规则里的条件"),
    "pydantic-core": N_("读方案"),
    "pydantic": N_("读方案"),
    "pygments": N_("终端里的颜色，rich 要用"),
    "rich": N_("终端里的说明书"),
    "wcwidth": N_("prompt-toolkit 要用"),
    "prompt-toolkit": N_("common-expression-language 要用"),
    "pyyaml": N_("读 YAML"),
    "ruamel-yaml": N_("写 YAML"),
    "python-calamine": N_("读 Excel"),
    "xlsxwriter": N_("写 Excel"),
    "icalendar": N_("日历"),
    "pypdf": N_("读 PDF"),
    "python-docx": N_("写 Word"),
}
"""What the larger packages are for, by normalized name."""


@cache
def measured() -> Mapping[str, float]:
    """Megabytes of each package that is installed and needed, by normalized name, the largest first.

    What Python compiles (`__pycache__`) is left out: it is made again when it is not there.
    """
    sizes = {name: _megabytes(name) for name in _needed()}
    return MappingProxyType(dict(sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))))


def sizes() -> str:
    """The table of the packages, those below a megabyte together."""
    every = measured()
    large = {name: size for name, size in every.items() if size >= _NAMED}
    rows = [(code(name), f"{size:.1f}", _(_SERVES[name]) if name in _SERVES else "") for name, size in large.items()]
    rest = sum(every.values()) - sum(large.values())
    rows.append((_("其余 {count} 个").format(count=len(every) - len(large)), f"{rest:.1f}", ""))
    rows.append((_("合计"), f"{sum(every.values()):.1f}", ""))
    return table((_("包"), "MB", _("做什么用")), rows)


def _needed() -> Iterator[str]:
    """jiedai and what it needs, and what that needs, without what only an extra asks for."""
    found: dict[str, None] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        if name in found or not is_installed(name):
            continue
        found[name] = None
        waiting += _named(metadata.requires(name) or ())
    yield from found


def _named(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in requirements:
        name = re.match(r"[\w.-]+", requirement)
        if name and not re.search(r"\bextra\s*==", requirement):
            yield re.sub(r"[-_.]+", "-", name[0]).lower()


def is_installed(name: str) -> bool:
    """Whether a distribution is there."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _megabytes(name: str) -> float:
    if name == PROGRAM:  # which may run from where it is written
        files: Iterable[Path] = Path(__file__).parents[1].rglob("*")
    else:
        distribution = metadata.distribution(name)
        files = (Path(str(distribution.locate_file(file))) for file in distribution.files or ())
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc" and file.is_file()) / MEGABYTE
