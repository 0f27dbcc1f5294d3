"""The papers themselves, read back from the files: what must stand in them, and in which order."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from jiedai import blocks as b
from jiedai.documents.build import full_title
from jiedai.documents.catalog import catalog
from jiedai.formats.web import SCRIPT
from jiedai.loading import Loaded, load
from tests.batch import cases
from tests.documents.opened import from_docx, from_pdf
from tests.documents.samples import PLANS as PLAN_FILES
from tests.documents.samples import built_of, changed, example, file_of, in_turn, plan, printed, text_of

PLANS = ("domestic", "foreign")
DOCUMENTS = ("plan", "tasks", "checklist", "programme", "handbook")
EXAMPLES = sorted(Path(__file__).parents[2].joinpath("plans").rglob("2*.yaml"))


def flat(text: str) -> str:
    return "".join(text.split())


@cache
def read_back(name: str, document: str, format_: str, *, full: bool = False) -> str:
    data = file_of(printed(plan(name), document, full=full), format_)
    return from_pdf(data) if format_ == "pdf" else from_docx(data)


def wanted(loaded: Loaded, document: str) -> list[list[str]]:
    """Runs of texts, each of which a document must hold in order."""
    made = loaded.plan
    assert made is not None
    items = [item.what for _day, item in made.items()]
    guests = [guest.name for guest in made.guests]
    tasks = [task.what for task in made.tasks]
    owners = [task.owner for task in made.tasks if task.owner]
    risks = [risk.scenario for risk in made.risks]
    match document:
        case "plan":
            return [items, guests, [host.name for host in made.hosts], risks, tasks[:1]]
        case "tasks":
            return [tasks, owners]
        case "checklist":
            due = sorted(made.tasks, key=lambda task: task.due.at(made.dates))
            return [[*(task.what for task in due), *items]]
        case "programme":
            return [items, [place for _day, item in made.items() for place in item.place]]
        case _:
            return [items, guests, [member.name for member in made.crew]]


@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", PLANS)
def test_everything_is_there_in_order(name: str, document: str, format_: str) -> None:
    text = read_back(name, document, format_)
    for run in wanted(plan(name), document):
        assert run
        in_turn(text, run)


@pytest.mark.parametrize("name", PLANS)
def test_every_task_is_in_the_full_plan_under_its_unit(name: str) -> None:
    text = flat(read_back(name, "plan", "docx", full=True))
    loaded = plan(name).plan
    assert loaded is not None
    for task in loaded.tasks:
        unit, what = text.find(f"）{task.unit}（"), text.find(task.what)
        assert 0 < unit < what
        assert f"{task.what}（" in text
    for risk in loaded.risks:
        assert all(action.rstrip("。") in text for action in risk.actions)


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem[:10])
def test_the_text_of_the_plan_of_two_days_is_four_pages_at_most(path: Path) -> None:
    """As an office would send it up: what is attached begins on a page of its own behind it."""
    with pdfplumber.open(io.BytesIO(file_of(printed(example(path), "plan"), "pdf"))) as opened:
        pages = [flat(page.extract_text() or "") for page in opened.pages]
    first = next(number for number, text in enumerate(pages) if text.startswith("附件1") or "附件1来宾名单" in text)
    assert first <= 4
    assert "临溪县接待办公室" in pages[first - 1]


def test_the_short_plan_folds_rides_into_what_they_lead_to_and_the_full_one_lists_them() -> None:
    short, full = (printed(plan(), "plan", full=full) for full in (False, True))
    one, two = (
        [row for block in b.walk(made.blocks) if isinstance(block, b.Table) for row in block.body]
        for made in (short, full)
    )
    said = [b.plain(row[1].inlines) for row in one if len(row) > 1]
    assert any("9:30—9:55　乘车前往云溪宾馆\n办理入住" in text for text in said)
    assert not [text for text in said[:-1] if text.startswith("乘车")]
    assert [row for row in two if len(row) > 1 and b.plain(row[1].inlines) == "乘车前往云溪宾馆"]


def test_the_plan_reads_as_an_office_would_write_it() -> None:
    text = read_back("domestic", "plan", "docx")
    assert (
        "根据省发展改革委办公室来函（浙发改办函〔2026〕118号），省发展改革委副主任陈志远一行6人将于2026年5月11日至12日"
        "到云溪县调研县域经济运行和重点项目建设情况。抵达：5月11日9:20，"
    ) in text
    assert "制定接待方案如下。" in text
    assert "陪同人员：县政府副县长林峰（主陪），县发改局局长沈浩，县接待办主任周敏。" in text
    in_turn(
        text,
        ["一、活动日程", "二、会见座谈", "三、食宿和车辆", "四、任务分工和应急处置", "应急预案", "附件：1."],
    )
    in_turn(
        text,
        ["附件：", "云溪县接待办公室", "2026年5月7日", "附件1", "来宾名单", "附件2", "陪同和工作人员名单"],
    )
    assert "县域经济调研座谈会（5月11日14:30—16:30，县行政中心三号会议室）。" in text
    assert "2. 县域经济运行情况汇报（沈浩，40分钟）；" in text


def test_a_foreign_guest_has_the_chinese_name_in_the_text_of_the_plan() -> None:
    text = read_back("foreign", "plan", "docx")
    assert "诺伊施塔特市政府副市长安娜·韦伯一行3人将于2026年9月8日到云溪县商谈职业教育合作。" in text
    in_turn(text, ["安娜·韦伯", "Anna Weber", "约纳斯·凯勒", "Jonas Keller"])


def test_the_heading_ladder_counts_what_is_there(tmp_path: Path) -> None:
    text = plan().source.text
    lodging, meals, cars = (text[text.index(f"\n{key}:") :].split("\n\n")[0] for key in ("住宿", "用餐", "预案"))
    loaded = changed(tmp_path, (lodging, ""), (meals, ""), (cars, ""))
    document = printed(loaded, "plan")
    headings = [b.plain(block.inlines) for block in b.walk(document.blocks) if isinstance(block, b.Heading)]
    assert headings[1:5] == ["一、活动日程", "二、会见座谈", "三、车辆安排", "四、任务分工"]


@cases("path", [*PLAN_FILES.values(), *EXAMPLES], ids=lambda path: path.stem)
def test_the_signature_of_the_plan_is_kept_with_text(path: Path) -> None:
    keep = next(block for block in printed(example(path), "plan").blocks if isinstance(block, b.Keep))
    assert isinstance(keep.blocks[0], b.Paragraph)
    assert isinstance(keep.blocks[-1], b.Signature)
    assert len(keep.blocks[-1].lines) == 2


@cases(
    ("visit", "document", "title"),
    [
        ("某局来访", "接待方案", "某局来访接待方案"),
        ("保障方案", "接待方案", "保障方案"),
        ("保障方案", "检查清单", "保障方案检查清单"),
        ("保障方案", "安全工作方案", "保障方案安全工作方案"),
    ],
)
def test_a_title_says_what_it_is_once(visit: str, document: str, title: str) -> None:
    assert full_title(visit, document) == title
    assert full_title(visit, document, "en") == f"{visit} – {document}"


def test_names_are_whole_in_every_run_of_text() -> None:
    """A name in a paragraph or a name column is one unbroken run."""
    for document in ("plan", "tasks", "checklist", "programme", "handbook"):
        for block in b.walk(printed(plan(), document).blocks):
            inlines = block.inlines if isinstance(block, b.Paragraph) else ()
            for inline in inlines:
                if isinstance(inline, b.Text) and "阿依努尔" in inline.text:
                    assert inline.nowrap
                    assert inline.text == "阿依努尔·买买提"


def test_the_checklist_ticks_what_is_done(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("时限: T-3, 状态: 未完成", "时限: T-3, 状态: 已完成"))
    ticks = [
        inline.done
        for block in printed(loaded, "checklist").blocks
        if isinstance(block, b.Table)
        for row in block.body
        for cell in row
        for inline in cell.inlines
        if isinstance(inline, b.Tick)
    ]
    assert ticks == [True] + [False] * (7 + 20)


def test_tasks_are_grouped_by_phase_where_phases_are_given(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("{编号: T1,", "{编号: T1, 阶段: 准备,"), ("{编号: T8,", "{编号: T8, 阶段: 现场,"))
    for document in ("tasks", "checklist"):
        in_turn(text_of(printed(loaded, document)), ["准备", "核对来宾名单", "现场", "沿途路口疏导"])


def test_a_dropped_task_is_in_no_paper(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("时限: T-3, 状态: 未完成", "时限: T-3, 状态: 取消"))
    for document in ("plan", "tasks", "checklist"):
        assert "核对来宾名单" not in text_of(printed(loaded, document))


SECTIONS = [
    "欢迎词", "来宾须知", "活动日程", "人员名单", "住宿", "乘车", "用餐", "座次", "考察点简介", "临溪县概况",
    "风土人情", "天气和着装", "应急联系", "意见反馈", "备注",
]  # fmt: skip


@cases("path", EXAMPLES, ids=lambda path: path.stem[:10])
def test_the_sections_of_the_handbook_stand_in_the_order_of_the_trade(path: Path) -> None:
    document = printed(example(path), "handbook")
    numbered = [b.plain(block.inlines) for block in b.walk(document.blocks) if isinstance(block, b.Heading)
                and block.level == 2]  # fmt: skip
    found = [heading.partition("、")[2] for heading in numbered]
    assert found == [section for section in SECTIONS if section in found]
    assert path.parent.name == "real" or {"欢迎词", "临溪县概况", "风土人情", "天气和着装"} <= set(found)


def test_the_weather_of_a_handbook_says_what_is_known_of_it(tmp_path: Path) -> None:
    def weather(days: str) -> Loaded:
        return changed(tmp_path, ("\n经费:", f"\n天气: {days}\n\n经费:"))

    rows = table_of(weather("[{日期: 2026-05-11, 最低: -2, 最高: 0}, {日期: 2026-05-12, 天气: 多云, 最高: 8}]"), "天气")
    assert rows == [["日期", "天气", "气温"], ["5月11日", "", "-2至0℃"], ["5月12日", "多云", "最高8℃"]]
    rows = table_of(weather("[{日期: 2026-05-11, 天气: 晴, 提示: 戴帽}]"), "天气")
    assert rows == [["日期", "天气", "着装和出行"], ["5月11日", "晴", "戴帽"]]
    assert "天气" not in text_of(printed(changed(tmp_path), "handbook"))


def table_of(loaded: Loaded, head: str) -> list[list[str]]:
    """The cells of the handbook's table that has a column of this name."""
    for block in b.walk(printed(loaded, "handbook").blocks):
        if isinstance(block, b.Table):
            rows = [["".join(b.plain(cell.inlines).split()) for cell in row] for row in (*block.head, *block.body)]
            if head in rows[0]:
                return rows
    raise AssertionError(head)


def test_a_full_office_has_rooms_sites_and_introductions_in_its_handbook(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    text = text.replace("{名称: 智能制造产业园,", "{名称: 智能制造产业园, 简介: 园区有企业三十家。,")
    office.write_text(text, encoding="utf-8")
    guest = text_of(printed(load(tmp_path / "plans" / "domestic.yaml"), "handbook"))
    in_turn(guest, ["房号", "＿＿＿＿＿＿", "考察点简介", "智能制造产业园", "园区有企业三十家。", "应急联系"])
    staff = text_of(printed(loaded, "handbook", "staff"))
    in_turn(staff, ["0801", "陈志远", "0804", "阿依努尔·买买提"])


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md"])
def test_markup_typed_into_a_plan_prints_as_typed(tmp_path: Path, format_: str) -> None:
    nasty = '#read("/etc/passwd") {{ 7*7 }} <script>alert(1)</script> ]]> *a* $b$'
    loaded = changed(tmp_path, ("事项: 午休", f"事项: '{nasty}'"))
    data = file_of(printed(loaded, "programme"), format_)
    match format_:
        case "pdf":
            # A line may be broken inside a long word, after which the rest follows at once.
            assert flat(nasty) in flat(from_pdf(data))
        case "docx":
            assert nasty in from_docx(data)
        case "html":
            from lxml import html

            root = html.document_fromstring(data)
            assert [script.text for script in root.findall(".//script")] == [SCRIPT]  # the page's own, and no other
            assert nasty in root.text_content()
        case _:
            assert b"<script>" not in data
            plain = re.sub(r"\\(?=[^\w\s])", "", data.decode())
            assert flat(nasty) in flat(plain.replace("&lt;", "<").replace("&gt;", ">"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_document_of_every_example_prints(path: Path) -> None:
    loaded = example(path)
    assert loaded.plan is not None
    for template in catalog(loaded.workspace).templates.values():
        if all(getattr(loaded.plan, need) for need in template.needs):
            for audience in template.audiences:
                built = built_of(loaded, template.id, audience, asked=False)
                # A template that finds nothing to say in this plan prints nothing, and says so.
                assert [one.code for one in built.diagnostics] == ([] if built.document else ["WD03"])


def test_no_paper_has_an_empty_heading_or_a_table_without_content() -> None:
    """A heading is always followed by something that is not a heading of the same or a higher level."""
    for path in EXAMPLES:
        loaded = example(path)
        for document in DOCUMENTS:
            if document == "tasks" and not (loaded.plan and loaded.plan.tasks):
                continue
            blocks = [block for block in b.walk(printed(loaded, document).blocks) if not isinstance(block, b.Keep)]
            for one, after in zip(blocks, [*blocks[1:], b.PageBreak()], strict=True):
                if isinstance(one, b.Heading):
                    assert not isinstance(after, b.PageBreak), b.plain(one.inlines)
                    assert not (isinstance(after, b.Heading) and after.level <= one.level), b.plain(one.inlines)
