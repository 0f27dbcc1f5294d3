from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import Kind, TaskStatus
from jiedai.model.plan import Plan
from jiedai.source import read_bytes
from jiedai.workflow.drafting.emit import Comments, Emitter, Flow, scalar_text
from tests.batch import cases

DATA: dict[str, Any] = {
    "title": "甲",
    "kind": Kind.RESEARCH,
    "version": 1,
    "letter": {"number": "1", "members": ["甲", "乙"]},
    "schedule": [
        {"date": "2026-06-16", "items": [Flow({"id": "A1", "time": "09:00-10:00", "from": "甲", "hosts": ["乙"]})]}
    ],
    "meals": [Flow(item="A1", hosted=True, menu=[Flow(dish="汤, 热")])],
    "tasks": [Flow(status=TaskStatus.OPEN)],
    "gifts": [],
}

CHINESE = """\
# 头
标题: 甲
类型: 调研  # 旁
版本: 1

# 函
公函:
  文号: "1"
  人员: [甲, 乙]
  # 尾

日程:
  - 日期: 2026-06-16
    安排:
      - {编号: A1, 时间: 09:00-10:00, 从: 甲, 陪同: [乙]}

用餐:
  - {日程: A1, 接待方承担: 是, 菜单: [{菜名: "汤, 热"}]}

任务:
  - {状态: 未完成}

礼品: []
"""


def test_a_plan_in_chinese_with_its_comments():
    comments = Comments(
        above={(): ["头"], ("letter",): ["函"], ("letter", "…"): ["尾"]},
        beside={("kind",): "旁"},
    )
    written = Emitter(Plan, "zh", comments).document(DATA)
    assert written == CHINESE.replace("# 头\n标题", "# 头\n\n标题")


def test_a_plan_in_english_has_english_keys_and_choices_at_every_depth():
    found = read_bytes(Emitter(Plan, "en").document(DATA).encode(), "").data
    assert found == {
        "title": "甲",
        "kind": "research",
        "version": "1",
        "letter": {"number": "1", "members": ["甲", "乙"]},
        "schedule": [
            {"date": "2026-06-16", "items": [{"id": "A1", "time": "09:00-10:00", "from": "甲", "hosts": ["乙"]}]}
        ],
        "meals": [{"item": "A1", "hosted": "true", "menu": [{"dish": "汤, 热"}]}],
        "tasks": [{"status": "open"}],
        "gifts": [],
    }


@cases(
    ("value", "text"),
    [("甲", "甲"), ("2026-06-16", "2026-06-16"), ("0801", '"0801"'), (20, "20"), ("a, b", '"a, b"'), ("", '""')],
)
def test_scalars_are_quoted_only_where_they_must_be(value, text):
    assert scalar_text(value) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_text_reads_back_in_a_block_and_in_braces(title, name):
    written = Emitter(Plan, "zh").document({"title": title, "hosts": [Flow(name=name, unit=title)]})
    assert read_bytes(written.encode(), "").data == {"标题": title, "陪同": [{"姓名": name, "单位": title}]}
