from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check.engine import Selection, check
from jiedai.loading import load
from jiedai.model.base import walk
from jiedai.model.enumeration import Choice
from tests.batch import cases
from tests.check.bench import Bench, programme
from tests.documents.audience_table import SHOWN, may_see

ROOT = Path(__file__).parents[3]

TWO = (
    "来宾:\n  - {姓名: 陈志远, 单位: 省局, 职务: 处长, 电话: 13900000105}\n"
    "  - {姓名: 李娜, 单位: 省局, 职务: 科长, 健康提示: ⟦膝关节不适⟧}\n"
)
PLAIN = "来宾: [{姓名: 陈志远, 单位: 省局, 职务: 处长}]\n"


def day(what: str, more: str = "") -> str:
    return programme(f'编号: A1, 时间: "9:00-10:00", 事项: {what}{more}')


def task(what: str) -> str:
    return f"任务:\n  - {{事项: {what}, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}}\n"


class TestGR01:
    @cases(
        "section",
        [
            day("⟦午餐（李娜清真）⟧"),
            day("午餐", ", 备注: {来宾: ⟦李娜花生过敏⟧}").replace("{来宾: ⟦", "⟦{来宾: ").replace("⟧}", "}⟧"),
            day("考察", ", 流程: [{分钟: 5, 事项: ⟦李娜术后休息⟧}]"),
            "用餐: [{日程: A1, 菜单: [{菜名: ⟦李娜的清真餐⟧}]}]\n",
        ],
    )
    def test_a_guests_condition_in_a_paper_for_guests(self, bench: Bench, section: str) -> None:
        found = bench(section, only="GR01")
        assert found.spans("GR01") == found.marks
        assert found.levels("GR01") == ["error"]

    @cases(
        "section",
        [
            day("考察清真食品产业园"),
            day("陈志远作糖尿病防治工作讲话"),
            day("李娜主持，介绍高血压筛查"),
            day("午餐，含清真餐"),
            day("午餐", ", 备注: 李娜花生过敏"),
            day("午餐", ", 备注: {工作人员: 李娜花生过敏}"),
            day("李娜讲话，陪同考察轮椅生产企业"),
            "用餐: [{日程: A1, 菜单: [{菜名: 清真手抓羊肉}]}]\n",
        ],
    )
    def test_what_is_the_subject_or_for_the_staff(self, bench: Bench, section: str) -> None:
        assert bench(section, only="GR01").codes == []

    @cases(
        ("group", "codes"), [("清真组", ["GR01"]), ("回族代表", ["GR01"]), ("一组", []), ("医疗组", []), ("专家组", [])]
    )
    def test_names_of_groups(self, bench: Bench, group: str, codes: list[str]) -> None:
        plan = f"来宾: [{{姓名: 陈志远, 单位: 省局, 职务: 处长, 分组: ⟦{group}⟧}}]\n"
        found = bench(plan, only="GR01")
        assert found.codes == codes
        assert not codes or found.spans("GR01") == found.marks

    def test_it_holds_from_the_day_of_the_law(self, bench: Bench) -> None:
        plan = "日期: {0}\n日程: [{{日期: {0}, 安排: [{{编号: A1, 时间: 9:00, 事项: 李娜清真餐}}]}}]\n"
        assert bench(plan.format("2021-10-31"), only="GR01").codes == []
        assert bench(plan.format("2021-11-01"), only="GR01").codes == ["GR01"]


class TestGR02:
    @cases(("what", "codes"), [("核对饮食禁忌", []), ("核实健康提示并告知用途", []), ("打扫会场", ["GR02"])])
    def test_somebody_asks(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(TWO + task(what), only="GR02")
        assert found.codes == codes
        assert not codes or (found.spans("GR02") == found.marks and found.levels("GR02") == ["info"])

    def test_where_there_is_nothing_to_ask(self, bench: Bench) -> None:
        assert bench(PLAIN + task("打扫会场"), only="GR02").codes == []


class TestGR03:
    @cases(("as_of", "codes"), [("", []), ("2027-05-11", []), ("2027-05-12", ["GR03"])])
    def test_a_year(self, bench: Bench, as_of: str, codes: list[str]) -> None:
        found = bench(TWO, only="GR03", as_of=as_of)
        assert found.codes == codes
        assert not codes or (found.spans("GR03") == found.marks and found.levels("GR03") == ["warning"])

    def test_names_may_stay(self, bench: Bench) -> None:
        assert bench(PLAIN, only="GR03", as_of="2036-05-11").codes == []


class TestGR04:
    @pytest.mark.parametrize(("number", "codes"), [(49, []), (50, ["GR04"])])
    def test_many(self, bench: Bench, number: int, codes: list[str]) -> None:
        plan = "来宾:\n" + "".join(
            f"  - {{姓名: 代表{n}号, 单位: 省局, 职务: 委员, 饮食: 素食}}\n" for n in range(number)
        )
        assert bench(plan, only="GR04").codes == codes
        assert bench(plan + task("个人信息保护影响评估"), only="GR04").codes == []


class TestGR05:
    @cases(
        "text",
        ["330102198801011234", "33010219880101123X", "护照号 C01X".replace("X", "234567"), "Passport no. AB1234567"],
    )
    def test_numbers_of_documents(self, bench: Bench, text: str) -> None:
        plan = f"来宾: [{{姓名: 陈志远, 单位: 省局, 职务: 处长, 备注: ⟦{text}⟧}}]\n"
        found = bench(plan, only="GR05")
        assert found.spans("GR05") == found.marks
        assert found.levels("GR05") == ["warning"]

    @cases(
        "text",
        ["330102198813011234", "3301021988010112345", "浙发改办函〔2026〕118号", "护照由宾馆登记", "13900000201"],
    )
    def test_other_numbers(self, bench: Bench, text: str) -> None:
        plan = f"来宾: [{{姓名: 陈志远, 单位: 省局, 职务: 处长, 备注: {text}}}]\n"
        assert bench(plan, only="GR05").codes == []

    def test_vouchers_are_long_numbers(self, bench: Bench) -> None:
        plan = "实际: {人数: 2, 经费: [{项目: 餐, 金额: 1, 票据: ['330102198801011234']}]}\n"
        assert bench(plan, only="GR05").codes == []

    @cases(
        ("what", "codes"),
        [
            ("审核菜单：李娜花生过敏", ["GR05"]),
            ("为李娜准备轮椅", ["GR05"]),
            ("审核菜单和过敏原", []),
            ("李娜讲话稿", []),
            ("联系陈志远 13900000105", ["GR05"]),
            ("联系司机 13900000001", []),
        ],
    )
    def test_tasks(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(TWO.replace("⟦", "").replace("⟧", "") + task(f"⟦{what}⟧"), only="GR05")
        assert found.codes == codes
        assert not codes or found.spans("GR05") == found.marks

    def test_notes_to_the_kitchen(self, bench: Bench) -> None:
        note = day("午餐", ", 备注: {厨房: 李娜花生过敏}")
        assert bench(note, only="GR05").codes == ["GR05"]
        assert bench(note.replace("厨房", "工作人员"), only="GR05").codes == []


def test_every_text_that_leaves_the_office_is_read() -> None:
    """In each field of a plan with every section a guest's illness, or number, is found by who may see that field."""
    loaded = load(ROOT / "plans" / "2026-10-20-省卫健委调研.yaml")
    assert loaded.plan is not None
    wrong, done = [], {"Guest.name"}
    for node in list(walk(loaded.plan)):
        for field, value in list(node.__dict__.items()):
            name = f"{type(node).__name__}.{field}"
            texts = isinstance(value, str) and not isinstance(value, Choice), type(value) is tuple and value
            if name in done or not any(texts) or (texts[1] and not isinstance(value[0], str)):
                continue
            done.add(name)
            to_guests = any(may_see(reader, name) for reader in ("guest", "public"))
            outside = any(may_see(reader, name) for reader in SHOWN)
            for said, codes in (
                ("梁国栋有糖尿病", ["GR01"] if to_guests else ["GR05"]),
                ("梁国栋手机13712345678", ["GR05"]),
            ):
                node.__dict__[field] = said if isinstance(value, str) else (said,)
                found = [one.code for one in check(loaded, selection=Selection(("GR01", "GR05")))]
                node.__dict__[field] = value
                if found != (codes if outside else []):
                    wrong.append((name, said, found))
    assert wrong == []
    assert len(done) > 80


def test_a_number_of_papers_is_found_in_every_text(tmp_path: Path) -> None:
    """Whoever may see the field: nobody prints such a number, and a plan goes from hand to hand."""
    text = (ROOT / "plans" / "2026-10-20-省卫健委调研.yaml").read_text(encoding="utf-8")
    number = "330102198801011234"
    (tmp_path / "plan.yaml").write_text(f"{text}\n# {number}\n", encoding="utf-8")  # a search of the file comes first
    loaded = load(tmp_path / "plan.yaml")
    assert loaded.plan is not None
    passed, done = set(), set()
    for node in list(walk(loaded.plan)):
        for field, value in list(node.__dict__.items()):
            name = f"{type(node).__name__}.{field}"
            if name in done or not isinstance(value, str) or isinstance(value, Choice) or name == "Guest.name":
                continue
            done.add(name)
            node.__dict__[field] = f"{value} {number}"
            if [one.code for one in check(loaded, selection=Selection(("GR05",)))] != ["GR05"]:
                passed.add(name)
            node.__dict__[field] = value
    assert passed == set()
    assert len(done) > 60


class TestGuestsNumbers:
    @cases(
        ("what", "codes"),
        [
            ("联系李娜 137-1234-5678", ["GR05"]),
            ("联系陈志远（139 0000 0105）", ["GR05"]),
            ("李娜的手机号是13712345678", ["GR05"]),
            ("接李娜，驾驶员王师傅13712345678", []),
            ("接李娜一行，请于当天拨打值班电话13712345678", []),
            ("核对 213712345678 号凭证，李娜签字", []),
        ],
    )
    def test_by_the_list_or_behind_the_name(self, bench: Bench, what: str, codes: list[str]) -> None:
        assert bench(TWO.replace("⟦", "").replace("⟧", "") + task(what), only="GR05").codes == codes

    def test_what_is_dropped_is_printed_for_nobody(self, bench: Bench) -> None:
        dropped = task("为李娜准备轮椅").replace("时限: T-1", "时限: T-1, 状态: 取消")
        assert bench(TWO.replace("⟦", "").replace("⟧", "") + dropped, only="GR05").codes == []

    def test_a_translation_is_read_by_who_reads_the_text(self, bench: Bench) -> None:
        names = "来宾: [{姓名: 陈志远, 单位: 省局, 职务: 处长, 外文名: Chen Zhiyuan}]\n"
        said = "译文: {午餐: Lunch (Chen Zhiyuan allergic to nuts)}\n"
        assert bench(names + day("午餐") + said, only="GR01").codes == ["GR01"]
        assert bench(names + day("晚餐") + said, only="GR01").codes == []


class TestGR06:
    @cases(
        ("sections", "codes"),
        [
            ("标题: ⟦省局来云溪县调研⟧\n", ["GR06"]),
            ("对外名称: 5月11日公务活动\n", []),
            ("密级: 公开\n", []),
        ],
    )
    def test_a_name_for_suppliers(self, bench: Bench, sections: str, codes: list[str]) -> None:
        found = bench(sections, only="GR06")
        assert found.codes == codes
        assert not codes or (found.spans("GR06") == found.marks and found.levels("GR06") == ["info"])

    @cases("served", ["住宿", "用餐", "乘车"])
    def test_each_of_those_who_serve_is_enough(self, bench: Bench, served: str) -> None:
        others = tuple(name for name in ("住宿", "用餐", "乘车") if name != served)
        plan = "标题: 省局来云溪县调研\n" + "".join(f"{name}: []\n" for name in others)
        plan += {"住宿": "住宿: [{宾馆: 云溪宾馆}]\n", "用餐": "", "乘车": "乘车: [{车号: 1, 乘客: [陈志远]}]\n"}[
            served
        ]
        assert bench(plan, only="GR06", without=others).codes == ["GR06"]

    def test_where_nobody_is_served(self, bench: Bench) -> None:
        plain = bench(day("座谈") + "用餐: []\n住宿: []\n乘车: []\n", only="GR06", without=("住宿", "用餐", "乘车"))
        assert plain.codes == []
