"""What `check --fix` does beyond punctuation: weekdays, and the order of items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.source import read_bytes
from jiedai.workflow.mending import Damaged, mended

HEAD = "标题: 甲\n类型: 其他\n事由: 乙\n日期: 2026-05-11 至 2026-05-12\n"


def mend(tmp_path, text, name="a.yaml", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return mended(path)


def programme(*items, day="2026-05-11", newline="\n"):
    lines = [f"  - 日期: {day}", "    安排:", *items]
    return (HEAD + "日程:\n" + "\n".join(lines) + "\n").replace("\n", newline)


def item(number, start, end="", more=""):
    hour, minute = map(int, start.split(":"))
    return f'      - {{编号: {number}, 时间: "{start}-{end or f"{hour + 1}:{minute:02}"}", 事项: 丙{more}}}'


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("2026-05-11 星期三", "2026-05-11 星期一"),
        ("2026-05-11 Wednesday", "2026-05-11 Monday"),
        ("2026-05-11 (Wed)", "2026-05-11 (Mon)"),
        ("2026-05-12（周日）", "2026-05-12（周二）"),
        ('"5月11日 礼拜天"', '"5月11日 礼拜一"'),
    ],
)
def test_a_weekday_follows_its_date(tmp_path, day, right):
    result = mend(tmp_path, programme(item(1, "9:00"), day=day))
    assert result.text == programme(item(1, "9:00"), day=right)
    assert len(result.done) == 1
    assert result.done[0].startswith("第 6 行：")


@pytest.mark.parametrize("day", ["2026-05-11 星期一", "2026-05-11", "2026-05-11 周一", "2026-05-11 Monday"])
def test_a_weekday_that_fits_stays(tmp_path, day):
    result = mend(tmp_path, programme(item(1, "9:00"), day=day))
    assert (result.changed, result.done) == (False, ())


def test_items_are_put_in_the_order_of_their_time(tmp_path):
    result = mend(tmp_path, programme(item(1, "9:00"), item(2, "14:00"), item(3, "10:00")))
    assert result.text == programme(item(1, "9:00"), item(3, "10:00"), item(2, "14:00"))
    assert result.done == ("2026-05-11 的日程按时间先后重新排列",)


def test_items_over_several_lines_move_whole(tmp_path):
    long = "\n".join(
        [
            "      - 编号: 1",
            '        时间: "14:00-15:00"',
            "        事项: 丙  # 注",
            "        流程:",
            "          - {分钟: 60, 事项: 丁}",
        ]
    )
    result = mend(tmp_path, programme(long, item(2, "9:00")) + "版本: 2\n")
    assert result.text == programme(item(2, "9:00"), long) + "版本: 2\n"


@pytest.mark.parametrize(
    "items",
    [
        (item(1, "9:00"), item(2, "9:00", "10:00"), item(3, "9:01")),
        (item(1, "14:00"), item(2, "13:01")),
        (item(1, "14:00"), item(2, "9:00"), item(3, "9:59")),
        (item(1, "14:00"), item(2, "9:00", "9:00")),
        (item(1, "14:00"), item(2, "10:00", "9:00")),
        (item(1, "14:00"), item(2, "9:00").replace("-10:00", "")),
        (item(1, "14:00"), item(2, "9:00", more=", 并行: 是")),
        (item(1, "14:00"), item(2, "9:00", more=", 来宾: 一组")),
        (item(1, "9:00"), item(2, "22:00"), item(3, "04:59")),
        (item(1, "14:00"), "      # 上午的改到前面", item(2, "9:00")),
        (item(1, "14:00"), "", item(2, "9:00")),
        (item(1, "14:00"), '      - {编号: 2, 时间: 上午, 事项: 丙}'),
        (item(1, "14:00"), '      - {编号: 2, 时间: "9:00-10:00"}'),
    ],
    ids=[
        "in order", "overlap", "overlap behind", "no length", "end first", "no end", "parallel", "other people",
        "after midnight", "remark", "blank line", "no clock time", "another error",
    ],
)  # fmt: skip
def test_items_stay_where_it_is_not_sure(tmp_path, items):
    text = programme(*items)
    assert mend(tmp_path, text).text == text


def test_items_on_one_line_stay(tmp_path):
    text = HEAD + f"日程: [{{日期: 2026-05-11, 安排: [{item(1, '14:00')[8:]}, {item(2, '9:00')[8:]}]}}]\n"
    assert mend(tmp_path, text).text == text


def test_newlines_and_byte_order_mark_stay(tmp_path):
    text = programme(item(1, "14:00"), item(2, "9:00"), newline="\r\n")
    result = mend(tmp_path, text, encoding="utf-8-sig")
    assert result.data == programme(item(2, "9:00"), item(1, "14:00"), newline="\r\n").encode("utf-8-sig")


RIDE = ", 类别: 乘车, 从: {}, 到: {}"


@pytest.mark.parametrize(
    ("places", "sorted_"),
    [
        ((", 地点: 甲", RIDE.format("乙", "丁"), RIDE.format("甲", "乙")), True),
        ((", 地点: 甲", RIDE.format("丁", "乙"), RIDE.format("甲", "丁")), True),
        ((", 地点: 甲", RIDE.format("甲", "丁"), RIDE.format("甲", "乙")), False),
        ((", 地点: 甲", ", 地点: 丁", RIDE.format("甲", "乙")), False),
        ((", 地点: 甲", ", 地点: 甲", ", 地点: 甲"), True),
        (("", ", 地点: 甲", ""), True),
    ],
    ids=["a chain", "another chain", "not from there", "not to there", "one place", "no places"],
)
def test_the_chain_of_places_is_whole_afterwards(tmp_path, places, sorted_):
    """Read as first, third, second; a place nobody knows the way to is as far as any."""
    times = (1, "9:00"), (2, "14:00"), (3, "11:00")
    items = [item(*when, more=where) for when, where in zip(times, places, strict=True)]
    text = programme(*items)
    wanted = programme(items[0], items[2], items[1]) if sorted_ else text
    assert mend(tmp_path, text).text == wanted


OFFICE = "单位: {名称: 甲}\n场所: [{名称: 甲}, {名称: 乙}]\n路程: [{从: 甲, 到: 乙, 分钟: %d}]\n"


@pytest.mark.parametrize(("minutes", "sorted_"), [(10, True), (11, False)])
def test_a_walk_is_no_gap_in_the_chain(tmp_path, minutes, sorted_):
    (tmp_path / "office.yaml").write_text(OFFICE % minutes, encoding="utf-8")
    items = item(1, "14:00", more=", 地点: 甲"), item(2, "9:00", more=", 地点: 乙")
    text = programme(*items)
    assert mend(tmp_path, text).text == (programme(*reversed(items)) if sorted_ else text)


def test_a_change_made_half_is_not_made_worse(tmp_path):
    """The train comes 40 minutes later, the first two items were moved, the third was not."""
    items = (
        item(1, "10:00", "10:10", ", 类别: 接站, 地点: 甲"),
        item(2, "10:10", "10:40", RIDE.format("甲", "乙")),
        item(3, "9:55", "10:00", ", 地点: 乙"),
        item(4, "11:00", "12:00", ", 地点: 乙"),
    )
    assert mend(tmp_path, programme(*items)).text == programme(*items)


@given(st.lists(st.integers(5, 22), min_size=1, max_size=8))
def test_the_order_is_by_the_clock_where_nothing_overlaps_and_nothing_is_lost(tmp_path_factory, hours):
    items = [item(number, f"{hour:02}:30") for number, hour in enumerate(hours)]
    result = mend(tmp_path_factory.mktemp("mend"), programme(*items))
    order = sorted(range(len(hours)), key=hours.__getitem__) if len(set(hours)) == len(hours) else range(len(hours))
    assert result.text == programme(*(items[index] for index in order))


def test_twice_does_nothing_more(tmp_path):
    text = programme(item(1, "14:00"), item(2, "9:00"), day="2026-05-11 星期三").replace("标题:", "标题：")
    once = mend(tmp_path, text)
    assert len(once.done) == 3
    assert not mend(tmp_path, once.text).changed


def test_an_office_file_gets_its_punctuation_repaired(tmp_path):
    assert mend(tmp_path, "单位：{名称: 甲}\n", name="office.yaml").text == "单位: {名称: 甲}\n"


def test_what_is_mended_reads_as_before(tmp_path):
    text = programme(item(1, "14:00"), item(2, "9:00"))
    data = read_bytes(mend(tmp_path, text).data, "a").data
    assert sorted(one["编号"] for one in data["日程"][0]["安排"]) == ["1", "2"]


@pytest.mark.parametrize(
    "raw", [b"\xe4\xba\xe6\xa0\x87\xe9\xa2\x98\xe6\xa0\x87\xe9\xa2\x98\xe6\xa0\x87: 1", b"", bytes(range(8)) * 9]
)
def test_a_file_that_lost_characters_is_left_alone(tmp_path, raw):
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    with pytest.raises(Damaged):
        mended(path)
