"""GH03 for delegations and countries that nobody is from, GH04 for a letter on other business."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench

GUESTS = (
    "来宾: [{{姓名: Anna, 国籍: {nation}, 单位: {unit}, 职务: 丙}}, "
    "{{姓名: Berta, 国籍: {nation}, 单位: {unit}, 职务: 丁}}]\n"
)


class TestDelegations:
    @cases(
        ("title", "told"),
        [
            ("德国诺伊施塔特市代表团来访", False),
            ("⟦德国纽伦堡市代表团来访⟧", True),
            ("⟦接待纽伦堡市友好代表团⟧", True),
            ("⟦欢迎纽伦堡市政府考察团⟧", True),
            ("诺伊施塔特市、纽伦堡市代表团来访", False),
            ("诺伊施塔特友好城市代表团来访", False),
            ("友好城市代表团来访", False),
            ("德国诺伊施特塔市代表团来访", False),  # misspelt: GS14
            ("陪同云溪县代表团", False),
            ("代表团来访", False),
        ],
    )
    def test_in_a_title(self, bench: Bench, title: str, told: bool) -> None:
        guests = GUESTS.format(nation="德国", unit="诺伊施塔特市政府")
        found = bench(f"类型: 外事\n标题: {title}\n{guests}", only="GH03")
        assert found.spans("GH03") == (found.marks if told else ())
        assert found.levels("GH03") == ["warning"] * told

    def test_in_the_letter_and_at_home(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: 陈志远, 单位: 温州市政府, 职务: 副市长}]\n"
        letter = "公函: {{来函单位: 温州市政府, 主题: ⟦{0}党政代表团赴云溪县⟧, 人员: [陈志远]}}\n"
        found = bench("标题: 来访\n" + guests + letter.format("台州市"), only="GH03")
        assert found.spans("GH03") == found.marks
        assert found.of("GH03")[0].message == "这里写的是台州市的团组，来宾是温州市的"
        assert bench("标题: 来访\n" + guests + letter.format("温州市"), only="GH03").codes == []
        assert bench("标题: 来访\n" + guests + letter.format("浙江省温州市"), only="GH03").codes == []

    def test_of_units_without_a_place_nothing_is_known(self, bench: Bench) -> None:
        for units in (("海川公司",), ("待填",), ("温州市政府", "待填")):
            listed = ", ".join(
                f"{{姓名: 客{n}, 单位: {unit}, 职务: 丙}}" for n, unit in zip("甲乙", units, strict=False)
            )
            assert bench(f"标题: 台州市代表团来访\n来宾: [{listed}]\n", only="GH03").codes == []


@cases(
    ("text", "told"),
    [
        ("欢迎来自奥地利的朋友", True),
        ("欢迎奥地利客人", True),
        ("欢迎奥地利的来宾", True),
        ("欢迎来自德国的朋友", False),
        ("我们去年访问过奥地利", False),
        ("欢迎各位朋友", False),
    ],
)
def test_a_country_in_the_welcome(bench: Bench, text: str, told: bool) -> None:
    guests = GUESTS.format(nation="德国", unit="诺伊市政府")
    welcome = f"类型: 外事\n标题: 来访\n欢迎词: [您好, ⟦{text}⟧]\n"
    found = bench(welcome + guests, only="GH03")
    assert found.spans("GH03") == (found.marks if told else ())
    assert bench(welcome + guests.replace("国籍: 德国, ", "", 1), only="GH03").codes == []
    assert bench(welcome + guests.replace("德国", "中国"), only="GH03").codes == []


@cases(
    ("kind", "title", "subject", "told"),
    [
        ("调研", "调研组来县", "赴县开展食品安全检查", True),
        ("调研", "调研组来县", "赴县开展调研", False),
        ("调研", "调研组来县", "赴县开展检查调研", False),
        ("调研", "检查组来县", "赴县开展检查", False),
        ("检查", "检查组来县", "赴县学习考察", True),
        ("检查", "检查组来县", "赴县开展督导", False),
        ("检查", "检查组来县", "赴县办理有关事项", False),
        ("会议", "客人来县", "赴县开展检查", False),
        ("招商", "客人来县", "赴县开展检查", True),
    ],
)
def test_a_letter_on_other_business(bench: Bench, kind: str, title: str, subject: str, told: bool) -> None:
    letter = f"公函: {{来函单位: 省政府, 日期: 2026-05-06, 主题: ⟦{subject}⟧}}\n"
    found = bench(f"类型: {kind}\n标题: {title}\n事由: 来访\n{letter}", only="GH04")
    assert found.spans("GH04") == (found.marks if told else ())
    assert found.levels("GH04") == ["warning"] * told
