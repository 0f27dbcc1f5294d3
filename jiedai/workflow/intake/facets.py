"""What a phrase says of somebody: sex, rank, telephone, train or flight, arrival and departure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jiedai.model.rank import level_of
from jiedai.patterns import regex
from jiedai.workflow.intake.moments import Base, clocks_in, days_in, moment, plain

PHONE = regex(
    r"(?<![\d.])(?:(?:\+|00)\s?\d{1,3}[-\s]?)?(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|[（(]?0\d{2,3}[)）]?[-－—\s]?\d{3,4}[-\s]?\d{4}(?:(?:转|-|ext\.?)\s?\d{1,5})?|09\d{2}[-\s]?\d{3}[-\s]?\d{3}|400[-\s]?\d{3}[-\s]?\d{4}|(?<![A-Za-z])[2-9]\d{6,7})(?![\d.])"
)
FOREIGN_PHONE = regex(r"(?<!\d)(?:\+|00)\d[\d\s()-]{6,18}\d")
_SEX = {
    "男": "male",
    "女": "female",
    "男性": "male",
    "女性": "female",
    "m": "male",
    "f": "female",
    "male": "male",
    "female": "female",
    "先生": "male",
    "女士": "female",
    "男士": "male",
    "mr": "male",
    "mr.": "male",
    "ms": "female",
    "ms.": "female",
    "mrs": "female",
    "mrs.": "female",
    "小姐": "female",
    "miss": "female",
}


def read_sex(text: str) -> str:
    """`male` or `female`; empty where the text says neither."""
    plain_text = unicodedata.normalize("NFKC", text).strip().lower()
    both = re.fullmatch("([男女]) ?/? ?[a-z]+|[a-z]+ ?/? ?([男女])", plain_text)
    return _SEX.get(plain_text) or (_SEX[both[1] or both[2]] if both else "")


def read_rank(text: str) -> str:
    """The English id of the rank that a text names; empty where it names none."""
    level = level_of("".join(text.split()).replace("（", "(").removesuffix("领导职务"))
    if level is None and (found := re.fullmatch(r"(正|副)(厅|处|科|局|县|省|部)级?(?:干部|领导|实职)?", text.strip())):
        level = level_of(found[1] + found[2] + "级")
    return level.rank.value if level and level.rank.value != "other" else ""


_SCANNED = regex(r"(?<!\d)0\d{2,3} ?[-－—] ?(?:\d ?){6,7}\d(?![ ]?\d)")
"""0563 - 3027 7 88, as scans have it."""


_DOTTED = regex(r"(?<![\d.])(1[3-9]\d)\.(\d{4})\.(\d{4})(?![\d.])")


def read_phones(text: str) -> str:
    """The telephone numbers in a text, joined; empty where it has none that is whole."""
    folded = _DOTTED.sub(r"\1\2\3", unicodedata.normalize("NFKC", text))
    if not PHONE.search(folded) and (apart := _SCANNED.search(folded)):
        folded = re.sub(r"\s", "", apart[0])
    found = [one[0].strip() for one in PHONE.finditer(folded)] or [
        one[0].strip() for one in FOREIGN_PHONE.finditer(folded)
    ]
    if found and len(found) == 1 and (outside := FOREIGN_PHONE.search(folded)) and len(outside[0]) > len(found[0]):
        found = [outside[0].strip()]
    return "、".join(re.sub(r"(?<=\d)\s+(?=\d)", "", one) if re.match(r"1[3-9]", one) else one for one in found)


_WAY = regex(
    r"(?<![A-Za-z0-9·])(?<!机场)(?<!航站楼)(?:[GDCZTKYLS]\d{1,4}(?!\d)|(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\d{3,4}(?!\d))"
)
_STATION = regex(
    r"(?:抵达|到达|抵|到|从|至|在|赴|乘机到|返回|离开|离)?([\u4e00-\u9fff]{2,10}?(?:火车站|高铁站|东站|西站|南站|北站|站|机场|航站楼|码头|服务区)(?:T\d)?)"
)


_TOWARDS = regex(r"(?:到达|抵达|到|抵)([\u4e00-\u9fff]{2,6}[东西南北])(?=$|[，,。；;）)])")
"""A station without its last word, as people say it beside a train."""


_STATION_ABROAD = regex(
    r"(?:\b(?:at|in)|\b(?:leav|depart)\w* from) "
    r"((?:[A-Z][a-z]+ ){1,3}(?:(?:South|North|East|West)(?: Railway)?(?: Station)?|(?:Railway )?Station|Airport))"
    r"(?![a-z])"
)


def read_way(text: str) -> str:
    """The train or flight that a text names; several are none."""
    found = list(dict.fromkeys(one[0] for one in _WAY.finditer(unicodedata.normalize("NFKC", text).upper())))
    return found[0] if len(found) == 1 else ""


def read_clock(text: str, base: Base) -> str:
    """The only clock time of a text that names no day: `10:52`; else empty."""
    bare = plain(unicodedata.normalize("NFKC", text))
    clocks = list(clocks_in(_WAY.sub(lambda one: " " * len(one[0]), bare.upper())))
    if len(clocks) != 1 or clocks[0].about or any(True for _day in days_in(bare, base)):
        return ""
    return f"{clocks[0].minute // 60:02d}:{clocks[0].minute % 60:02d}"


_SLASHED = regex(r"\s*(1[0-2]|0?[1-9])[/.](3[01]|[12]\d|0?[1-9])(?=\s)")
"""A day at the beginning of an entry: 12/18 G7519 16:32到."""


def read_leg(text: str, base: Base, day: dt.date | None = None) -> dict[str, str]:
    """Time, train or flight and place of one arrival or departure, as far as a text says them beyond doubt."""
    bare = plain(unicodedata.normalize("NFKC", text).replace(" ", " "))
    leg: dict[str, str] = {}
    if way := read_way(bare):
        leg["by"] = way
    days = list(days_in(re.sub(r"(?<=\d)\s+(?=\d\d?[:：])", "T", bare), base))
    if not days and (dated := _SLASHED.match(bare)):
        days = list(days_in(f"{dated[1]}月{dated[2]}日", base))
    masked = _WAY.sub(lambda one: " " * len(one[0]), bare.upper())
    clocks = list(clocks_in(masked))
    if len(days) == 1 and not days[0].doubtful and days[0].first == days[0].last:
        day = days[0].first
    elif days:
        day = None
    if day and len(clocks) == 1 and not clocks[0].about:
        leg["time"] = moment(day, clocks[0].minute)
    if "by" in leg and (abroad := _STATION_ABROAD.search(text)):
        leg["place"] = abroad[1]
    if "by" in leg and (towards := _TOWARDS.search(bare)):
        leg["place"] = towards[1]
    if (found := _STATION.search(_WAY.sub(" ", bare))) and not re.match("不|无需|自|[接送]", found[1]):
        station = re.sub(r"^.*[从由](?=[\u4e00-\u9fff]{2,8}$)", "", found[1])
        leg["place"] = re.sub(
            r"^(?:抵达|到达|抵|到|落地|降落|从|由|至|在|次|次列车|列车|航班|离开|离|高铁|动车|返程|乘|分|半)+",
            "",
            station,
        )
    return leg
