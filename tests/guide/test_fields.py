"""The tables of fields: every field of the models, in both spellings, with its help and who may see it."""

from __future__ import annotations

from jiedai import language
from jiedai.guide.fields import choices, fields, sections, seen_by
from jiedai.language import _
from jiedai.model import choice
from jiedai.model.base import EVERYONE, INSIDE, NOBODY, Node, audiences, chinese_key, english_key, key
from jiedai.model.knowledge import Knowledge
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from tests.batch import cases


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, without their heads."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [line for line in lines if line[0] != "---"]


@cases("root", [Plan, Office])
@cases("use", ["zh", "en"])
def test_every_field_has_a_row_with_both_keys_and_its_help(root: type[Node], use: str) -> None:
    language.use(use)
    found = {tuple(row[:3]) for row in rows(fields(root))}
    for model in sections(root):
        for name, info in model.model_fields.items():
            must = " *" if info.is_required() else ""
            keys = [f"`{chinese_key(info)}`{must}", f"`{english_key(name, info)}`{must}"]
            assert info.description
            assert (*(keys if use == "zh" else keys[::-1]), _(info.description)) in found


def test_each_model_has_one_table_and_names_the_other_places() -> None:
    text = fields(Plan)
    assert text.count("### 来宾.抵达 (guests.arrive)\n\n也用在 `来宾.离开`。\n") == 1
    assert "### 来宾.离开" not in text
    assert text.count("| --- | --- | --- | --- |") == len(sections(Plan))


def test_sections_stand_in_the_order_of_the_file() -> None:
    headings = [line.split()[1] for line in fields(Plan).splitlines() if line.startswith("###")]
    assert headings[:4] == ["公函", "审批", "来宾", "来宾.抵达"]
    assert headings.index("日程") + 1 == headings.index("日程.安排")


class Shoe(choice.Choice):
    """A choice."""

    LOW = "low", "平底", "平跟"
    HIGH = "high", "高跟"


class Inner(Node):
    """内: a section."""

    shoe: list[Shoe] = key("鞋", "穿什么鞋", seen_by=audiences("guest"))


class Root(Node):
    """外: a file."""

    inner: Inner | None = key("里面", "一段", None, seen_by=NOBODY)


def test_a_new_field_and_a_new_choice_are_there_by_themselves() -> None:
    assert fields(Root) == (
        "| 中文 | 英文 | 写什么 | 印给谁 |\n| --- | --- | --- | --- |\n| `里面` | `inner` | 一段 | — |\n\n"
        "### 里面 (inner)\n\n"
        "| 中文 | 英文 | 写什么 | 印给谁 |\n| --- | --- | --- | --- |\n"
        "| `鞋` * | `shoe` * | 穿什么鞋 | 领导、工作人员、来宾 |\n"
    )
    assert "| `里面.鞋` | `平底` (`low`，也读 `平跟`)；`高跟` (`high`) |" in choices(Root)
    language.use("en")
    assert "| `inner.shoe` | `low` (`平底`, also `平跟`); `high` (`高跟`) |" in choices(Root)


@cases(
    ("audience", "zh", "en"),
    [
        (NOBODY, "—", "—"),
        (EVERYONE, "所有人", "everybody"),
        (INSIDE, "除公开外", "all but public"),
        (EVERYONE - {"public", "kitchen", "hotel"}, "除厨房、宾馆、公开外", "all but kitchen, hotel, public"),
        (
            EVERYONE - {"public", "kitchen", "hotel", "guest"},
            "领导、工作人员、责任单位、驾驶员、安全保卫、财务",
            "leader, staff, unit, driver, security, finance",
        ),
        (frozenset({"staff"}), "工作人员", "staff"),
    ],
)
def test_audiences_are_told_in_few_words(audience: frozenset[str], zh: str, en: str) -> None:
    assert seen_by(audience) == zh
    language.use("en")
    assert seen_by(audience) == en


def test_every_choice_that_a_field_takes_is_listed() -> None:
    text = choices(Plan, Office, Knowledge)
    kinds = [one for one in vars(choice).values() if isinstance(one, type) and issubclass(one, choice.Choice)]
    for kind in kinds:
        for member in kind:
            assert f"`{member.zh}` (`{member.value}`" in text, member
