"""Titles in lines that end between words, smaller where the usual size finds no such place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import LineBreak, Text, plain
from jiedai.formats.common.columns import width
from jiedai.formats.common.titles import JOINT, SIZES, even, jointed, titled

TITLES = {
    "短标题": ("短标题",) * 2,
    "德国林登费尔德市经贸代表团访问临溪县": (
        "德国林登费尔德市经贸代表团访问临溪县", "德国林登费尔德市/经贸代表团访问临溪县",
    ),
    "市人大常委会执法检查组来临溪县开展食品安全法执法检查": (
        "市人大常委会执法检查组来临溪县/开展食品安全法执法检查",
        "市人大常委会/执法检查组来临溪县/开展食品安全法执法检查",
    ),
    "中共浙江省委党史和文献研究院来临溪县考察红色资源保护利用": (
        "中共浙江省委党史和文献研究院/来临溪县考察红色资源保护利用",
    ) * 2,
    "长三角生态绿色一体化发展示范区执委会考察团访问云溪县": (
        "长三角生态绿色一体化发展示范区执委会/考察团访问云溪县",
        "长三角生态绿色一体化发展示范区/执委会考察团访问云溪县",
    ),
    "江苏省苏州市吴江区党政代表团来临溪县学习考察": (
        "江苏省苏州市吴江区党政代表团/来临溪县学习考察", "江苏省苏州市/吴江区党政代表团/来临溪县学习考察",
    ),
    "浙江省人民政府办公厅来临溪县督导安全生产工作接待方案": (
        "浙江省人民政府办公厅来临溪县/督导安全生产工作接待方案",
        "浙江省人民政府办公厅/来临溪县督导安全生产/工作接待方案",
    ),
    "关于做好省教育厅一行赴清溪县考察职业教育工作的通知": (
        "关于做好省教育厅一行赴清溪县/考察职业教育工作的通知", "关于做好省教育厅一行/赴清溪县考察职业教育/工作的通知",
    ),
}  # fmt: skip
"""Titles with their lines on the body page and on the cover of a booklet: 20.1 and 12.2 characters wide."""


@pytest.mark.parametrize(("room", "which"), [(20.1, 0), (12.2, 1)])
def test_titles_end_their_lines_between_words(room: float, which: int) -> None:
    for title, lines in TITLES.items():
        made, size = titled((Text(title, bold=True),), room)
        assert plain(made).replace("\n", "/") == lines[which], title
        assert all(isinstance(one, Text) and one.bold for one in made)
        assert max(map(width, plain(made).split("\n"))) * size <= room


def test_what_finds_no_place_is_left_to_the_writer_in_its_usual_size() -> None:
    for title in ("一" * 30, "中国国际贸易促进委员会浙江"):
        assert titled((Text(title),), 10) == ((Text(title),), 1.0)


def test_a_smaller_size_comes_before_a_broken_word() -> None:
    inlines, size = titled((Text("中共浙江省委党史和文献研究院"),), 13.0)
    assert (plain(inlines), size) == ("中共浙江省委党史和文献研究院", 0.9)
    assert titled((Text("中共浙江省委党史和文献研究院"),), 14.0)[1] == 1.0


def test_each_line_of_a_title_is_broken_and_mixed_ones_are_left_alone() -> None:
    title = (Text("省卫生健康委调研组来临溪县调研县域医共体建设"), LineBreak(), Text("日程安排表"))
    assert plain(titled(title, 20)[0]).split("\n") == ["省卫生健康委调研组来临溪县", "调研县域医共体建设", "日程安排表"]
    mixed = (Text("省发展改革委来我县"), Text("调研县域经济", bold=True), Text("高质量发展情况接待方案"))
    assert titled(mixed, 10) == (mixed, 1.0)


def test_a_line_in_another_language_is_no_reason_to_break_a_word_of_the_chinese_one() -> None:
    english = Text("Visit of the Lindenfeld Economic Delegation to Linxi County", small=True)
    title = (Text("德国林登费尔德市经贸代表团访问临溪县"), LineBreak(), english)
    inlines, size = titled(title, 14.0)
    assert plain(inlines).split("\n") == ["德国林登费尔德市经贸代表团", "访问临溪县", english.text]
    assert size == 1.0
    assert titled((english,), 10.0) == ((english,), 1.0)


def test_a_page_of_unknown_width_gets_the_places_alone() -> None:
    (made,) = jointed((Text("省卫生健康委调研组来临溪县调研"),))
    assert isinstance(made, Text)
    assert made.text.split(JOINT) == ["省卫生健康委调研组", "来临溪县", "调研"]


@given(st.text("省市县委调研组来临溪考察和的会", max_size=30), st.floats(4, 24))
def test_nothing_is_lost_or_added(title: str, room: float) -> None:
    lines = even(title, room)
    assert lines is None or "".join(lines) == title
    assert "".join(one.text for one in jointed((Text(title),)) if isinstance(one, Text)).replace(JOINT, "") == title
    assert titled((Text(title),), room)[1] in SIZES
