from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from jiedai.visit import orders
from jiedai.visit.data import words
from jiedai.visit.orders import is_harmless, named, order_in, read
from jiedai.visit.prose import (
    clause_texts,
    divided,
    folded,
    kinds_of,
    parts_of,
    shapes,
    subject_of,
    subjects_in,
    triggers_in,
    vocabulary,
)
from jiedai.visit.resemblance import ALSO_HARMLESS, HARMLESS
from tests.batch import cases

SUBJECTS = tuple(words("orders")["subjects"])


def ordered(text: str) -> dict[str, str]:
    """What a text orders, by subject."""
    return read(text, subjects_in(text, triggers_in(parts_of(text))))


def things() -> Iterator[tuple[str, str]]:
    """Every subject with each word that orders something of it by itself."""
    for name in SUBJECTS:
        yield from ((name, word) for word in sorted(subject_of(name).sure))


DESCRIBING = (
    "考察{}产业园",
    "准备{}产业汇报材料",
    "检查{}市场管理情况",
    "准备{}企业名录",
    "汇报{}整治情况",
    "拟定{}管理办法",
)
REFUSING = ("不安排{}", "按规定不得{}", "{}一律取消")


def test_a_word_that_describes_another_noun_or_is_refused_orders_nothing() -> None:
    frames = itertools.cycle((*DESCRIBING, *REFUSING))  # each word in one of them
    texts = [(name, next(frames).format(word)) for name, word in things()]
    assert [(name, text) for name, text in texts if read(text, (name,))] == []


def test_a_word_alone_or_behind_a_verb_orders() -> None:
    silent = [pair for pair in things() if not any(read(f"{verb}{pair[1]}", (pair[0],)) for verb in ("安排", "晚上"))]
    assert silent == []


@cases(
    ("text", "subject", "quoted"),
    [
        ("晚餐备两瓶茅台，不对外讲", "liquor", "备两瓶茅台"),
        ("名单、鲜花、果盘周三前备好", "flowers", "鲜花"),
        ("核对名单，门口挂横幅", "banners", "挂横幅"),
        ("检查并悬挂横幅", "banners", "悬挂横幅"),
        ("不挂横幅改用彩旗", "banners", "改用彩旗"),
        ("考察途中钓鱼", "leisure", "钓鱼"),
        ("（会后组织打牌）", "leisure", "组织打牌"),
        ("请县委书记、县长全程陪同", "chiefs", "请县委书记、县长全程陪同"),
        ("沿线路口，由交警全程绿灯", "escort", "全程绿灯"),
        ("鲜花摆放不得影响通行", "flowers", "鲜花"),
    ],
)
def test_the_words_that_order_are_quoted(text: str, subject: str, quoted: str) -> None:
    assert order_in(text, subject) == quoted


@cases(
    "text",
    [
        "横幅不挂",
        "横幅、标语，一律撤下",
        "来宾自带酒水的，婉言劝阻",
        "严禁铺张：挂横幅、铺地毯",
        "横幅制作商座谈",
        "请副县长陪同",
        "主要负责同志不陪同",
        "由企业承担技改任务",
        "县博物馆闭馆维护，参观改到规划馆",
        "看望敬老院孩子",
    ],
)
def test_what_excuses(text: str) -> None:
    assert ordered(text) == {}


def test_an_excuse_is_of_its_clause_and_a_reason_of_the_sentence() -> None:
    assert "gifts" in ordered("汇报材料送审，会后赠每人云雾茶两罐")
    assert ordered("云雾茶两罐送审") == {}
    assert ordered("因桥面塌方，县道临时封闭") == {}


def test_two_clauses_order_together_unless_one_refuses_or_is_about_work() -> None:
    together = "村民统一着装，在广场排成两行"
    assert ordered(together) == {"crowd": together}
    assert ordered("村民不统一着装，在广场排成两行") == {}
    assert ordered("村民统一着装，考察广场上排成两行的树") == {}
    assert ordered("村民统一着装，下午座谈，在广场排成两行") == {}


def test_what_is_replaced_goes_unless_a_new_one_comes() -> None:
    assert not ordered("把门口横幅换成会议名称")
    assert ordered("把门口横幅换成新的")["banners"] == "横幅"
    assert ordered("门口换成横幅")


def test_what_somebody_is_to_look_at_is_not_ordered() -> None:
    assert not ordered("工地标语由施工单位自查")
    assert not ordered("户外横幅调研")
    assert ordered("横幅由施工单位挂")


def test_each_text_is_read_once_and_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["晚餐备白酒", "核对座签", "门口挂横幅", "晚餐备白酒"]
    known: dict[str, dict[str, str]] = {}
    monkeypatch.setattr(orders, "_known", lambda: known)
    monkeypatch.setattr(orders, "_KEPT", 3)
    assert [set(orders._by_words(texts)[text]) for text in texts] == [{"liquor"}, set(), {"banners"}, {"liquor"}]
    monkeypatch.setattr(orders, "triggers_in", None)  # what is known is not read again
    assert set(orders._by_words(texts)) == set(texts)
    monkeypatch.undo()
    full: dict[str, dict[str, str]] = {key: {} for key in map(str, range(3))}
    monkeypatch.setattr(orders, "_known", lambda: full)
    monkeypatch.setattr(orders, "_KEPT", 3)
    assert set(orders._by_words(texts)) == set(texts)


def test_a_paper_about_something_orders_nothing() -> None:
    assert ordered("购书卡发放给困难学生的名单") == {}
    assert "gifts" in ordered("购书卡发放给专家")


def test_what_is_counted_is_also_its_unit() -> None:
    assert "盒" in shapes("两盒")
    assert "盒" not in shapes("饭盒")


def test_a_name_is_judged_by_its_words() -> None:
    assert (named("金色歌厅", "leisure"), named("歌厅消防站", "leisure")) == ("歌厅", None)


def test_texts_are_divided_by_the_longest_known_word() -> None:
    assert [word.text for word in divided("酒店上午备LED灯")] == ["酒店", "上午", "备", "LED", "灯"]
    assert [word.text for word in divided("酒店 LED屏")] == ["酒店", "LED屏"]
    assert "欢迎" in shapes("欢迎各位")
    assert shapes("欢迎词") == {"欢迎词"}
    assert kinds_of("整治情况") == kinds_of("情况") != 0


def test_letters_are_read_in_whatever_way_they_are_written() -> None:
    for text in ("安排KTV", "安排 ktv", "安排ＫＴＶ包厢"):
        assert order_in(text, "leisure") is not None, text
    assert order_in("给每位专家备 VIP gift 一份", "gifts") is not None
    assert folded("ｋＴv 3间") == "KTV 3间"


def test_a_blank_beside_a_latin_word_or_a_number_divides_no_clause() -> None:
    assert clause_texts("安排 KTV 包厢 2 间，打印 材料") == ["安排 KTV 包厢 2 间", "打印", "材料"]


def test_a_time_is_no_verb() -> None:
    assert [word.text for word in divided("八点古戏台")] == ["八点", "古戏台"]
    assert [word.text for word in divided("十二点半前点菜")][:1] == ["十二点半"]
    assert [word.text for word in divided("一点菜")][1:] == ["点", "菜"]


def test_a_word_in_a_sentence_that_is_sure_to_order_nothing_is_left_alone() -> None:
    def unlikely(text: str) -> float:
        return HARMLESS if "社区图书室" in text else ALSO_HARMLESS

    assert is_harmless("老码头改造前是会所，现为社区图书室", "会所", unlikely)
    assert not is_harmless("老码头会所", "会所", lambda _text: HARMLESS), "nothing else is said"
    assert not is_harmless("会所，现为社区图书室", "会所", unlikely), "a clause of so few words is not judged"
    assert not is_harmless("老码头改造前是会所；现为社区图书室", "会所", unlikely), "another sentence does not count"
    assert not is_harmless("去老码头边上的会所，社区图书室", "会所", lambda text: -9.0 if "，" in text else 0.0)


def test_what_is_refused_altogether_is_refused_with_all_that_stands_before_it() -> None:
    assert order_in("白酒、香烟、礼品一律不得出现在清单", "liquor", "tobacco", "gifts") is None
    assert order_in("鲜花、横幅均不得出现", "flowers", "banners") is None
    assert order_in("鲜花摆放均不得影响通行", "flowers") is not None
    assert order_in("白酒、红酒不要太贵", "liquor") is not None


def test_what_ends_in_a_verb_of_work_is_looked_at() -> None:
    assert order_in("高尔夫球场退耕还林地块踏勘", "leisure") is None
    assert order_in("高尔夫球技切磋交流", "leisure") is not None
    assert order_in("高尔夫球具备好并检查", "leisure") is not None


def test_a_text_is_read_for_the_subjects_that_are_asked() -> None:
    longest = max(sorted(vocabulary().kinds), key=len)
    assert longest in parts_of(f"请{longest}在")
    parts = parts_of("茅台两瓶，横幅一条")
    assert {subject for group in triggers_in(parts).values() for subject, _others in group} >= {"liquor", "banners"}
    assert {subject for group in triggers_in(parts, "banners").values() for subject, _others in group} == {"banners"}
    assert triggers_in(parts_of("九点座谈")) == {}


def test_the_vocabulary_is_sound() -> None:
    lists = words("orders")
    sets = lists["sets"]
    for name, entry in lists["subjects"].items():
        for act in entry.get("acts", ()):
            assert sum(element.startswith("+") for element in act) == 1, (name, act)
            unknown = [word for element in act for word in re.findall(r"[a-z]{3,}", element) if word not in sets]
            assert unknown == [], name
        for part in ("sure", "weak", "last", "own", "excuses", "names"):
            told = entry.get(part, "").split()
            assert len(set(told)) == len(told), (name, part)
    assert all(kinds >= 0 and word.strip() == word for word, kinds in vocabulary().kinds.items())
