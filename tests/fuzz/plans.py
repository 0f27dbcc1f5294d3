"""Plans that something happened to, made by who knows what a plan consists of.

Everything here draws from a `random.Random`: one with a seed of its own for each input where many are made, that of
hypothesis (`st.randoms`) where few are, which it also makes smaller. `text` damages values, lines, indentation,
punctuation and brackets, `file` also the bytes; `changed` changes what a plan says and writes it down again, so that
most of what comes out is YAML and reaches the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import yaml

from jiedai.loading import vocabulary
from tests.bench.measuring import ROOT

_VALUE = re.compile(r"(?<=[:：] )[^\s,{}\[\]#][^,{}\[\]\n#]*|(?<=- )[^\s{\[#-][^,{}\[\]\n#:]*")
_HALF_TO_WIDE = str.maketrans(",:;()[]{}\"'-#", "，：；（）［］｛｝“‘－＃")

ODD = (
    "", "~", "null", "[]", "{}", "[[]]", "- ", "''", '""', "'", '"', "“", "”", "‘’", "|", ">", "|2", ">-", "&a 甲",
    "*a", "!!int 1", "!甲", "!!python/object/apply:os.system [id]", "? 甲", "%YAML 1.1", "---", "...", "@甲", "`甲`",
    "待定", "yes", "no", "是", "否", "0", "-1", "1e3", "0801", "1_000", "9" * 40, "3.5", "NaN", ".inf", "0x1f", "٣",
    "三十", "½", "2026-05-11", "2026-02-30", "5月11日", "次日", "05-11", "9:30", "24:00", "25:61", "9:30-8:00",
    "23:50-次日00:20", "09：30—10：20", "2026-05-11 至 2026-05-13", "0001-01-01", "9999-12-31", "13900000301", "１３９",
    "张三、李四", "张三,李四", "代表30人", "全体", "甲" * 300, "\u200b", "\u3000", "\u00a0", "\ufeff", "\u2028",
    "\u202e", "\x07", "\x1b[31m", "\x85", "\ue000", "\ue000\ue001\ue000", "\U0001f600", "é", "e\u0301", "{甲: 乙}",
    "{甲}", "[甲, 乙", "{甲: [乙}", "甲: 乙: 丙", "甲 #乙", "=cmd|' /C calc'!A0", "<b>&", "{{ 7*7 }}", "../../x",
    "1000000000", "0人", "-5分钟", "1/0", "100%",
)  # fmt: skip
"""Values that are something else somewhere."""

_STACKED = ("[", "{", "{甲: ", "- ", "&a ", "'", '"', "“", "（", "? ", "!", "甲: ")


@cache
def seeds() -> tuple[str, ...]:
    """The texts of all plans that the project ships, and of those that the tests of the rules read."""
    folders = ROOT / "plans", ROOT / "tests" / "check" / "plans"
    paths = [path for folder in folders for path in sorted(folder.rglob("*.yaml")) if path.name != "office.yaml"]
    return tuple(path.read_text("utf-8") for path in paths if "knowledge" not in path.parts)


@cache
def sections() -> tuple[str, ...]:
    """The top sections of all of them, one by one: short texts, for what reads many."""
    parts = (part for seed in seeds() for part in re.split(r"\n(?=[^\s#-])", seed))
    return tuple(part for part in parts if yaml.load(part, yaml.CBaseLoader))


@cache
def fields() -> tuple[str, ...]:
    """The names of fields, in both spellings."""
    return tuple(sorted(vocabulary()))


@cache
def said() -> dict[str, list[Any]]:
    """What stands behind each key in the plans: the values that a field may well have."""
    found: dict[str, list[Any]] = {}

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for key, child in value.items():
                if child not in found.setdefault(key, []):
                    found[key].append(child)
                gather(child)
        elif isinstance(value, list):
            for child in value:
                gather(child)

    for seed in seeds():
        gather(yaml.load(seed, yaml.CBaseLoader))
    return found


# --- texts ------------------------------------------------------------------------------------------------------------


def _another_value(random: Random, text: str) -> str:
    places = list(_VALUE.finditer(text))
    if not places:
        return text
    place = random.choice(places)
    new = random.choice(ODD) if random.random() < 0.5 else random.choice(places).group()
    return text[: place.start()] + new + text[place.end() :]


def _wide(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    end = start + random.randint(1, 30)
    return text[:start] + text[start:end].translate(_HALF_TO_WIDE) + text[end:]


def _put(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    new = random.choice(ODD) if random.random() < 0.7 else chr(random.randint(0, 0x3FFFF))
    return text[:at] + new + text[at:]


def _taken(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.randint(1, 20) :]


def _lines(random: Random, text: str) -> str:
    """A line gone, twice, elsewhere, or further in or out."""
    lines = text.split("\n")
    at, to = (random.randint(0, len(lines) - 1) for _ in range(2))
    match random.randint(0, 4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at] = random.choice((" ", "  ", "\t", "　", "      ")) + lines[at]
        case _:
            lines[at] = lines[at][random.randint(1, 4) :]
    return "\n".join(lines)


def _cut(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] if random.random() < 0.5 else text[at:]


def _other(random: Random, text: str) -> str:
    return text + "\n" + random.choice(sections())


def _deep(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(_STACKED) * random.choice((2, 2, 20, 20, 80, 1000)) + text[at:]


_DAMAGES = (_another_value, _another_value, _wide, _put, _taken, _lines, _lines, _cut, _other, _deep)


def damaged(random: Random, text: str) -> str:
    """A text with one slip more."""
    return random.choice(_DAMAGES)(random, text)


def text(random: Random, whole: bool = False) -> str:
    """A section of a plan, or a `whole` plan, with up to four slips."""
    made = random.choice(seeds() if whole else sections())
    for _ in range(random.randint(0, 4)):
        made = damaged(random, made)
    return made


def file(random: Random, whole: bool = False) -> bytes:
    """The bytes of such a text in the encodings of editors, now and then damaged or no text at all."""
    way = random.randint(0, 19)
    if way == 19:
        return bytes(random.randint(0, 255) for _ in range(random.randint(0, 200)))
    made = text(random, whole)
    if way > 15:
        made = made.replace("\n", random.choice(("\r\n", "\r")))
    encoding = {0: "gb18030", 1: "utf-16", 2: "utf-16-be", 3: "utf-8-sig"}.get(way, "utf-8")
    data = bytearray(made.encode(encoding, "surrogatepass" if "utf" in encoding else "replace"))
    if way in (4, 5) and data:
        for _ in range(random.randint(1, 4)):
            data[random.randint(0, len(data) - 1)] = random.randint(0, 255)
    return bytes(data)


# --- what is said -----------------------------------------------------------------------------------------------------


def parents(value: Any) -> Iterator[Any]:
    """Every dict and list in a value that has something in it."""
    if isinstance(value, dict | list) and value:
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from parents(child)


def _apart(value: Any) -> Any:
    """A copy of a value in which nothing stands in two places."""
    if isinstance(value, dict):
        return {key: _apart(child) for key, child in value.items()}
    return [_apart(child) for child in value] if isinstance(value, list) else value


def _change(random: Random, data: Any) -> None:
    """One change to what a plan says: a value, a field or an item more, another or gone."""
    parent = random.choice(list(parents(data)))
    key = random.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
    match random.randint(0, 9):
        case 0:
            del parent[key]
        case 1:
            parent[key] = random.choice(ODD)
        case 2 if isinstance(parent, dict):
            name = random.choice(fields())
            parent[name] = _apart(random.choice(said().get(name, ODD)))
        case 3 if isinstance(parent, list):
            parent.insert(random.randint(0, len(parent)), _apart(parent[key]))
        case 4 if isinstance(parent, list):
            random.shuffle(parent)
        case 5:
            parent[key] = [parent[key], random.choice(ODD)]
        case _ if isinstance(key, str):
            parent[key] = _apart(random.choice(said().get(key) or ODD))
        case _:
            others = [one for one in parents(data) if isinstance(one, list)]
            parent[key] = _apart(random.choice(random.choice(others)))


@cache
def _contents(longest: int) -> tuple[Any, ...]:
    return tuple(yaml.load(seed, yaml.CBaseLoader) for seed in seeds() if len(seed) <= longest)


def data(random: Random) -> Any:
    """What a plan says that differs from one of the seeds, mostly a short one, in up to six places."""
    made = _apart(random.choice(_contents(2_000 if random.random() < 0.9 else 100_000)))
    for _ in range(random.randint(0, 6)):
        if made:
            _change(random, made)
    return made


def dumped(value: Any, flow: bool | None = False) -> str:
    """Plain data as YAML: in brackets (`flow`), a line each, or (None) brackets inside alone."""
    how = {"allow_unicode": True, "sort_keys": False, "width": 10_000, "default_flow_style": flow}
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, **how))


def changed(random: Random) -> str:
    """A plan that says something else than one of the seeds, as text."""
    return dumped(data(random))
