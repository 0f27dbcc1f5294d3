"""About when a party comes and goes: for a programme, never a value of a guest."""

import datetime as dt

from jiedai.workflow.intake import intake
from tests.batch import cases

WAYS = [
    ("下周二上午10点左右到你们那里看看，开车，当天下午就回", "约10:00 自驾", "约16:00 自驾"),
    ("下周二我们局长带队3个人坐高铁过去，下午2点半到，吃过晚饭后走", "约14:30 高铁", "约19:30 高铁"),
    ("下周二去你们县调研，3个人，午餐后返程", "", "约13:30"),
    ("下周二8点从市里出发，9点20左右到，中午吃个便饭就走", "约9:20", "约13:30"),
    ("下周二来调研，时间没有定", "", ""),
]


@cases(("text", "arrive", "leave"), WAYS)
def test_a_message_tells_about_when(text, arrive, leave):
    read = intake.read(text.encode(), "消息.txt", dt.date(2027, 3, 4))
    assert {way: value.value for way, value in read.expected.items()} == {
        way: value for way, value in (("arrive", arrive), ("leave", leave)) if value
    }
    assert not any(path.endswith(".time") for path in (value.path for value in read.values))
