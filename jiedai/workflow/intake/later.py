"""What is said later on of people named already: diets, arrivals, departures, by name or by surname and title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jiedai.patterns import regex
from jiedai.workflow.intake import diets, units
from jiedai.workflow.intake.data import words
from jiedai.workflow.intake.entries import describe
from jiedai.workflow.intake.facets import read_clock, read_leg
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.naming import trimmed
from jiedai.workflow.intake.paper import Text
from jiedai.workflow.intake.persons import Person, is_family, is_name, latin_name


def further(people: list[Person], paragraph: Text, base: Base) -> None:
    """Diets, arrivals and departures that sentences tell of people named already: 石处长不吃海鲜."""
    for sentence, offset in _sentences(_without_notes(people, _WHOSE.sub(_blank, paragraph.text))):
        subject: list[Person] = []
        if sentence.isascii() and sum(person.name in sentence for person in people) > 1:
            continue  # of whom an English sentence says it only its notes tell
        for clause in _CLAUSES.split(sentence):
            named = [person for person in people if person.name in clause or titled(person, clause, people)]
            named = named or _of_post(people, clause)
            subject = named or subject
            if len(people) == 1 and _PRONOUN.search(clause) and not _SOMEBODY_ELSE.search(sentence):
                subject = people
            if _NAMELESS.search(clause) or (not named and _PARTY.search(sentence)):
                subject = named
            if not subject:
                continue
            where = paragraph.where(offset)
            rest = clause
            for person in named:
                rest = rest.replace(person.name, "")
            if subject == people and (told := _OWN_PHONE.search(rest)):
                subject[0].learn("phone", told["phone"], where)
            if diets.speaks_of_food(rest) and not re.search(r"是否|如有|请告|有无|吗|安排中餐", rest):
                for person in subject:
                    person.learn("diet", diets.read_diet(rest), where)
                    person.learn("allergies", diets.read_allergies(rest), where)
            if len(subject) == 1 and (people_named := _people_named().search(rest)):
                subject[0].learn("ethnicity", people_named[0], where)


def _of_post(people: list[Person], clause: str) -> list[Person]:
    """Whom a clause calls by nothing but the post that he alone has: 导演吃素."""
    posts = [
        person for person in people if len(post := str(person.known.get("post", ""))) > 1 and clause.startswith(post)
    ]
    return posts if len(posts) == 1 and diets.speaks_of_food(clause) else []


_CLAUSES = regex(
    r"[，,](?!(?:会|容易|严重|都)?过敏)"
    r"|\band (?=(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    r" (?:is|has|does|will|cannot|can|eats|prefers)\b)"
)
"""What parts the clauses of a sentence; 不吃鱼，过敏 is one. An English one goes on with whom it is about."""
_PARTY = regex(r"一行|\d+余?[人名位]|[一二两三四五六七八九十]+余?人|全体")
"""A sentence of everybody who comes: what it says without a name is of all of them."""
_PRONOUN = regex("[他她](?!们)")
_SOMEBODY_ELSE = regex("有[一个位两]|叫|另|同事|家属")
_OWN_PHONE = regex(r"(?:电话|手机)(?:号码?)?[是为：:]*(?P<phone>1[3-9]\d{9})(?!\d)")
"""Behind what is told of the only guest, as he or she."""
_NAMELESS = regex(r"其中|另有|还有|有[一两二三\d]位|一位|有一人|其余|其他人|[一二两三四五六七八九十\d](?:个)?[人名位]")
"""A clause of people who are not named: what it says is of nobody named before."""


def eaters(paragraph: Text) -> list[Person]:
    """Those whom a clause names, in full, by what they do not eat: 李小明不吃海鲜."""
    found = []
    for one in _EATS.finditer(paragraph.text):
        name, rest = one["name"], one["rest"]
        called = bool(units.has_post(name) or _calls().match(name, len(name) - 1)) or name.endswith(("先生", "女士"))
        if is_name(name) and len(name) > 2 and not called and (diets.read_diet(rest) or diets.read_allergies(rest)):
            person = Person(name)
            where = paragraph.where(one.start())
            person.learn("diet", diets.read_diet(rest), where)
            person.learn("allergies", diets.read_allergies(rest), where)
            found.append(person)
    return found


_WHOSE = regex(
    r"(?P<food>对[^，。；（()]{1,8}过敏|[^，。；（()\d]{0,4}(?:素食|清真|吃素|过敏))(?:者|人员)?(?:[一两\d][人位名])?[（(](?P<who>[^（()）]{2,60})[)）]"
)
"""1位对坚果过敏（李平，某公司总经理）, 素食2人（李平、王芳）."""


def noted_eaters(paragraph: Text, base: Base) -> list[Person]:
    """Those whom a note behind a diet names, alone with unit and post or several side by side."""
    people = []
    for found in _WHOSE.finditer(paragraph.text):
        parts = [part.strip() for part in re.split("[、，,；;]", found["who"]) if part.strip()]
        names = [latin_name(part) or (part if is_name(part) and not units.has_post(part) else "") for part in parts]
        where = paragraph.where(found.start())
        for name in filter(None, names):
            people.append(Person(name))
            people[-1].learn("diet", diets.read_diet(found["food"]), where)
            people[-1].learn("allergies", diets.read_allergies(found["food"]), where)
        if sum(map(bool, names)) == 1 and names[0]:
            describe(people[-1], parts[1:], where, base)
    return [person for person in people if person.known]


_EATS = regex(
    r"(?:^|[，。；、！？])(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志|老师)?(?P<rest>(?:不|忌|吃素|素食|清真|对|要吃素|是素食)[^，。；]{0,16})"
)


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])


def _without_notes(people: list[Person], text: str) -> str:
    """A text with blanks for what stands in brackets and names nobody: that is of whoever stands before it alone."""

    def blank(found: re.Match[str]) -> str:
        return (
            found[0]
            if any(person.name in found[0] for person in people)
            else f"{found[0][0]}{'　' * (len(found[0]) - 2)}{found[0][-1]}"
        )

    return re.sub(r"[（(][^（()）]*[)）]", blank, text)


@lru_cache(maxsize=1)
def _people_named() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(sorted(words('people')['peoples'], key=len, reverse=True))})族(?!人?自治|乡|宗教)"
    )


_ENDS = regex(r"[。；;！？\n]|(?<=[a-z)])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!p\.m)(?<!a\.m)\.(?= |$)|$")


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for found in _ENDS.finditer(text):
        if text[start : found.start()]:
            yield text[start : found.start()], start
        start = found.end()


_CHINESE = regex(r"[\u4e00-\u9fff]")


def titled(person: Person, clause: str, people: list[Person]) -> bool:
    """Whether a clause speaks of somebody by surname and title (石处长, 倪总), and of nobody else of that surname."""
    if "·" in person.name:
        last = person.name.rpartition("·")[2]
        alone = sum(other.name.endswith("·" + last) for other in people) == 1
        first = person.name.partition("·")[0]
        own = [last] if alone else []
        own += [first] if sum(other.name.startswith(first + "·") for other in people) == 1 else []
        return any(re.search(rf"(?<!·){re.escape(one)}(?:先生|女士|小姐|教授|博士)", clause) for one in own)
    if not _CHINESE.search(person.name):
        first, *_between, last = person.name.split() if " " in person.name else (person.name, person.name)
        if re.search(rf"\b{re.escape(first)} (?:is|has|does|will|cannot|can|eats|prefers)\b", clause):
            return True
        at = clause.find(last)
        addressed = re.search(rf"\b(?:Mr|Ms|Mrs|Dr|Prof)\.? {re.escape(last)}\b", clause) is not None
        return addressed or (at >= 0 and _calls().match(clause[at + len(last) :].lstrip()) is not None)
    surname = person.name[: 2 if is_name(person.name) and _is_family(person.name[:2]) else 1]
    if re.search(rf"[小老]{surname}(?![\u4e00-\u9fff]{{1,2}}[，,（(])", clause) and person.name not in clause:
        return sum(other.name.startswith(surname) for other in people) == 1
    called = [title[0] for found in re.finditer(surname, clause) if (title := _calls().match(clause, found.end()))]
    same = [other for other in people if other.name.startswith(surname)]
    if len(same) == 1:
        return bool(called)
    return any([other for other in same if other.known.get("post", "").endswith(title)] == [person] for title in called)


def _is_family(two: str) -> bool:
    return two in words("people")["compound"] or is_family(two)


_RENAMED = (
    regex(r"(?P<new>[\u4e00-\u9fff]{2,4})，?(?:而)?不是(?:叫)?(?P<old>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"),
    regex(
        r"不是(?:叫)?(?P<old>[\u4e00-\u9fff]{2,4})，?(?:应该|应当)?[是叫](?P<new>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
    ),
    regex(
        r"[“\"「]?(?P<old>[\u4e00-\u9fff]{2,4})[”\"」]?(?:的名字|名字|姓名)?(?:[打写弄]错了?，?)?(?:应为|应是|更正为|应该是|改为)"
        r"[“\"「]?(?P<new>[\u4e00-\u9fff]{2,4})[”\"」]?(?![\u4e00-\u9fff])"
    ),
)
"""欧阳处长叫欧阳修，不是欧阳询; “李平”应为“李萍”."""


def renamed(people: list[Person], texts: Iterable[Text]) -> None:
    """Give those whose names were mistyped the names that a text puts in their place."""
    for text in texts:
        for form in _RENAMED:
            for found in form.finditer(text.text):
                wrong = next((person for person in people if found["old"].startswith(person.name)), None)
                right = next((found["new"][-length:] for length in (4, 3, 2) if is_name(found["new"][-length:])), "")
                if wrong is None or not right or right[0] != wrong.name[0]:
                    continue
                again = [person for person in people if person.name == right]
                for person in again:
                    for facet, value in person.known.items():
                        wrong.learn(facet, value, person.where[facet])
                people[:] = [person for person in people if person not in again]
                wrong.name = right
                wrong.known["name"] = right


def units_of_called(people: list[Person], texts: list[Text]) -> None:
    """Give people the unit beside which a text calls them by surname before it names them: 省商务厅外贸处老韩."""
    for person in people:
        same = [other for other in people if other.name[0] == person.name[0]]
        if "unit" in person.known or len(same) > 1 or person.name.isascii() or "·" in person.name:
            continue
        called = re.compile(rf"(?P<before>[\u4e00-\u9fff\d]{{3,24}}?)(?P<old>[老小])?{person.name[0]}")
        for paragraph in texts:
            for found in called.finditer(paragraph.text):
                title = found["old"] or _calls().match(paragraph.text, found.end())
                unit = trimmed(found["before"])
                if title and units.is_unit(unit):
                    person.learn("unit", unit, paragraph.where(found.start()))


@lru_cache(maxsize=1)
def _calls() -> re.Pattern[str]:
    """What follows a surname when somebody is called by a title."""
    return re.compile(
        rf"{units.post_form()}|[厅局处科部省市县区院校总会组团馆所站工董秘理巡](?![\u4e00-\u9fff]?[长委处科室局])|老师|先生|女士"
    )


_ARRIVING = regex(
    r"抵达|到达|抵|到站|落地|降落|到(?=[\u4e00-\u9fff]{2,8}(?:站|机场|县|市))|到(?=[\u4e00-\u9fff]{2,6}[东西南北]$)|(?:\d|[点半分]|左右)到$|前来|来[县青]|飞抵|\b(?:arriv|land)\w*\b"
)
_LEAVING = regex(
    r"返程|返回|返[\u4e00-\u9fff]|离开|离[\u4e00-\u9fff]|乘[^，。；]{0,14}(?:返|回)|回程|返|走(?![访进向])|回(?:去|程|$)|\b(?:leav|depart|return)\w*\b"
)


_TAKES_OFF = regex(r"起飞|离港|发车")
"""Of those whose arrival is known: they leave."""
_BOARDS = regex(r"乘|坐|次|航班|\b(?:train|flight|fly)\b|(?:^|[日号：:午])[GDCZTK]\d{1,4}")
_REBOOKED = regex(r"改(?:坐|乘|签|为乘|成乘|乘坐)|换乘?成|车次(?:改|变|调整)|航班(?:改|变|调整)")


def _known_day(people: list[Person], clause: str) -> dt.date | None:
    """The day on which the only person a clause is about was to arrive, or leave: a new train goes on the same day."""
    way = "leave" if _LEAVING.search(clause) else "arrive"
    known = {str(person.known.get(f"{way}.time", ""))[:10] for person in people}
    return dt.date.fromisoformat(known.pop()) if len(known) == 1 and "" not in known else None


def _day_named(clause: str, base: Base) -> dt.date | None:
    """The only day that a clause names; None where it names none or several."""
    days = [one for one in days_in(plain(clause), base) if not one.doubtful]
    return days[0].first if len(days) == 1 and days[0].first == days[0].last else None


_LEGS = regex(
    r"[，,]|\band (?=(?:will |they |we )*(?:depart|leav|return)[^,]*"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
"""What parts one journey from the next in a sentence."""
_ONLY_CLOCK = regex(
    r"(?:早上|上午|中午|下午|晚上)?\d{1,2}(?:[:：]\d\d|[点时]\d{0,2}分?半?)(?:的?车|开车?|发车|出发|起飞|到站?|抵达)?"
)
_SAME_DAY = regex(r"\bsame day\b|[当同](?:天|日)")
"""In a sentence about the day of the one before it."""
_STILL_AT = regex(r"(?:还是|仍然?[是在]?|照旧)(?:在|到)?([\u4e00-\u9fff]{2,8}?(?:[东西南北]?站|机场))$")
"""Of somebody who goes by another train: the station is the same."""


def way_of(people: list[Person]) -> str:
    """Whether what was last told of people is how they leave, or how they come."""
    return "leave" if all("leave.by" in one.known and "arrive.by" not in one.known for one in people) else "arrive"


def _trains(clause: str) -> set[str]:
    return set(re.findall(r"(?<![A-Z0-9])[GDCZTK]\d{1,4}(?!\d)", clause.upper()))


def _forget(person: Person, way: str) -> None:
    """Drop how somebody was to come or go, for it is otherwise now."""
    for facet in ("time", "by", "place", "clock"):
        person.known.pop(f"{way}.{facet}", None)


def legs_in(paragraph: Text, people: list[Person], base: Base) -> dict[str, dict[str, str]]:
    """Arrival and departure of the party by train or plane, as `arrive` and `leave`; of named people to them alone.

    A clause without a day goes on from the day of the clause before it.
    """
    party: dict[str, dict[str, str]] = {}
    day_before: dt.date | None = None
    for sentence, offset in _sentences(paragraph.text):
        subject: list[Person] = []
        boarded: dict[str, str] = {}
        open_leg: tuple[str, list[Person]] | None = None
        changed = False
        day: dt.date | None = day_before if _SAME_DAY.search(sentence) else None
        for clause in _LEGS.split(sentence):
            named = [person for person in people if person.name in clause or titled(person, clause, people)]
            subject = [] if "一行" in clause else named or subject
            changed = (changed and not named) or bool(_REBOOKED.search(clause))
            day = day_before = _day_named(clause, base) or day
            kept = _known_day(subject, clause) if changed else day
            leg = read_leg(clause, base, kept)
            if "time" not in leg and ("by" in leg or boarded) and (clock := read_clock(clause, base)):
                leg["clock"] = clock
            takes_off = _TAKES_OFF.search(clause) and all("arrive.by" in person.known for person in subject) and subject
            going = "leave" if _LEAVING.search(clause) or takes_off else "arrive" if _ARRIVING.search(clause) else ""
            if changed and subject and "by" not in leg and (still := _STILL_AT.search(clause)):
                for person in subject:
                    person.learn(f"{way_of(subject)}.place", still[1], paragraph.where(offset))
            if "by" not in leg and boarded and going and not named and ("time" in leg or changed):
                leg = boarded | leg  # 周厅长坐G7351次，16号9:42到云溪站
            if open_leg and "by" not in leg and not named and _ONLY_CLOCK.fullmatch(clause) and "time" in leg:
                going_before, travellers = open_leg
                for person in travellers:
                    person.learn(f"{going_before}.time", leg["time"], paragraph.where(offset))
                if not travellers:
                    party[going_before].setdefault("time", leg["time"])
            open_leg = None
            if "by" not in leg or len(_trains(clause)) > 1:
                continue
            if not going or (going == "arrive" and "换乘" in sentence and "time" not in leg):
                boarded = {"by": leg["by"]} if not going and (subject or _BOARDS.search(clause)) else {}
                continue
            boarded = {}
            named = subject if not re.search("代表团|考察团|一行|全体|我们", clause) else []
            if not named and clause[:1] and is_name(clause[0] + "平") and _calls().match(clause, 1):
                continue  # somebody who is called by a title, but not known
            if not named and re.search(r"其余|其他|部分|另一|一位|一人|第[一二三]批|先遣|\d人", clause):
                continue
            for person in named:
                if changed:
                    _forget(person, going)
                for facet, value in leg.items():
                    person.learn(f"{going}.{facet}", value, paragraph.where(offset))
            if "time" not in leg:
                open_leg = going, named  # 13号晚上G7642，18:20开
            if not named:
                party.setdefault(going, leg | {"where": paragraph.where(offset)})
                for person in people if changed else ():
                    _forget(person, going)
    return party
