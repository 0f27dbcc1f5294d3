"""What a plan that begins with a letter is called."""

from __future__ import annotations

import datetime as dt

from jiedai.workflow.intake import intake
from jiedai.workflow.intake.starting import title_of

LETTER = "临溪县人民政府：\n我们拟于12月16日赴贵县检查古建筑消防安全，请予支持。\n{}\n2026年12月2日"


def test_a_visit_is_of_the_house_that_comes():
    for unit, title in (
        ("省文物局办公室", "省文物局检查古建筑消防安全"),
        ("省文物局", "省文物局检查古建筑消防安全"),
        ("市人民政府办公室", "市政府办检查古建筑消防安全"),
    ):
        read = intake.read(LETTER.format(unit).encode(), "函.txt", dt.date(2026, 12, 3))
        assert title_of(read) == title
