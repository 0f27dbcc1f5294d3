"""What a later word does to an earlier one, and what a mail's head is for."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.intake import intake, mails, prose
from jiedai.workflow.intake.found import Read
from jiedai.workflow.intake.sources import read_source

DAY = dt.date(2026, 9, 10)
FIRST = "市教育局-胡琴  9月9日 10:00\n"
FIRST += "我局局长王宏伟、基教科科长王芳9月22日乘G7301次10:05到云溪站，检查开学工作，一行3人。\n"


def read(text: str) -> Read:
    return intake.read(text.encode(), "消息.txt", DAY)


def later(text: str) -> Read:
    return read(f"{FIRST}市教育局-胡琴  9月10日 08:40\n{text}\n")


def test_a_number_is_doubtful_once_somebody_stays_away():
    found = {value.path: value for value in later("王芳不来了。").values}
    total = found["headcount.total"]
    assert (total.value, total.sure, total.candidates) == (None, False, ("3", "2"))
    assert not [path for path in found if path.startswith("guests.王芳")]
    assert later("王芳不来了，现在2个人。").text("headcount.total") == "2"
    assert later("请安排停车。").text("headcount.total") == "3"


def test_a_day_is_doubtful_once_the_visit_is_put_off():
    dates = next(value for value in later("行程取消了，时间另行通知。").values if value.path == "dates")
    assert (dates.value, dates.sure, dates.candidates) == (None, False, ("2026-09-22",))
    assert later("推迟到9月24日。").text("dates") == "2026-09-24"
    assert later("住宿取消了。").text("dates") == "2026-09-22"


def test_days_move_by_as_many_as_a_message_says():
    assert later("领导有会，时间顺延一天。").text("dates") == "2026-09-23"
    assert later("我们提前两天过来。").text("dates") == "2026-09-20"
    assert later("推迟一周。").text("dates") == "2026-09-29"
    assert later("推迟一天，改到周五（25号）。").text("dates") == "2026-09-25"
    assert later("会议推迟半小时。").text("dates") == "2026-09-22"


def test_one_or_the_other_is_neither():
    found = read("我们书记贾诩想9月16日或者17日过去看青年创业园，大概六七个人")
    assert found.of("dates") is None
    assert found.of("headcount.total") is None
    dates = next(value for value in found.values if value.path == "dates")
    assert dates.candidates == ("2026-09-16", "2026-09-17")


def test_the_title_tells_which_of_one_surname_is_meant():
    guests = dict(later("王科长吃素。").guests())
    assert guests["王芳"]["diet"].value == ["vegetarian"]
    assert "diet" not in guests["王宏伟"]
    assert not any("diet" in known for _name, known in later("王主任吃素。").guests())


def test_a_new_train_takes_the_place_of_the_old_one():
    guests = dict(later("王局长改乘G7305次，11:20到青溪南站。").guests())
    known = {facet: value.value for facet, value in guests["王宏伟"].items() if facet.startswith("arrive")}
    assert known == {"arrive.time": "2026-09-22 11:20", "arrive.by": "G7305", "arrive.place": "青溪南站"}
    assert guests["王芳"]["arrive.by"].value == "G7301"


def test_a_put_off_visit_with_a_new_day_is_not_in_doubt():
    assert prose.suspended("原定于9月15日的检查延期进行，具体时间另行通知")
    assert not prose.suspended("因会议推迟至9月21日，具体时间另行通知")


HEAD = "发件人：何静 <a@example.org>\n发送时间：2026年9月1日 15:20\n主题：{}\n"


def test_what_is_answered_is_not_read_but_what_is_forwarded_is():
    inner = "您好\n发件人：省科协\n发送时间：2026年8月30日\n主题：来访\n我们9月12日过来"
    answer = mails.opened(read_source((HEAD.format("Re：来访") + inner).encode(), "a.txt"), DAY)
    assert [line.text for line in answer.source.lines] == ["您好"]
    assert (answer.sent, answer.writer) == (dt.date(2026, 9, 1), "何静")
    forward = mails.opened(read_source((HEAD.format("转发：来访") + inner).encode(), "a.txt"), DAY)
    assert [line.text for line in forward.source.lines] == ["您好", "我们9月12日过来"]
    assert forward.sent == dt.date(2026, 8, 30)
    assert forward.sender is not None
    assert forward.sender.value == "省科协"


def test_a_text_without_heads_stays_as_it_is():
    source = read_source("时间：9月12日\n地点：青溪\n".encode(), "a.txt")
    assert mails.opened(source, DAY).source is source
