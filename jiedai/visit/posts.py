"""What a post says of its holder: principal leader of a place or a department, on which level, of which rank."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jiedai.model.choice import Rank
from jiedai.model.office import Person
from jiedai.model.people import Host
from jiedai.patterns import regex
from jiedai.visit.case import Case
from jiedai.visit.data import words
from jiedai.visit.statements import any_of

CENTRAL, PROVINCE, CITY, COUNTY, TOWNSHIP = "central", "province", "city", "county", "township"

_PLACES = {
    PROVINCE: regex(r"^(?:.{2,8}?(?:省|自治区)|省)"),
    CITY: regex(r"^(?:.{2,8}?(?:省|自治区))?(?:.{2,7}?[市州盟]|[市州])(?!场)"),
    COUNTY: regex(r"^(?:.{2,8}?(?:省|自治区))?(?:.{2,7}?[市州盟])?(?:[^镇乡]{1,6}?[县区旗]|[县区旗])(?!域)"),
    TOWNSHIP: regex(
        r"^(?!省|国家|全国|中央|自治区).{0,14}?(?:(?<![乡城])镇|乡(?![村镇])|街道|(?<![农乡])村|社区)(?!长城)"
    ),
}
_LOWEST_FIRST = (TOWNSHIP, COUNTY, CITY, PROVINCE)


class Official(NamedTuple):
    """Somebody of the host side, or a guest, with unit and post as far as they are known."""

    name: str
    unit: str = ""
    post: str = ""
    rank: Rank | None = None

    @property
    def text(self) -> str:
        """Unit and post in one."""
        return self.unit + self.post


def officials(case: Case) -> dict[str, Official]:
    """Hosts, then people the office knows, by name."""
    known: list[Person | Host] = [*(case.office.people if case.office else []), *case.plan.hosts]
    return {person.name: Official(person.name, person.unit or "", person.post or "", person.rank) for person in known}


@lru_cache(maxsize=1)
def _chief_posts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    posts = words("posts")
    place = posts["place_chief"]
    chief = rf"(?:^|[^副]){any_of(place['posts'])}"
    party = rf"{any_of(place['party'])}(?:.{{0,4}})?书记"
    return (
        regex(rf"{chief}|{party}"),
        regex(rf"{any_of(posts['department_chief'])}$"),
        regex(any_of(posts["deputy"])),
        regex(any_of(posts["serving_units"])),
    )


@lru_cache(maxsize=512)
def leads_place(official: Official) -> bool:
    """Whether somebody is secretary or head of government of a place: 县委书记, 县长, 区长, 镇长 …, no deputy."""
    chief, _department, deputy, _serving = _chief_posts()
    for post in _posts(official):
        full = post if chief.search(post) else _plain_unit(official.unit) + post
        if chief.search(full) and not deputy.search(post) and "常委" not in post and "办" not in post:
            return not re.search(r"(?:纪委|政法委|团委|党支部|村|社区)(?:监委)?(?:委员会)?书记", full)
    return False


def _posts(official: Official) -> list[str]:
    return [post for post in re.split(r"[、，,；;/（）()\s]+", official.post) if post]


def _plain_unit(unit: str) -> str:
    """A unit as it is joined with a post: 县政府 and 县长 make 县县长, 县委 and 书记 make 县委书记."""
    return re.sub(r"(?:人民)?政府$", "", unit)


@lru_cache(maxsize=512)
def leads_department(official: Official) -> bool:
    """Whether somebody is the head of a department; the reception office and other serving units do not count."""
    _chief, department, deputy, serving = _chief_posts()
    if serving.search(official.unit) or leads_place(official):
        return False
    return any(department.search(post) and not deputy.search(post) for post in _posts(official))


@lru_cache(maxsize=512)
def is_area_leader(official: Official) -> bool:
    """Whether somebody is a leader of a county or above: committee, government, congress or consultative conference."""
    posts = words("posts")
    unit = official.unit
    if leads_place(official) and level_of(official) != TOWNSHIP:
        return True
    organ = re.search(rf"[省市州盟县区旗]{any_of(posts['leader_organs'])}$", unit) is not None
    if not organ and unit and not re.search(r"[县区市州旗]委?常委|副?[县区市州旗]长", official.post):
        return False
    if level_of(official) == TOWNSHIP:
        return False
    return any(
        re.search(rf"{any_of(posts['leader_posts'])}$", post) or (organ and re.fullmatch("副?(?:主任|主席|书记)", post))
        for post in _posts(official)
    )


@lru_cache(maxsize=512)
def level_of(official: Official) -> str | None:
    """The level of the place somebody works for, by unit and post; None where neither says it."""
    text = official.text
    if re.match(any_of(words("posts")["central"]), official.unit or official.post):
        return CENTRAL
    for source in (official.unit, official.post):
        for level in _LOWEST_FIRST:
            if source and _PLACES[level].match(source):
                return level
    return TOWNSHIP if re.search(r"村支?书|村主任", text) else None


_LENT = ("挂职", "原", "前", "退休", "离任", "级", "待遇")
"""Words in a post that say that its holder has, or keeps, another rank than it gives."""


@lru_cache(maxsize=512)
def ranks_of_post(official: Official) -> frozenset[Rank]:
    """The ranks that the posts of somebody give, by `data/posts.yaml`; none where they say nothing of it."""
    if any(word in official.post for word in _LENT):
        return frozenset()
    return frozenset(rank for post in _posts(official) for rank in _ranks_of(post, official))


_ABOVE_THEIR_NAME = ("自治区", "特别行政区", "新区", "军区", "北京", "上海", "天津", "重庆")
"""Places of a higher level than their names tell."""
_HIGHEST = {CITY: Rank.MINISTER, COUNTY: Rank.BUREAU, TOWNSHIP: Rank.DIVISION}


def highest_rank_at(official: Official) -> Rank | None:
    """The highest rank that somebody may have who works for a place of that level; None where any may be."""
    if any(name in official.unit for name in _ABOVE_THEIR_NAME):
        return None
    return _HIGHEST.get(level_of(official) or "")


def _ranks_of(post: str, official: Official) -> frozenset[Rank]:
    text = _plain_unit(official.unit) + post if post == "书记" else post
    length, found = 0, frozenset[Rank]()
    for row in words("posts")["ranks"]:
        if "at" in row and level_of(official) not in row["at"]:
            continue
        if "units" in row:
            ends = (one for one in row["posts"] if post == one and official.unit.endswith(tuple(row["units"])))
        else:
            ends = (one for one in row["posts"] if text.endswith(one) and not text.endswith(f"团{one}"))
        longest = max(map(len, ends), default=0)
        if longest > length:
            length, found = longest, frozenset(map(Rank.read, row["ranks"]))
    return found


@lru_cache(maxsize=1)
def _state_posts() -> dict[str, re.Pattern[str]]:
    return {key: regex(any_of(words("posts")[key])) for key in ("standing_committee", "politburo")}


def is_state_leader(official: Official) -> bool:
    """Whether somebody is a member of the Politburo or has the rank of the state."""
    text = official.text
    return official.rank is Rank.STATE or any(pattern.search(text) for pattern in _state_posts().values())


def state_leader(case: Case) -> str | None:
    """`standing_committee` or `politburo` where such a leader is among the guests; None otherwise."""
    for key, pattern in _state_posts().items():
        if any(pattern.search(f"{guest.unit}{guest.post}") for guest in case.plan.guests):
            return key
    return "politburo" if any(guest.rank is Rank.STATE for guest in case.plan.guests) else None
