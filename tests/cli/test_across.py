"""`jiedai ledger`: the register, the week, what is taken, what is free, and clashes, over all visits."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path

import icalendar
import pytest
from docx import Document
from openpyxl import load_workbook

from jiedai.cli.times import day_or_moment, week
from jiedai.model.times import CHINA
from tests.cli.following import PLAN, everything
from tests.workflow.following.samples import CLEAN

FOREIGN = "plans/2026-05-11-neustadt.yaml"
DAY = ("--from", "2026-05-11 08:00", "--to", "2026-05-11 18:00")
LEADER, CAR, HALL = "person:林峰", "vehicle:1", "place:县行政中心三号会议室"


@pytest.fixture
def two(worked) -> Path:
    """The visit of two days, and a foreign one on the first of them."""
    path: Path = worked()
    text = (CLEAN / "foreign.yaml").read_text(encoding="utf-8").replace("2026-09-08", "2026-05-11")
    Path(FOREIGN).write_text(text, encoding="utf-8")
    return path


def slots(result) -> list[tuple[str, str]]:
    return [(one["start"][11:], one["end"][11:]) for one in json.loads(result.out)["free"]]


class TestFree:
    @pytest.mark.parametrize(
        ("things", "minutes", "wanted"),
        [
            ((LEADER,), 60, [("08:00", "10:35"), ("12:40", "14:30"), ("16:30", "18:00")]),
            ((LEADER,), 90, [("08:00", "10:35"), ("12:40", "14:30"), ("16:30", "18:00")]),
            ((LEADER,), 91, [("08:00", "10:35"), ("12:40", "14:30")]),
            ((CAR,), 60, [("08:00", "09:30"), ("12:55", "14:10"), ("14:25", "16:35"), ("16:50", "18:00")]),
            ((HALL,), 60, [("08:00", "14:30"), ("16:30", "18:00")]),
            ((LEADER, CAR, HALL), 60, [("08:00", "09:30"), ("12:55", "14:10"), ("16:50", "18:00")]),
        ],
    )
    def test_between_what_one_visit_takes(self, run, worked, things, minutes, wanted):
        worked()
        result = run("ledger", "free", *things, "--minutes", str(minutes), *DAY, "-f", "json")
        assert (result.status, slots(result)) == (0, wanted)
        data = json.loads(result.out)
        assert data["resource"] == (things[0] if len(things) == 1 else None)
        assert [one["resource"] for one in data["each"]] == data["resources"] == list(things)

    def test_between_what_two_visits_take(self, run, two):
        result = run("ledger", "free", LEADER, *DAY, "-f", "json")
        assert slots(result) == [("08:00", "09:00"), ("13:30", "14:30"), ("16:30", "18:00")]

    def test_names_as_people_write_them(self, run, worked):
        worked()
        wanted = run("ledger", "free", LEADER, CAR, HALL, *DAY).out
        one_by_one = ("人员：林峰", "车：1", "会议室:三号会议室")
        for words in (
            ("林峰", "1号车", "三号会议室"),
            one_by_one,
            ("林峰、1号车，三号会议室",),
            ("、".join(one_by_one),),
        ):
            assert run("ledger", "free", *words, *DAY).out == wanted
        assert wanted.splitlines()[0] == "2026-05-11\t星期一\t08:00-09:30\t90"

    @pytest.mark.parametrize(
        ("minutes", "told"), [(59, "算上路上的时间是 17:00-18:00"), (61, "算上路上的时间只剩 60 分钟，来不及")]
    )
    def test_what_the_roads_leave_is_told(self, run, worked, minutes, told):
        """The car is left at the hotel, ten minutes from the hall; the leader is in the hall."""
        worked()
        asked = (LEADER, CAR, HALL, "--minutes", str(minutes), *DAY)
        result = run("ledger", "free", *asked)
        assert result.status == 0
        assert f"05-11 16:50-18:00：{told}" in result.err
        last = json.loads(run("ledger", "free", *asked, "-f", "json").out)["free"][-1]
        assert (last["start"][11:], last["by_road"]["start"][11:]) == ("16:50", "17:00")
        assert "by_road" not in run("ledger", "free", LEADER, CAR, *DAY, "-f", "json").out  # going nowhere

    def test_days_without_nights(self, run, worked):
        worked()
        result = run("ledger", "free", "林峰", "--from", "2026-05-11", "--to", "2026-05-12", "-f", "json")
        found = [(one["start"][5:], one["end"][5:]) for one in json.loads(result.out)["free"]]
        assert found[2:] == [
            ("05-11T16:30", "05-11T18:00"), ("05-12T08:00", "05-12T09:20"), ("05-12T10:40", "05-12T18:00")
        ]  # fmt: skip

    def test_what_is_in_the_way_and_what_else_could_be_had(self, run, worked):
        worked()
        office = Path("plans/office.yaml")
        text = office.read_text(encoding="utf-8")
        other = "  - {名称: 县行政中心一号会议室, 类别: 会议室, 容纳: 20}\n路程:"
        office.write_text(text.replace("\n路程:", f"\n{other}", 1), encoding="utf-8")
        asked = ("--from", "2026-05-11 14:30", "--to", "2026-05-11 16:00")
        result = run("ledger", "free", HALL, *asked)
        assert (result.status, result.out) == (1, "")
        assert result.err.splitlines() == [
            "从 2026-05-11 14:30 到 2026-05-11 16:00，县行政中心三号会议室没有空着的 60 分钟",
            "占着的：",
            "  县行政中心三号会议室 05-11 14:30-16:30 省发展改革委调研组来云溪县调研 A11 县域经济调研座谈会"
            "（沈浩 0570-5550102）",
            "最近的：",
            "  2026-05-11 星期一 08:00-14:30", "  2026-05-11 星期一 16:30-18:00", "  2026-05-12 星期二 08:00-18:00",
            "县行政中心三号会议室换成县行政中心一号会议室，05-11 14:30-16:00 就空着",
        ]  # fmt: skip
        data = json.loads(run("ledger", "free", HALL, "林峰", *asked, "-f", "json").out)
        assert {one["resource"] for one in data["taken"]} == {HALL, LEADER}
        assert data["instead"] == []  # the leader is not free all the same
        data = json.loads(run("ledger", "free", HALL, *asked, "--people", "21", "-f", "json").out)
        assert data["instead"] == []  # the other hall holds 20

    def test_the_office_file_says_who_is_away_and_when_a_place_is_open(self, run, worked):
        worked()
        office = Path("plans/office.yaml")
        text = office.read_text(encoding="utf-8")
        text = text.replace("类别: 会议室, 容纳: 40", "类别: 会议室, 容纳: 40, 开放: 09:00-17:00, 闭馆: 周二", 1)
        text = text.replace("核载: 19, 驾驶员: 郑涛", "核载: 19, 驾驶员: 郑涛, 外出: 2026-05-11 上午", 1)
        office.write_text(f"{text}\n人员: [{{姓名: 林峰, 外出: 2026-05-13}}]\n", encoding="utf-8")
        assert slots(run("ledger", "free", HALL, *DAY, "-f", "json")) == [("09:00", "14:30")]
        assert slots(run("ledger", "free", CAR, *DAY, "-f", "json"))[0] == ("12:55", "14:10")
        result = run("ledger", "free", HALL, "林峰", "--from", "2026-05-12", "--to", "2026-05-13")
        assert result.status == 1
        assert "  县行政中心三号会议室 不开放（周二）" in result.err
        assert "  林峰 外出（2026-05-13）" in result.err

    @pytest.mark.parametrize(("thing", "most"), [(CAR, 19), (HALL, 40), ("hotel:云溪宾馆", 142)])
    def test_how_many_it_holds(self, run, worked, thing, most):
        worked()
        asked = ("--from", "2026-06-01", "--to", "2026-06-01", "--people")
        assert run("ledger", "free", thing, *asked, str(most)).status == 0
        assert run("ledger", "free", thing, *asked, str(most + 1)).status == 1

    @pytest.mark.parametrize(("people", "free"), [(135, True), (136, False)])
    def test_beds_that_a_visit_has_left(self, run, worked, people, free):
        """Sixty twin rooms, twenty single ones and two suites, but for three of the first and one of the second."""
        worked()
        result = run("ledger", "free", "hotel:云溪宾馆", *DAY, "--people", str(people))
        assert (result.status == 0) is free
        assert free or "当晚只剩 135 个床位" in result.err

    def test_a_place_for_many_as_long_as_it_holds_them(self, run, worked):
        worked(("陪同: [林峰, 沈浩, 周敏], 讲解: 唐凯", "陪同: [], 讲解: 唐凯"))
        asked = ("place:智能制造产业园", *DAY, "-f", "json", "--people")
        assert slots(run("ledger", "free", *asked, "54")) == [("08:00", "18:00")]  # six are there already
        assert slots(run("ledger", "free", *asked, "55")) == [("08:00", "10:35"), ("11:25", "18:00")]

    def test_what_has_no_time_yet_is_told(self, run, worked):
        worked(
            ('时间: "14:30-16:30"\n        事项: 县域经济调研座谈会', "时间: 下午\n        事项: 县域经济调研座谈会")
        )
        result = run("ledger", "free", "林峰", *DAY)
        assert "时间没有定（下午），没有算在内" in result.err
        assert "12:40-18:00" in result.out
        data = json.loads(run("ledger", "free", "林峰", *DAY, "-f", "json").out)
        assert [(one["item"], one["told"]) for one in data["unsure"]] == [("A11", "下午")]

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("林锋",), "是不是想写“person:林峰”？"),
            (("vehicle:9",), "可选：vehicle:1、vehicle:2"),
            (("云溪",), "写明是哪一样"),
            ((), "RESOURCE"),
            (("plans",), "没有写要看谁、看什么"),
            (("、",), "没有写要看谁、看什么"),
            (("",), "没有写要看谁、看什么"),
            (("林峰", "--from", "哪天"), "不是能识别的时间"),
            (("林峰", "--from", "2026-05-12", "--to", "2026-05-11"), "没有时间可找"),
            (("林峰", "--minutes", "0"), "--minutes"),
        ],
    )
    def test_what_cannot_be_answered(self, run, worked, words, told):
        worked()
        before = everything(Path())
        result = run("ledger", "free", *words)
        assert (result.status, result.out) == (2, "")
        assert told in result.err
        assert everything(Path()) == before

    def test_the_office_is_that_of_the_plans_that_are_named(self, run, worked, tmp_path, monkeypatch):
        worked()
        monkeypatch.chdir(tmp_path.parent)
        plans = str(tmp_path / "plans")
        assert run("ledger", "free", CAR, plans, *DAY, "--people", "20").status == 1
        assert run("ledger", "free", plans, "2号车", *DAY, "--people", "7").status == 0

    def test_somebody_of_whom_other_years_speak(self, run, worked):
        worked()
        assert run("ledger", "free", "林峰", "--from", "2031-05-11", "--to", "2031-05-11").status == 0


def test_a_plan_that_is_damaged_takes_what_can_be_read(run, worked):
    worked(("电话: 13900000106", "电话: 一三九"))
    result = run("ledger", "free", LEADER, *DAY, "-f", "json")
    assert (result.status, slots(result)) == (2, [("08:00", "10:35"), ("12:40", "14:30"), ("16:30", "18:00")])
    assert result.err.splitlines()[0] == f"错误：{PLAN} 有格式错误，读得懂的已经算在内"
    Path("plans/坏.yaml").write_text("标题: [\n", encoding="utf-8")
    for words in (("visits",), ("week", "2026-05-11"), ("bookings",), ("conflicts",)):
        result = run("ledger", *words)
        assert result.status == 2
        assert "坏.yaml" in result.err


class TestVisits:
    def test_the_register_for_a_program(self, run, two):
        data = json.loads(run("ledger", "visits", "--as-of", "2026-05-09", "-f", "json").out)
        assert data["visits"][1] == {
            "file": PLAN, "title": "省发展改革委调研组来云溪县调研", "number": "云接〔2026〕17号",
            "first": "2026-05-11", "last": "2026-05-12", "unit": "省发展改革委",
            "letter": "浙发改办函〔2026〕118号", "chief": "陈志远", "post": "副主任",
            "rank": "bureau", "kind": "research", "guests": 6, "hosts": ["林峰", "沈浩", "周敏"],
            "hosted_meals": 1, "host_cost": 480, "stage": "preparing",
        }  # fmt: skip
        assert run("ledger", "visits", "--from", "2026-05-12", "--to", "2026-05-12").out.count("\n") == 1
        assert run("ledger", "visits", "--month", "2026-06").out == "没有接待\n"

    def test_what_does_not_take_place_is_told_apart(self, run, two):
        text = two.read_text(encoding="utf-8")
        two.write_text(text.replace("版本: 1", "版本: 1\n状态: 取消"), encoding="utf-8")
        result = run("ledger", "visits")
        assert result.err == "共 1 批、3 人次，接待方用餐 1 次，支出 1400 元；另有取消、改期 1 批\n"
        assert [line.split("\t")[-1] for line in result.out.splitlines()][1] == "取消"

    def test_tables_for_others(self, run, two):
        text = two.read_text(encoding="utf-8").replace("编号: 云接〔2026〕17号", "编号: =1+1")
        two.write_text(text, encoding="utf-8")
        rows = list(csv.reader(io.StringIO(run("ledger", "visits", "-f", "csv").out)))
        assert rows[0][:4] == ["序号", "编号", "日期", "来访单位"]
        assert rows[2][1:4] == ["'=1+1", "2026-05-11 — 05-12", "省发展改革委"]
        run("ledger", "visits", "-f", "csv", "-o", "登记.csv")
        assert Path("登记.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert run("ledger", "visits", "-f", "xlsx").err == "写好了 out/接待登记簿 2026.xlsx\n"
        sheet = load_workbook("out/接待登记簿 2026.xlsx").worksheets[0]
        values = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)]
        assert values[1][1] == "编号"
        assert [row[7] for row in values[2:]] == [3, 6]

    def test_a_period_is_told_in_one_way(self, run, two):
        result = run("ledger", "visits", "--month", "2026-05", "--from", "2026-05-01")
        assert (result.status, result.err) == (2, "错误：--month 和 --from、--to 只用一种\n")


class TestWeek:
    def test_the_days_for_a_program(self, run, two):
        data = json.loads(run("ledger", "week", "2026-05-17", "-f", "json").out)
        assert (data["from"], data["to"], len(data["days"])) == ("2026-05-11", "2026-05-17", 7)
        monday, tuesday, *rest = data["days"]
        assert [(one["part"], one["time"], one["item"], one["hosts"]) for one in tuesday["entries"]] == [
            ("am", "09:20-10:40", "B3", ["林峰", "沈浩", "周敏"]), ("pm", "13:05-13:40", "B7", ["周敏"]),
        ]  # fmt: skip
        assert [one["item"] for one in monday["entries"]] == ["A1", "A1", "A5", "A3", "A7", "A5", "A11"]
        assert (monday["weekday"], monday["workday"], rest[-1]["workday"]) == ("星期一", True, False)
        assert all(not day["entries"] for day in rest)

    def test_one_leader(self, run, two):
        lines = run("ledger", "week", "2026-05-11", "--person", "林峰").out.splitlines()
        assert [line.split("\t")[3] for line in lines] == [
            "09:00-10:30", "10:35-11:25", "11:50-12:40", "12:20-13:30", "14:30-16:30", "09:20-10:40",
        ]  # fmt: skip
        result = run("ledger", "week", "2026-05-11", "--person", "林锋")
        assert (result.status, result.err.splitlines()[1]) == (2, "建议：是不是想写“林峰”？")

    def test_a_message_for_a_chat(self, run, worked):
        worked()
        text = run("ledger", "week", "2026-05-12", "-f", "txt").out
        assert text.splitlines()[:3] == [
            "【一周接待安排】5月11日—5月17日", "5月11日（星期一）",
            "上午 09:20—09:30 抵达云溪站，接站，周敏（省发展改革委 6 人）",
        ]  # fmt: skip
        assert text.splitlines()[-1] == "值班 0570-5550100"
        worked(("密级: 内部", "密级: 工作秘密"))
        text = run("ledger", "week", "2026-05-12", "-f", "txt").out
        assert text.splitlines()[1:] == ["另有 6 项不在这里发", "值班 0570-5550100"]

    def test_what_does_not_take_place_is_not_listed(self, run, worked, monkeypatch):
        worked(("版本: 1", "版本: 1\n状态: 取消"))
        assert run("ledger", "week", "2026-05-11").out == "这一周没有接待安排\n"
        assert run("ledger", "bookings").out == "没有占用\n"
        assert json.loads(run("ledger", "bookings", "-f", "json").out) == {"version": 1, "bookings": []}
        monkeypatch.setattr("jiedai.cli.console.is_terminal", lambda stream: True)
        assert run("ledger", "week", "2026-05-11").out == "这一周没有接待安排\n"
        assert run("ledger", "week", "2026-05-11", "-f", "txt").out.splitlines()[1] == "没有接待安排"

    def test_the_paper(self, run, two):
        assert run("ledger", "week", "2026-05-11", "-f", "docx").err == "写好了 out/一周接待安排 2026-05-11.docx\n"
        (grid,) = Document("out/一周接待安排 2026-05-11.docx").tables
        assert [cell.text for cell in grid.rows[0].cells] == ["日期", "上午", "下午", "晚上"]
        assert grid.rows[1].cells[0].text.split("\n") == ["5月11日", "星期一"]
        assert "14:30—16:30 县域经济调研座谈会" in grid.rows[1].cells[2].text
        assert len(grid.rows) == 8

    @pytest.mark.parametrize("word", ["五月", "2026-05-11 2026-05-12"])
    def test_what_is_no_day(self, run, worked, word):
        worked()
        assert run("ledger", "week", *word.split()).status == 2


class TestBookings:
    def test_of_one_thing(self, run, two):
        data = json.loads(run("ledger", "bookings", "--resource", CAR, "--to", "2026-05-11", "-f", "json").out)
        found = [(one["item"], one["start"][11:], one["end"][11:]) for one in data["bookings"]]
        assert found == [
            ("A2", "09:30", "09:55"), ("A4", "10:10", "10:35"), ("A6", "11:25", "11:50"), ("A8", "12:40", "12:55"),
            ("A10", "14:10", "14:25"), ("A12", "16:35", "16:50"),
        ]  # fmt: skip
        assert data["bookings"][0]["place"] == "云溪站—云溪宾馆"
        (night,) = json.loads(run("ledger", "bookings", "--resource", "hotel:云溪宾馆", "-f", "json").out)["bookings"]
        assert (night["rooms"], night["start"]) == ({"single": 1, "twin": 3}, "2026-05-11T18:00")

    def test_calendars(self, run, two):
        result = run("ledger", "bookings", "--resource", LEADER, "--resource", CAR, "-f", "ics")
        assert result.err.splitlines() == ["写好了 out/林峰的接待日历.ics", "写好了 out/1号车的接待日历.ics"]
        made = icalendar.Calendar.from_ical(Path("out/林峰的接待日历.ics").read_bytes())
        events = made.walk("VEVENT")
        assert [str(one["SUMMARY"]) for one in events][:2] == ["会见并商谈合作", "考察智能制造产业园"]
        assert len({str(one["UID"]) for one in events}) == len(events) == 6
        assert {int(one["SEQUENCE"]) for one in events} == {1}
        for words in ((), ("--resource", LEADER, "--resource", CAR, "-o", "一个.ics")):
            assert run("ledger", "bookings", "-f", "ics", *words).status == 2

    def test_a_month_as_a_picture(self, run, two):
        assert run("ledger", "bookings", "--month", "2026-05", "-f", "svg").err == "写好了 out/接待占用图 2026-05.svg\n"
        drawn = Path("out/接待占用图 2026-05.svg").read_text(encoding="utf-8")
        words = re.findall(r">([^<>\n]+)</text>", drawn)
        assert [word for word in words if not word[0].isdigit() and len(word) > 1] == [
            "领导", "周敏", "林峰", "梁雨", "沈浩", "车辆", "会场", "县行政中心三号会议室", "宾馆", "云溪宾馆",
        ]  # fmt: skip
        assert "4间" in words
        assert words.count("1!") == words.count("2!") == 1  # 林峰 at lunch and at the banquet, once each
        assert run("ledger", "bookings", "--month", "2026-05", "-f", "html").status == 0
        page = Path("out/接待占用图 2026-05.html").read_text(encoding="utf-8")
        assert "<svg" in page
        assert "红框" in page

    def test_what_cannot_be_drawn(self, run, two):
        for words in (("--from", "2026-05-01"), ("--from", "2026-01-01", "--to", "2026-12-31")):
            result = run("ledger", "bookings", *words, "-f", "pdf")
            assert (result.status, result.err.splitlines()[0]) == (2, "错误：一张图最多 62 天")
        assert run("ledger", "bookings", "--month", "2026-07", "-f", "svg").status == 2
        assert not Path("out").exists()


class TestConflicts:
    def test_as_a_check_finds_them(self, run, two):
        result = run("ledger", "conflicts", "-f", "json")
        assert result.status == 1
        found = json.loads(result.out)["conflicts"]
        assert [(one["code"], one["level"], one["resource"], one["start"][11:], one["end"][11:]) for one in found] == [
            ("KX03", "warning", LEADER, "10:30", "10:35"), ("KX03", "error", LEADER, "12:20", "12:40"),
        ]  # fmt: skip
        assert (found[1]["file"], found[1]["item"], found[1]["other"]["item"]) == (FOREIGN, "A5", "A7")
        checked = json.loads(run("check", "--select", "KX", "-f", "json").out)["diagnostics"]
        assert sorted(one["message"] for one in checked) == sorted(one["message"] for one in found)

    def test_of_some_things_and_days(self, run, two):
        assert run("ledger", "conflicts", "--resource", "person:林峰、沈浩").out.count("KX03") == 2
        assert run("ledger", "conflicts", "--resource", CAR).out == "没有撞车的\n"
        assert run("ledger", "conflicts", "--from", "2026-05-12").out == "没有撞车的\n"
        result = run("ledger", "conflicts", "--resource", "林峰", "--from", "2026-05-11 12:00")
        assert result.err == "1 处撞上了，0 处要留意\n"
        assert result.out.startswith("05-11 12:20-12:40\terror\tKX03\t林峰 05-11 11:50-12:40 在“")

    def test_none(self, run, worked):
        worked()
        result = run("ledger", "conflicts")
        assert (result.status, result.out, result.err) == (0, "没有撞车的\n", "0 处撞上了，0 处要留意\n")


def test_a_day_or_a_moment():
    today = dt.datetime.now(CHINA).date()
    assert [(day_or_moment(word) - today).days for word in ("昨天", "今天", "后天")] == [-1, 0, 2]
    assert [(week(word) - today).days for word in ("上周", "本周", "next week")] == [-7, 0, 7]
    assert week("2026-05-11 08:00") == dt.date(2026, 5, 11)
    assert str(day_or_moment("2026年5月11日")) == "2026-05-11"
    assert str(day_or_moment("2026-05-11 下午2点")) == "2026-05-11 14:00:00"


@pytest.mark.parametrize("words", [("free", "林峰", *DAY), ("week", "2026-05-11"), ("visits",), ("conflicts",)])
def test_nothing_is_left_in_chinese(run, two, foreign, words):
    """But for what the plans say."""
    said = run("ledger", *words).err
    names = "林峰"
    assert not re.search(r"[\u4e00-\u9fff]", said.replace(names, ""))
