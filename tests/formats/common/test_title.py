import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import LineBreak, Text, plain
from jiedai.formats.common.columns import width
from jiedai.formats.common.title import broken


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("短标题", ["短标题"]),
        (
            "省发展改革委来我县调研县域经济高质量发展情况接待工作方案",
            ["省发展改革委来我县", "调研县域经济高质量发展情况接待工作方案"],
        ),
        (
            "关于做好省教育厅一行赴清溪县考察职业教育工作的通知",
            ["关于做好省教育厅一行赴清溪县", "考察职业教育工作的通知"],
        ),
        ("一" * 30, ["一" * 30]),
    ],
)
def test_lines(title, lines):
    assert plain(broken((Text(title),), 20)).split("\n") == lines


def test_style_stays_and_mixed_titles_are_left_alone():
    assert broken((Text("省发展改革委来我县调研县域经济高质量发展情况", bold=True),), 20)[0].bold
    mixed = (Text("省发展改革委来我县"), Text("调研县域经济", bold=True), Text("高质量发展情况接待方案"))
    assert broken(mixed, 10) == mixed


def test_each_line_of_its_own_is_broken():
    title = (Text("省卫生健康委调研组来临溪县调研县域医共体建设"), LineBreak(), Text("日程安排表"))
    assert plain(broken(title, 20)).split("\n") == ["省卫生健康委调研组来临溪县", "调研县域医共体建设", "日程安排表"]


@given(st.text("省发展改革委来我县调研的和关于方案工作（）、", max_size=60), st.integers(6, 25))
def test_nothing_is_lost_and_lines_fit(title, ems):
    made = broken((Text(title),), ems)
    assert plain(made).replace("\n", "") == title
    if len(made) > 1:
        assert max(width(line) for line in plain(made).split("\n")) <= ems
