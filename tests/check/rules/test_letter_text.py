"""What the words of letter and approval say: consent (SP01), titles and numbers (GH03), years (GH04)."""

from __future__ import annotations

from jiedai.check.rules.approval import Consent, consent
from tests.batch import cases
from tests.check.bench import Bench
from tests.check.rules.test_letter_content import letter


@cases(
    ("opinion", "given"),
    [
        ("同意", Consent.GIVEN),
        ("同意。请严格执行标准", Consent.GIVEN),
        ("原则同意，压缩陪同人员", Consent.GIVEN),
        ("经研究，同意接待", Consent.GIVEN),
        ("已报县长同意", Consent.GIVEN),
        ("请县接待办办理", Consent.GIVEN),
        ("按规定做好接待工作", Consent.GIVEN),
        ("可", Consent.GIVEN),
        ("Approved", Consent.GIVEN),
        ("ok", Consent.GIVEN),
        ("不同意", Consent.REFUSED),
        ("暂不同意", Consent.REFUSED),
        ("不宜安排", Consent.REFUSED),
        ("退回", Consent.REFUSED),
        ("暂缓", Consent.REFUSED),
        ("not approved", Consent.REFUSED),
        ("拟同意，请徐书记审定", Consent.PROPOSED),
        ("请压缩陪同人员后再报", Consent.NOT_GIVEN),
        ("待县长同意后办理", Consent.NOT_GIVEN),
        ("请修改后重新报批", Consent.NOT_GIVEN),
        ("请林县长阅示", Consent.NOT_GIVEN),
        ("已阅", Consent.NOT_GIVEN),
        ("阅", Consent.NOT_GIVEN),
        ("研究后再定", Consent.NOT_GIVEN),
    ],
)
def test_only_consent_is_consent(opinion: str, given: Consent) -> None:
    assert consent(opinion) is given


class TestSP01:
    @cases(
        ("opinion", "levels"),
        [
            ("同意", []),
            ("请压缩陪同人员后再报", ["error"]),
            ("不同意", ["error"]),
            ("拟同意", ["warning"]),
            ("待填", []),
            ("已阅", ["error"]),
        ],
    )
    def test_at_the_opinion(self, bench: Bench, opinion: str, levels: list[str]) -> None:
        found = bench(f"审批: {{审批人: 徐正, 时间: 2026-05-07, 意见: ⟦{opinion}⟧}}\n", only="SP01")
        assert found.levels("SP01") == levels
        assert found.spans("SP01") == (found.marks if levels else ())

    @cases(("day", "told"), [("2026-05-05", True), ("2026-05-06", False), ("2026-05-07", False)])
    def test_not_before_the_letter(self, bench: Bench, day: str, told: bool) -> None:
        plan = f"审批: {{审批人: 徐正, 时间: ⟦{day}⟧, 意见: 同意}}\n" + letter(日期="2026-05-06")
        found = bench(plan, only="SP01")
        assert found.spans("SP01") == (found.marks if told else ())
        assert found.levels("SP01") == (["warning"] if told else [])


class TestTitles:
    """In the sound plan 陈志远 is 副主任 of 省发展改革委, 李娜 县域经济处处长."""

    @cases(
        ("member", "told"),
        [
            ("陈志远主任", True),
            ("主任陈志远", True),
            ("陈志远（主任）", True),
            ("省发改委主任陈志远", True),
            ("陈志远副主任", False),
            ("省发展改革委副主任陈志远", False),
            ("副主任 陈志远", False),
            ("陈志远同志", False),
            ("陈志远先生", False),
            ("陈志远", False),
            ("陈志远一行", False),
            ("陈志远处长", True),
        ],
    )
    def test_beside_a_name(self, bench: Bench, member: str, told: bool) -> None:
        found = bench(letter(人员=f"[李娜处长, ⟦{member}⟧]"), only="GH03")
        assert found.spans("GH03") == (found.marks if told else ())
        assert found.levels("GH03") == (["warning"] if told else [])

    def test_the_message(self, bench: Bench) -> None:
        (found,) = bench(letter(人员="[李娜, 陈志远主任]"), only="GH03").of("GH03")
        assert found.message == "公函写的是“陈志远主任”，来宾名单里陈志远的职务是“副主任”"

    def test_a_name_inside_a_longer_one(self, bench: Bench) -> None:
        guests = "来宾:\n  - {姓名: 王芳, 单位: 省局, 职务: 科员}\n  - {姓名: 王芳华, 单位: 省局, 职务: 处长}\n"
        assert bench(guests + letter(人员="[王芳, 王芳华处长]"), only="GH03").codes == []
        assert bench(guests + letter(人员="[王芳, 王芳华副处长]"), only="GH03").codes == ["GH03"]


class TestNumbers:
    @cases(
        ("field", "text", "told"),
        [
            ("主题", "陈志远副主任一行8人赴云溪县调研", True),
            ("主题", "陈志远副主任一行2人赴云溪县调研", False),
            ("主题", "陈志远副主任一行二人赴云溪县调研", False),
            ("主题", "陈志远一行8人（含司机）", False),
            ("主题", "陈志远一行约8人", False),
            ("行程", "5月11日到县，共3人", True),
            ("行程", "[5月10日出发, ⟦5月11日一行3人到县⟧]", True),
            ("人员", "[⟦陈志远等3人⟧]", True),
            ("人员", "[⟦陈志远等2人⟧]", False),
        ],
    )
    def test_in_the_letter(self, bench: Bench, field: str, text: str, told: bool) -> None:
        found = bench(letter(**{field: text if "⟦" in text else f"⟦{text}⟧"}), only="GH03")
        assert found.spans("GH03") == (found.marks if told else ())

    @cases(("total", "told"), [("30", True), ("8", False), ("约30", False)])
    def test_where_only_numbers_are_known(self, bench: Bench, total: str, told: bool) -> None:
        plan = f"人数: {{总数: {total}}}\n" + letter(主题="代表团一行8人", 人员="")
        assert (bench(plan, without=["来宾"], only="GH03").codes == ["GH03"]) is told

    @cases("field", ["标题", "事由", "对外名称"])
    def test_in_title_and_purpose(self, bench: Bench, field: str) -> None:
        found = bench(f"{field}: ⟦省发展改革委一行8人来县调研⟧\n", only="SJ04")
        assert found.spans("SJ04") == found.marks
        assert found.levels("SJ04") == ["warning"]
        assert bench(f"{field}: 省发展改革委一行2人来县调研\n", only="SJ04").codes == []


class TestYears:
    @cases(
        ("number", "day", "told"),
        [
            ("浙发改函〔2026〕1号", "2026-05-06", False),
            ("浙发改函〔2025〕1号", "2026-05-06", True),
            ("浙发改函（2027）1号", "2026-05-06", True),
            ("浙发改函〔2025〕1号", "2026-01-06", False),
            ("浙发改函1号", "2026-05-06", False),
            ("浙发改函〔2025〕1号", "待填", False),
        ],
    )
    def test_of_the_number(self, bench: Bench, number: str, day: str, told: bool) -> None:
        found = bench(letter(文号=f"⟦{number}⟧", 日期=day), only="GH04")
        assert found.spans("GH04") == (found.marks if told else ())

    @cases(
        ("kind", "day", "told"),
        [
            ("调研", "2025-11-12", False),
            ("调研", "2025-11-11", True),
            ("外事", "2025-05-11", False),
            ("外事", "2025-05-10", True),
        ],
    )
    def test_of_the_letter(self, bench: Bench, kind: str, day: str, told: bool) -> None:
        plan = f"类型: {kind}\n" + letter(文号="甲字1号", 日期=f"⟦{day}⟧")
        found = bench(plan, only="GH04")
        assert found.spans("GH04") == (found.marks if told else ())


class TestOtherSender:
    @cases(
        ("issuer", "told"),
        [
            ("省商务厅", True),
            ("省商务厅办公室", True),
            ("省发展改革委", False),
            ("省发展和改革委员会办公室", False),
            ("市商务局", False),
            ("省委办公厅", False),
            ("省政府办公厅", False),
            ("省外事办", False),
        ],
    )
    def test_a_department_writes_for_its_own_people(self, bench: Bench, issuer: str, told: bool) -> None:
        found = bench(letter(来函单位=f"⟦{issuer}⟧"), only="GH03")
        assert bool(found.of("GH03")) is told
        assert not told or found.spans("GH03") == found.marks


@cases(
    ("number", "told"),
    [
        ("⟦浙发改办函〔2026〕号⟧", True),
        ("⟦浙发改办函〔2026〕⟧", True),
        ("⟦浙发改办函（2026）第号⟧", True),
        ("浙发改办函〔2026〕1号", False),
        ("浙发改办函〔2026〕第118号", False),
        ("2026-118", False),
    ],
)
def test_a_number_without_its_serial(bench: Bench, number: str, told: bool) -> None:
    sent = (
        "公函: {来函单位: 省发展改革委, 文号: NUMBER, 日期: 2026-05-06, 主题: 调研, 行程: 一天, 人员: [陈志远, 李娜]}\n"
    )
    found = bench(sent.replace("NUMBER", number), only="GH02")
    assert found.spans("GH02") == (found.marks if told else ())
    assert found.levels("GH02") == ["warning"] * told
