"""What a cell of a list says of a person, by the field that its column is about."""

from __future__ import annotations

import re
import unicodedata

from jiedai.language import _
from jiedai.patterns import regex
from jiedai.workflow.intake import diets, units
from jiedai.workflow.intake.entries import ENGLISH_POST, IN_PARTY, TO_CALL
from jiedai.workflow.intake.facets import read_phones, read_rank, read_sex
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.paper import folded
from jiedai.workflow.intake.persons import Person, read_ethnicity


def one_line(text: str) -> str:
    """The text of a cell on one line, without the blanks that Chinese does not have."""
    return folded(text.replace("\n", ""))


_BOTH_LANGUAGES = regex(
    r"^[A-Za-z][A-Za-z .,'&()/-]{2,}[\s/]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[\s/]+[A-Za-z][A-Za-z .,'&()/-]{2,}$"
)
_COUNTED = regex(r"[（(](?:共|计)?\d{1,3}[人名位][)）]$")
_TO_CALL = regex(r"联[系络][人员][：:]?\s*(?P<phone>1[3-9]\d{9})(?!\d)")
_OWN_PHONE = regex(r"(?:联系)?(?:电话|手机)?[：:]?(?=1[3-9]\d{9}$)")


def _in_chinese(cell: Cell) -> Cell:
    """A cell without the English that says the same beside its Chinese: Deputy Mayor 副市长."""
    return cell._replace(text=_BOTH_LANGUAGES.sub("", cell.text.strip()))


_PLAIN_DIETS = {
    "素": "vegetarian",
    "素餐": "vegetarian",
    "猪肉": "no_pork",
    "大肉": "no_pork",
    "牛肉": "no_beef",
    "海鲜": "no_seafood",
    "酒": "no_alcohol",
    "水产": "no_seafood",
    "饮酒": "no_alcohol",
}


def learn(person: Person, facet: str, cell: Cell, entries: dict[str, Cell], left_out: list[tuple[str, str]]) -> None:
    """Take what a cell says of a person into the field its column is about."""
    cell = _in_chinese(cell) if facet in ("unit", "post", "unit_post") else cell
    text, where = one_line(cell.text), cell.where
    if not text or facet in ("name", "index", "other", "coming", "given_name", "family_name", "name_en", "department"):
        return
    if facet == "unit" and not diets.is_none(text):
        person.learn("unit", _COUNTED.sub("", text), where)
    elif facet == "post" and read_sex(text):
        person.learn("sex", read_sex(text), where)  # Title: Mr, Ms
    elif facet == "post" and "unit_post" in entries and (IN_PARTY.fullmatch(text) or text.endswith(("员", "秘书"))):
        return  # what somebody is within the party; the post is in the other column
    elif facet == "post" and not diets.is_none(text):
        post = re.sub(r"[、，,]?\s*\n\s*", "、", cell.text.strip()) if "\n" in cell.text.strip() else text
        has_unit = bool(entries["unit"].text) if "unit" in entries else False
        if has_unit:
            unit = one_line(entries["unit"].text)
            post = post.removeprefix(unit) or post
        elif "department" not in entries:
            unit, post = _apart(post)
            person.learn("unit", unit, where)
        person.learn("post", _without_notes(person, folded(post), where), where)
    elif facet == "unit_post":
        _unit_and_post(person, cell)
    elif facet == "rank":
        person.learn("rank", read_rank(text), where)
    elif facet == "sex":
        person.learn("sex", read_sex(_SEX_NOTED.sub("", text)), where)
        if beside := _SEX_NOTED.search(text):
            person.learn("ethnicity", read_ethnicity(beside[1]), where)
    elif facet == "ethnicity":
        bare, _sign, note = text.partition("（")
        person.learn("ethnicity", read_ethnicity(bare, field=True), where)
        if note:
            _food(person, "note", cell._replace(text=note))
    elif facet == "phone":
        _phone(person, cell, left_out)
    elif facet in ("halal", "vegetarian"):
        if re.fullmatch(r"是|√|✓|✔|有|需要?|清真餐?|素食|素餐|要|yes|y|1|对|halal", text.lower()):
            person.learn("diet", [facet], where)
    elif facet in ("diet", "avoid", "note", "allergies"):
        _food(person, facet, cell)
        if facet == "note":
            if called := _TO_CALL.search(text):
                person.to_call = where
                person.learn("phone", called["phone"], where)
            for part in re.split(r"[，,。；;、（()）\s]+", text):
                person.learn("ethnicity", read_ethnicity(part), where)
                person.learn("sex", read_sex(part) if part in "男女" else "", where)
                person.learn("rank", read_rank(part), where)
                person.learn("phone", _OWN_PHONE.sub("", part) if _OWN_PHONE.match(part) else "", where)
                person.to_call = person.to_call or (where if part in TO_CALL else "")


def _unit_and_post(person: Person, cell: Cell) -> None:
    """A cell of both; a line break or a blank may stand between them."""
    parts = [folded(part) for part in re.split(r"\n|\s{1,}|[，,]", cell.text.strip()) if part.strip()]
    sides = [part.strip() for part in re.split("[/／]", cell.text) if part.strip()]
    abroad = cell.text.strip().rpartition(", ")
    if cell.text.isascii() and abroad[0] and ENGLISH_POST.fullmatch(abroad[2].strip()):
        unit, post = abroad[0].strip(), abroad[2].strip()
    elif len(sides) == 2 and not units.has_post(sides[0]) and (units.has_post(sides[1]) or cell.text[:1].isascii()):
        unit, post = sides
    elif len(parts) == 2 and not units.has_post(parts[0]) and (units.has_post(parts[1]) or units.is_unit(parts[0])):
        unit, post = parts
    else:
        unit, post = _apart(one_line(cell.text))
    person.learn("unit", unit, cell.where)
    person.learn("post", _without_notes(person, post, cell.where), cell.where)


def _apart(text: str) -> tuple[str, str]:
    """Unit and post of a cell; what is but 厅 or 局 before a post is no unit."""
    unit, post = units.split(folded(text))
    return (unit, post) if len(unit) > 1 else ("", folded(text))


_SEX_NOTED = regex(r"(?<=[男女])[（(]([^（()）]+)[)）]$")
"""女（回族）."""
_NOTED = regex(r"[（(]([^（()）]+)[)）]$")


def _without_notes(person: Person, post: str, where: str) -> str:
    """A post without what stands in brackets behind it and is none of it: the sex, the rank, or a part in the party."""
    while noted := _NOTED.search(post):
        parts = [part for part in re.split("[，,、；; ]", noted[1]) if part]
        if not all(
            read_sex(one) or read_ethnicity(one) or read_rank(one) or one in TO_CALL or _PART_IN_PARTY.fullmatch(one)
            for one in parts
        ):
            break
        for part in parts:
            person.learn("sex", read_sex(part), where)
            person.learn("ethnicity", read_ethnicity(part), where)
            person.learn("rank", read_rank(part), where)
            person.to_call = where if part in TO_CALL else person.to_call
        post = post[: noted.start()]
    return post


_PART_IN_PARTY = regex(rf"{IN_PARTY.pattern}|副?[组团队][长员]|主持|评委|嘉宾|代表")


def _phone(person: Person, cell: Cell, left_out: list[tuple[str, str]]) -> None:
    text = unicodedata.normalize("NFKC", cell.text).strip()
    number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    digits = re.sub(r"\D", "", text)
    spoilt = re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", text) or (
        number
        and (digits.endswith("000000") or (len(digits) > 8 and not re.fullmatch(r"1[3-9]\d{9}|86\d{11}", digits)))
    )
    phone = "" if spoilt else read_phones(text)
    if (not phone and re.search(r"\d{5}", text)) or spoilt:
        left_out.append((cell.where, _("电话“{value}”不完整或变了样，没有读进来；照原件补上").format(value=text[:24])))
    person.learn("phone", phone, cell.where)


def _food(person: Person, facet: str, cell: Cell) -> None:
    text = one_line(cell.text)
    if diets.is_none(text):
        return
    read = diets.read_diet(text)
    if facet in ("diet", "avoid") and not read:
        read = [
            _PLAIN_DIETS[part]
            for part in re.split("[、，,;；和及/]", text)
            if part in _PLAIN_DIETS and (facet == "avoid" or part in ("素", "素餐"))
        ]
    allergies = diets.read_allergies(text, field=facet == "allergies")
    if read:
        person.known["diet"] = list(dict.fromkeys([*person.known.get("diet", []), *read]))
        person.where.setdefault("diet", cell.where)
    if allergies:
        person.known["allergies"] = list(dict.fromkeys([*person.known.get("allergies", []), *allergies]))
        person.where.setdefault("allergies", cell.where)
