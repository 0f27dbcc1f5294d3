"""The tables of dishes, and how names are read by them."""

from __future__ import annotations

import re
from pathlib import Path

from jiedai.visit import food
from jiedai.visit.food import MEAT, OF_ALLERGEN, hints, lies_in_another, reads, table, words_of

TABLES = ("components", "dishes")
MARKS = {
    *MEAT, *OF_ALLERGEN.values(), food.WINE, food.SHUNNED, food.LUXURY, food.COSTLY, food.WILD, food.LICENSED,
    food.YANGTZE, food.STAPLE, "素", "无", "馅",
}  # fmt: skip


def said(text: str) -> str:
    """The classes of a name, in one line: 猪 花生?"""
    return " ".join(name + "?" * hint.maybe for name, hint in sorted(hints(text).items()))


def test_the_tables_are_large_enough_and_well_formed() -> None:
    words = [(name, word, marks) for name in TABLES for word, marks in table(name).items()]
    marked = [word for _name, word, marks in words if marks != "-"]
    assert len(marked) >= 1500
    for name, word, marks in words:
        known = [mark.rstrip("?^*") for mark in marks.split()]
        assert marks == "-" or (set(known) <= MARKS and len(set(known)) == len(known)), (name, word, marks)
        assert word == word.upper() or re.search("[a-z]", word) is None, word
        assert not re.search(r"[?？:：、，,]", word), word


def test_no_word_stands_twice() -> None:
    seen: list[str] = []
    for name in TABLES:
        text = (Path(food.__file__).parent / "data" / "food" / f"{name}.txt").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        for line in lines:
            seen += line.partition(":")[2].split() if not line.startswith(" ") else line.split()
        assert max(len(line) for line in lines) <= 120
    assert sorted(seen) == sorted(set(seen))


def test_every_class_has_words() -> None:
    marks = {mark.rstrip("?^*") for name in TABLES for all_ in table(name).values() for mark in all_.split()}
    assert marks - {"-"} == MARKS


def test_a_name_is_cut_into_known_words() -> None:
    for text, words in (
        ("宫保鸡丁盖浇饭", "宫保 鸡丁 盖浇饭"),
        ("鱼香肉丝", "鱼香 肉丝"),
        ("生菜包", "生菜 包"),
        ("炒面筋", "炒面筋"),
        ("飞天霓裳", ""),
        ("xo酱炒饭", "XO酱 炒饭"),
        ("", ""),
    ):
        assert " ".join(word.text for word in words_of(text)) == words


def test_words_that_contain_another() -> None:
    for text, classes in {
        "牛油果": "", "牛奶": "主 乳", "牛肝菌": "", "牛蒡": "", "鱼香茄子": "猪", "鱼腥草": "", "面瓜": "", "木瓜": "",
        "马蹄": "", "蟹味菇": "", "猪肚菇": "", "虎皮青椒": "", "羊肚菌": "", "鸭梨": "主", "椰奶": "主",
        "豆奶": "主 大豆", "米粉": "", "荞麦面": "麸质", "赛螃蟹": "蛋", "夫妻肺片": "牛 花生",
        "老婆饼": "猪? 蛋? 麸质", "皮蛋": "蛋", "花生油炒青菜": "花生?", "鸡精炒白菜": "", "绿豆芽": "",
        "黄豆芽": "大豆", "天鹅酥": "蛋 乳? 麸质",
    }.items():  # fmt: skip
        assert said(text).split() == sorted(classes.split()), text


def test_meat_of_no_named_animal_is_pork() -> None:
    for text, classes in {
        "红烧肉": "猪", "里脊": "猪", "牛里脊": "牛", "葱爆羊里脊": "羊", "鸡汤肉丝面": "猪 禽 麸质", "蒜香排骨": "猪",
        "羊排骨": "羊", "火腿": "猪", "鸡肉火腿": "禽",
    }.items():  # fmt: skip
        assert said(text).split() == sorted(classes.split()), text


def test_fillings_are_of_pork_where_nothing_else_is_named() -> None:
    for text, classes in {
        "馄饨": "猪 麸质", "牛肉馄饨": "牛 麸质", "羊肉胡萝卜水饺": "羊 麸质", "鸡汤馄饨": "猪 禽 麸质",
        "豆沙包子": "麸质", "水饺": "猪? 麸质", "虾仁馄饨": "猪? 甲壳 麸质", "素馄饨": "素 麸质",
    }.items():  # fmt: skip
        assert said(text).split() == sorted(classes.split()), text


def test_imitations_and_what_is_left_out() -> None:
    for text, classes in {
        "素红烧狮子头": "大豆? 素 麸质?", "素春卷": "素 麸质", "素火腿": "大豆", "无芝士焗饭": "乳 无",
        "无黄油吐司": "无 麸质 主", "无骨凤爪": "禽", "无花果": "主",
    }.items():  # fmt: skip
        assert said(text).split() == sorted(classes.split()), text


def test_the_clearest_word_of_a_class_counts() -> None:
    assert hints("水饺配猪肉")["猪"] == ("猪肉", True, False)
    assert hints("炒饭红烧肉")["猪"].maybe is False


def test_whether_a_name_is_understood() -> None:
    for text, known in (("红烧狮子头", True), ("时令青菜", True), ("飞天霓裳", False), ("锅", False)):
        assert reads(text) is known


def test_words_of_a_local_pack_inside_other_words() -> None:
    for text, word, other in (
        ("鲍鱼菇炒肉", "鲍鱼", True),
        ("红烧鲍鱼", "鲍鱼", False),
        ("鲍鱼烧鲍鱼菇", "鲍鱼", False),
        ("杏鲍菇鲍鱼片", "鲍鱼", False),
        ("鲍鱼汁捞饭", "鲍鱼", True),
        ("清蒸海参斑", "海参", True),
        ("素海参", "海参", True),
        ("葱烧海参", "海参", False),
    ):
        assert lies_in_another(text, word) is other, text


def test_names_in_english_and_what_is_an_imitation_by_its_end() -> None:
    assert said("KungPaochicken") == "禽 花生"
    assert said("Porkdumplings") == "猪 蛋? 麸质"
    assert said("Friedeggplant") == said("Coconutmilkjelly") == ""
    assert "猪" not in said("回锅肉（素）")
    assert "禽" not in said("宫保鸡丁素")
