from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jiedai import blocks as b
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.order import Order
from jiedai.documents.render import render
from jiedai.documents.scene import Scene, Scenes
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from tests.documents.samples import CREATED, changed, find, own_template, papers, plan, printed, text_of

NASTY = '#read("/etc/passwd") {{ 7*7 }} {% raw %} <script>x</script> <b>粗</b> ]]> &lt; $a_b$ *c* `d` \\n [e](f) ＜p＞'


def fault(folder: Path, body: str, head: str = "") -> Diagnostic:
    """The one finding about a template of the office's own."""
    loaded = changed(folder)
    own_template(folder, "trial", body, head)
    built = build(loaded, find(catalog(loaded.workspace), "trial"), "staff", Edition(CREATED))
    assert built.document is None
    (found,) = built.diagnostics
    assert (found.code, found.level) == ("WD01", Level.ERROR)
    assert "Traceback" not in found.message
    assert "\n" not in found.message
    return found


@pytest.mark.parametrize(
    ("body", "line", "part"),
    [
        ("<p>一</p>\n{% if %}", 6, "“%}”前面少了内容"),
        ("<p>一</p>\n{% for a in b %}", 6, "少了 {% endfor %}"),
        ("<p>一\n{{ plna.title }}</p>", 6, "plna"),
        ("<p>一\n{{ plan.titel }}</p>", 6, "title"),
        ("<p>一</p>\n<p>{{ visit.chief.nmae }}</p>", 6, "name"),
        ("<p>\n{{ plan.title|shout }}</p>", 6, "shout"),
        ("<p>一</p>\n<div>二</div>", 6, "<div>"),
        ("<p>一</p>\n{% include 'other.html' %}", 6, "other.html"),
        ("<p>一</p>\n\n{{ 1 / 0 }}", 7, "模板出错"),
        ("<p>\n{{ visit.first + 'x' }}</p>", 6, "模板出错"),
        ("<p>一</p>\n\n<p>\n{{ ''.__class__ }}</p>", 8, "__class__"),
        ("<p>{{ plan._View__values }}</p>", 5, "_View__values"),
        ("<p>{{ (plan|attr('__class__')) }}</p>", 5, "__class__"),
        ("<p>{{ ''|map(attribute='__class__')|list }}{{ [plan]|map(attribute='__init__')|list }}</p>", 5, "__init__"),
        ("<p>{{ plan.__init__.__globals__ }}</p>", 5, "__init__"),
        ("<p>{{ '{0.__class__}'.format(1) }}</p>", 5, "__class__"),
        ("<p>\n{% include '../plans/domestic.yaml' %}</p>", 6, "domestic.yaml"),
        ("{% include '/etc/passwd' %}", 5, "/etc/passwd"),
        ("<p>\n{{ plan.title|safe }}</p>", 6, "safe"),
        ("\n{% autoescape false %}<p>{{ plan.title }}</p>{% endautoescape %}", 6, "转义"),
        ("\n{% for i in range(10001) %}{% endfor %}", 6, "10000"),
        ("\n{% for i in range(200) %}{% for j in range(200) %}{% endfor %}{% endfor %}", 6, "10000"),
        ("\n{{ 'x' * 100000000 }}", 6, "乘法"),
        ("\n{{ '%099999999d' % 1 }}", 6, "取余"),
        ("\n{{ 9 ** 99999999 }}", 6, "乘方"),
        ("{% macro again() %}\n{{ again() }}{% endmacro %}{{ again() }}", 6, "没有尽头"),
        ("<p>{{ ['x', 'y']|random }}</p>", 5, "random"),
    ],
)
def test_a_mistake_in_a_template_is_a_finding_with_its_line(tmp_path: Path, body: str, line: int, part: str) -> None:
    found = fault(tmp_path, body)
    assert part in found.message
    assert found.file.endswith("templates/trial.html")
    assert found.span.line == line


def test_a_mistake_in_a_part_is_found_in_the_part(tmp_path: Path) -> None:
    own_template(tmp_path, "trial", "")
    (tmp_path / "templates" / "_part.html").write_text("<p>一</p>\n<p>{{ plan.oops }}</p>", encoding="utf-8")
    found = fault(tmp_path, "{% include '_part.html' %}")
    assert (Path(found.file).name, found.span.line) == ("_part.html", 2)
    (tmp_path / "templates" / "_part.html").write_text("<p>一</p>\n<div>二</div>", encoding="utf-8")
    found = fault(tmp_path, "{% include '_part.html' %}")
    assert (Path(found.file).name, found.span.line) == ("_part.html", 2)


def test_a_template_that_prints_without_end_is_stopped(tmp_path: Path) -> None:
    body = "{% for a in visit.items %}" * 6 + "<p>很长的一段文字</p>" + "{% endfor %}" * 6
    assert "太多" in fault(tmp_path, body).message


def test_markup_typed_into_a_plan_is_text(tmp_path: Path) -> None:
    quoted = NASTY.replace("\\", "\\\\").replace('"', '\\"')
    loaded = changed(tmp_path, ("事项: 午休", f'事项: "{quoted}"'))
    expected = "".join(NASTY.split())
    for audience in AUDIENCES:
        for name, document in papers(loaded, audience).items():
            text = text_of(document)
            # Whoever reads the programme reads the text as it was typed; in no paper does any of it work.
            assert expected in text or name not in ("plan", "checklist", "programme", "handbook")
            assert "粗" not in text or "<b>粗</b>" in text


def test_line_breaks_typed_into_a_plan_stay(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("事项: 午休", 'what: "午休\\n<房间已备>"'))
    (cell,) = [
        cell
        for block in printed(loaded, "programme").blocks
        if isinstance(block, b.Table)
        for row in block.body
        for cell in row
        if "午休" in b.plain(cell.inlines)
    ]
    assert cell.inlines == (b.Text("午休"), b.LineBreak(), b.Text("<房间已备>"))


def test_what_every_page_says() -> None:
    meta = printed(plan(), "checklist", draft=True).meta
    assert meta.title == "省发展改革委调研组来云溪县调研检查清单"
    assert (meta.secrecy, meta.marks) == (("内部",), ("工作人员用", "草稿"))
    assert meta.footer.split("\u2002") == [
        "云接〔2026〕17号", "第1版", "2026年5月8日9:05打印", "以最新版为准", "值班电话 0570-5550100",
    ]  # fmt: skip
    assert (meta.author, meta.draft, meta.version, meta.language) == ("云溪县接待办公室", True, 1, "zh-CN")
    assert meta.code == "云接〔2026〕17号 第1版"


@pytest.mark.parametrize(
    ("written", "marks"),
    [("密级: 公开", ()), ("密级: 工作秘密", ("工作秘密",)), ("# 没有密级", ()), ("密级: 内部", ("内部",))],
)
def test_the_mark_of_secrecy(tmp_path: Path, written: str, marks: tuple[str, ...]) -> None:
    meta = printed(changed(tmp_path, ("密级: 内部", written)), "plan").meta
    assert (meta.secrecy, meta.marks) == (marks, ())


def test_a_plan_without_an_office_file_prints(tmp_path: Path) -> None:
    loaded = changed(tmp_path, office=False)
    made = papers(loaded)
    assert {"plan", "handbook", "receipt", "contingency"} <= set(made)
    for document in made.values():
        assert "值班电话" not in document.meta.footer


@pytest.mark.parametrize(
    "created",
    [
        dt.datetime(2026, 5, 8, 1, 5, tzinfo=dt.UTC),
        dt.datetime(2026, 5, 8, 9, 5),
        dt.datetime(2026, 5, 8, 3, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    ],
)
def test_the_print_time_is_chinese_time(created: dt.datetime) -> None:
    document = build(plan(), find(catalog(), "plan"), "leader", Edition(created)).document
    assert document is not None
    assert document.meta.created == CREATED


def test_labels_in_english_leave_the_plan_as_it_is() -> None:
    document = printed(plan("foreign"), "programme", labels="en")
    assert document.meta.language == "en-GB"
    text = text_of(document)
    assert "09:00–10:30" in text
    assert "Tuesday,8September" in text
    assert "会见并商谈合作" in text


def test_a_document_that_the_plan_has_nothing_for_is_left_out(tmp_path: Path) -> None:
    text = (plan().source.text).split("任务:")[1].split("\n\n")[0]
    loaded = changed(tmp_path, (f"任务:{text}\n", ""))
    built = build(loaded, find(catalog(), "tasks"), "unit", Edition(CREATED))
    assert built.document is None
    (found,) = built.diagnostics
    assert (found.code, found.level) == ("WD03", Level.INFO)
    assert found.message == "方案里没有“任务”，不打印《任务分解表》"


def test_needs_are_judged_by_what_the_audience_sees(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    head = "title: {zh: 试印}\naudience: staff\naudiences: [guest]\nneeds: [tasks]"
    own_template(tmp_path, "trial", "<p>一</p>", head)
    template = find(catalog(loaded.workspace), "trial")
    assert build(loaded, template, "staff", Edition(CREATED)).document is not None
    assert build(loaded, template, "guest", Edition(CREATED)).document is None


def test_needs_that_no_plan_has_are_a_mistake_of_the_template(tmp_path: Path) -> None:
    found = fault(tmp_path, "<p>一</p>", "title: {zh: 试印}\naudience: staff\nneeds: [guest]")
    assert "guests" in found.message


def test_an_audience_that_may_not_have_a_document_is_refused() -> None:
    with pytest.raises(ValueError, match="tasks is not for guest"):
        build(plan(), find(catalog(), "tasks"), "guest", Edition(CREATED))


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_the_programme_as_calendar_entries() -> None:
    events = printed(plan(), "programme").events
    assert len(events) == 20
    first, *_ = events
    assert (first.start, first.end) == (dt.datetime(2026, 5, 11, 9, 20), dt.datetime(2026, 5, 11, 9, 30))
    assert (first.summary, first.location) == ("抵达云溪站，接站", "云溪站")
    assert len({event.uid for event in events}) == 20
    assert printed(plan(), "plan").events == ()


def test_a_calendar_entry_keeps_its_uid_over_versions(tmp_path: Path) -> None:
    before = {event.uid for event in printed(plan(), "programme").events}
    moved = changed(tmp_path, ("版本: 1", "版本: 2"), ("14:30-16:30", "15:00-16:30"), ("标题: 省", "标题: 请省"))
    assert {event.uid for event in printed(moved, "programme").events} == before
    other = changed(tmp_path, ("〔2026〕17号", "〔2026〕18号"))
    assert before.isdisjoint(event.uid for event in printed(other, "programme").events)


def test_an_item_without_a_time_is_no_calendar_entry(tmp_path: Path) -> None:
    vague = changed(tmp_path, ('时间: "12:55-14:10"', "时间: 下午"))
    assert len(printed(vague, "programme").events) == 19


# --- who sees what ----------------------------------------------------------------------------------------------------


def secret(folder: Path) -> Loaded:
    """A plan with a canary in a field of each audience class."""
    return changed(
        folder,
        ("姓名: 李娜,", "姓名: 李娜, 健康提示: 金丝雀健康, 电话: 13911110001, 备注: 金丝雀备注, 饮食: [全素],"),
        ("姓名: 沈浩, 单位: 县发改局,", "姓名: 沈浩, 电话: 13911110002, 单位: 县发改局,"),
        ("岗位: 医疗, 电话: 13900000202", "岗位: 医疗, 电话: 13911110003"),
        ("事项: 午休,", "事项: 午休, 备注: {工作人员: 金丝雀工作, 驾驶员: 金丝雀驾驶, 来宾: 金丝雀来宾},"),
        ("事项: 踩点并实测行车时间,", "事项: 金丝雀任务,"),
        ("意见: 同意", "意见: 金丝雀审批"),
        ("{项目: 工作餐,", "{项目: 金丝雀经费,"),
    )


@pytest.mark.parametrize("labels", ["zh", "en"])
def test_guests_get_nothing_that_is_not_theirs(tmp_path: Path, labels: str) -> None:
    loaded = secret(tmp_path)
    made = papers(loaded, "guest", labels=labels)
    for name, document in made.items():
        text = text_of(document)
        assert name not in ("programme", "handbook") or "金丝雀来宾" in text
        assert name not in ("programme", "handbook", "feedback") or "13900000201" in text, "the liaison's number"
        for canary in (
            "金丝雀健康", "金丝雀备注", "金丝雀工作", "金丝雀驾驶", "金丝雀任务", "金丝雀审批", "金丝雀经费",
            "1391111", "全素", "清真", "回族", "花生", "0801", "0802", "480", "13900000106", "0570-5550110",
        ):  # fmt: skip
            assert canary not in text, f"{name}: {canary}"
    assert {"programme", "handbook", "feedback"} <= set(made)


def test_each_document_keeps_to_its_audience(tmp_path: Path) -> None:
    loaded = secret(tmp_path)
    allowed: dict[str, set[str]] = {
        "金丝雀健康": set(), "金丝雀备注": set(), "金丝雀驾驶": set(), "金丝雀审批": {"approval"},
        "金丝雀经费": {"approval", "receipt", "settlement"},
        "金丝雀任务": {"plan", "tasks", "checklist", "unit-sheet", "report", "supervision"},
        "金丝雀工作": {"checklist", "run-sheet"},
        "金丝雀来宾": {"programme", "handbook"}, "全素": {"kitchen", "meals"},
        "13911110001": {"guests"}, "13911110002": {"plan", "guests", "run-sheet"},
        "13911110003": {"plan", "contingency"},
    }  # fmt: skip
    found: dict[str, set[str]] = {canary: set() for canary in allowed}
    for name, document in papers(loaded).items():
        text = text_of(document)
        for canary in allowed:
            if canary in text:
                found[canary].add(name)
    assert found == allowed


def blind(document: b.Document) -> Any:
    return (document.blocks, document.events, document.meta.marks, document.meta.footer)


@pytest.mark.parametrize("document", ["programme", "handbook"])
def test_a_change_that_guests_may_not_see_changes_no_word_of_theirs(tmp_path: Path, document: str) -> None:
    assert blind(printed(plan(), document)) != blind(printed(secret(tmp_path), document))  # the note for guests
    rank = ("职级: 厅局级", "职级: 乡科级")  # decides who sits where, which the handbook shows
    loaded = changed(
        tmp_path / "quiet",
        *([] if document == "handbook" else [rank]),
        ("房号: \"0801\"", "房号: \"0999\""), ("人均: 60\n", "人均: 99\n"),
        ("情形: 降雨", "情形: 大雪"), ("T-3, 状态: 未完成", "T-5, 状态: 已完成"),
        ("陪餐: [林峰, 沈浩]", "陪餐: [林峰]"),
    )  # fmt: skip
    assert blind(printed(plan(), document)) == blind(printed(loaded, document))


def test_documents_for_the_same_readers_share_what_they_see_of_one_reading_of_a_plan(tmp_path: Path) -> None:
    loaded, again = changed(tmp_path), changed(tmp_path)
    scenes = Scenes()
    scene = scenes.of(loaded, "guest")
    assert scenes.of(loaded, "guest") is scene
    assert scenes.of(loaded, "staff") is not scene
    assert scenes.of(loaded, "guest", "林峰") is not scene
    assert scenes.of(again, "guest") is not scene
    assert Scenes().of(loaded, "guest") is not scene


def test_a_run_of_printing_makes_a_scene_for_each_audience_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    original = Scene.of.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Scene, "of", classmethod(lambda cls, *of: made.append(of[1:]) or original(cls, *of)))
    loaded, before = changed(tmp_path), plan()
    order = Order(tmp_path / "out", Edition(CREATED, since=before), ("programme", "run-sheet", "guests"), ("md",))
    assert len(list(render(loaded, order))) == 3
    assert sorted(made) == [("guest", ""), ("guest", ""), ("staff", ""), ("staff", "")]  # of either version of the plan
    made.clear()
    for audience in ("guest", "staff"):
        list(render(loaded, Order(tmp_path / "out", Edition(CREATED), ("agenda", "programme"), ("md",), audience)))
    assert made == [("guest", ""), ("staff", "")]
