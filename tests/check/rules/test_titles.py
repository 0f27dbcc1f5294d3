"""GH03 and GH04 in titles and lists of people; GS14 a banner that is nearly the title."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench


class TestDepartments:
    @cases(
        ("title", "told"),
        [
            ("省发展改革委调研组来云溪县调研", False),
            ("⟦省财政厅调研组来云溪县调研⟧", True),
            ("⟦省发展改革委、省财政厅联合调研组来云溪县调研⟧", True),
            ("⟦接待省财政厅领导工作方案⟧", True),
            ("⟦关于省财政厅调研组来云溪县调研的方案⟧", True),
            ("⟦省财政厅来云溪县调研⟧", True),
            ("省发展和改革委员会调研组来云溪县", False),
            ("省发改委副主任一行来云溪县", False),
            ("向省财政厅汇报工作", False),
            ("省委调研组来云溪县", False),
            ("调研组来云溪县考察省财政厅项目", False),
            ("云溪县重点项目调研", False),
        ],
    )
    def test_in_a_title_that_nobody_is_from(self, bench: Bench, title: str, told: bool) -> None:
        found = bench(f"标题: {title}\n", only="GH03")
        assert found.spans("GH03") == (found.marks if told else ())
        assert found.levels("GH03") == ["warning"] * told

    def test_the_unit_that_wrote_may_be_meant(self, bench: Bench) -> None:
        letter = "公函: {来函单位: 省商务厅, 文号: 浙商函〔2026〕1号, 日期: 2026-05-06, 人员: [陈志远, 李娜]}\n"
        assert (
            bench("标题: 省商务厅考察团来云溪县\n" + letter, only="GH03").of("GH03")[0].message.startswith("来函单位")
        )

    def test_in_the_letter_and_in_groups(self, bench: Bench) -> None:
        found = bench("公函: {来函单位: 省发展改革委, 人员: [⟦省财政厅副处长陈志远⟧, 李娜]}\n", only="GH03")
        assert "这里写的是省财政厅，来宾没有一位是省财政厅的" in [one.message for one in found.of("GH03")]
        guest = "来宾: [{{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 分组: {0}}}]\n"
        found = bench(guest.format("⟦省财政厅组⟧"), only="GH03")
        assert found.spans("GH03") == found.marks
        assert bench(guest.format("省发改委组"), only="GH03").codes == []
        twice = bench("标题: 省财政厅调研组来云溪县\n" + guest.format("省财政厅组"), only="GH03")
        assert len(twice.of("GH03")) == 1

    def test_a_letter_that_does_not_say_who_wrote(self, bench: Bench) -> None:
        letter = "公函: {日期: 2026-05-06, 人员: [陈志远, 李娜]}\n"
        assert bench("标题: 省财政厅调研组来云溪县\n" + letter, only="GH03").codes == ["GH03"]

    def test_without_guests_or_with_units_to_come_nothing_is_known(self, bench: Bench) -> None:
        guest = "来宾: [{姓名: 陈志远, 单位: 待填, 职务: 副主任}]\n"
        assert bench("标题: 省财政厅调研组来云溪县\n" + guest, only="GH03").codes == []


class TestCountries:
    @cases(
        ("title", "nations", "told"),
        [
            ("⟦奥地利诺伊市代表团访问云溪县⟧", ("德国", "德国"), True),
            ("德国诺伊市代表团访问云溪县", ("德国", "德国"), False),
            ("德国诺伊市代表团访问云溪县", ("德国", "法国"), False),
            ("德国诺伊市代表团访问云溪县", ("德意志联邦共和国（德国）", "德国"), False),
            ("印度尼西亚代表团访问云溪县", ("印度尼西亚", "印尼"), False),
            ("⟦印度代表团访问云溪县⟧", ("德国", "德国"), True),
            ("沙特阿拉伯代表团访问云溪县", ("沙特", "沙特"), False),
            ("沙特代表团访问云溪县", ("沙特阿拉伯", "沙特阿拉伯"), False),
            ("奥地利、德国联合代表团访问云溪县", ("德国", "德国"), False),
            ("诺伊市代表团访问云溪县", ("德国", "德国"), False),
            ("奥地利诺伊市代表团访问云溪县", ("德国", ""), False),
            ("奥地利诺伊市代表团访问云溪县", ("中国", "中国"), False),
        ],
    )
    def test_in_a_title_that_nobody_is_from(
        self, bench: Bench, title: str, nations: tuple[str, ...], told: bool
    ) -> None:
        guests = ", ".join(
            f"{{姓名: Anna {n}, 单位: 诺伊市, 职务: 丙{f', 国籍: {nation}' if nation else ''}}}"
            for n, nation in zip("AB", nations, strict=True)
        )
        found = bench(f"标题: {title}\n类型: 外事\n来宾: [{guests}]\n", only="GH03")
        assert found.spans("GH03") == (found.marks if told else ())

    def test_of_a_name_in_another_the_longer_is_meant(self, bench: Bench) -> None:
        guest = "来宾: [{姓名: Anna, 国籍: 德国, 单位: 诺伊市, 职务: 丙}]\n"
        found = bench("标题: 印度尼西亚代表团访问云溪县\n类型: 外事\n" + guest, only="GH03")
        assert found.of("GH03")[0].message == "标题写的是印度尼西亚，来宾的国籍是德国"


class TestRegion:
    @cases(
        ("title", "told"),
        [
            ("⟦省发展改革委来云岭县调研⟧", True),
            ("省发展改革委来云溪县调研", False),
            ("省发展改革委来云溪、云岭县调研", False),
            ("省发展改革委来我县调研", False),
            ("省发展改革委赴衢州市调研", False),
        ],
    )
    def test_a_title_that_leads_elsewhere(self, bench: Bench, title: str, told: bool) -> None:
        for letter in ((), ("公函",)):
            found = bench(f"标题: {title}\n", without=letter, only="GH04")
            assert found.spans("GH04") == (found.marks if told else ())


class TestBanners:
    def test_of_a_short_one_nobody_knows_what_is_meant(self, bench: Bench) -> None:
        plan = "标题: 全市茶叶产业大会\n类型: 会议\n布置: {{横幅: [{0}]}}\n"
        assert bench(plan.format("全县茶叶产业大会"), only="GS14").codes == ["GS14"]
        assert bench(plan.format("全县茶叶产业大"), only="GS14").codes == []

    @cases(
        ("banner", "told"),
        [
            ("⟦会标：全县茶产业高质量发展现场会⟧", True),
            ("会标：全市茶产业高质量发展现场会", False),
            ("⟦“全市茶产业高品位发展现场会”⟧", True),
            ("会标：全市茶叶产业高质量发展会", False),
            ("会标：茶产业现场会", False),
            ("⟦会标：全市茶产业高质量发展现场会会⟧", True),
            ("⟦会标：全市茶叶产业高质量发展现场会⟧", True),
            ("⟦会标：全市茶产业高质发展现场会⟧", True),
            ("欢迎各位代表", False),
        ],
    )
    def test_a_sign_or_two_otherwise_than_the_title(self, bench: Bench, banner: str, told: bool) -> None:
        for field in ("横幅", "电子屏标语"):
            plan = f"标题: 2026年全市茶产业高质量发展现场会接待方案\n类型: 会议\n布置: {{{field}: [{banner}]}}\n"
            found = bench(plan, only="GS14")
            assert len(found.of("GS14")) == told
            assert found.levels("GS14") == ["warning"] * told


class TestUnits:
    @cases(
        ("title", "told"),
        [
            ("⟦省发展改草委调研组来云溪县调研⟧", True),
            ("省发展委改革调研组来云溪县调研", False),
            ("⟦省发展革改委调研组来云溪县调研⟧", True),
            ("⟦省发改革委调研组来云溪县调研⟧", True),
            ("⟦省发展改革办调研组来云溪县调研⟧", True),
            ("省发展改革委调研组来云溪县调研", False),
            ("省发改委调研组来云溪县调研", False),
            ("市发展改革委调研组来云溪县调研", False),
            ("浙江省发展和改革委员会来云溪县调研", False),
            ("国家发展改革委调研组来云溪县调研", False),
            ("省发展改革系统干部来云溪县调研", False),
            ("省发展改革委、省发展改草委来云溪县调研", False),
        ],
    )
    def test_one_sign_otherwise_in_a_title(self, bench: Bench, title: str, told: bool) -> None:
        found = bench(f"标题: {title}\n", only="GS14")
        assert found.spans("GS14") == (found.marks if told else ())
        assert found.levels("GS14") == ["warning"] * told

    def test_in_the_letter_and_the_welcome(self, bench: Bench) -> None:
        guest = "来宾: [{姓名: 戴维国, 单位: 宁波海川智能装备有限公司, 职务: 董事长}]\n标题: 客商考察\n"
        letter = "公函: {{来函单位: {0}, 主题: {1}, 日期: 2026-05-06, 人员: [戴维国]}}\n"
        right, wrong = "宁波海川智能装备有限公司", "宁波海创智能装备有限公司"
        found = bench(guest + letter.format(f"⟦{wrong}⟧", "考察"), only="GS14")
        assert found.spans("GS14") == found.marks
        assert found.of("GS14")[0].message == f"这里写的是“{wrong}”，来宾的单位是“{right}”"
        found = bench(guest + letter.format(right, f"⟦{wrong}来考察⟧"), only="GS14")
        assert found.spans("GS14") == found.marks
        assert bench(guest + letter.format(right, f"{right}来考察"), only="GS14").codes == []
        found = bench(guest + f"欢迎词: [各位来宾, ⟦欢迎{wrong}的客人⟧]\n", only="GS14")
        assert found.spans("GS14") == found.marks

    def test_a_city_of_those_who_come_from_its_government(self, bench: Bench) -> None:
        guest = "类型: 外事\n来宾: [{姓名: Anna, 国籍: 德国, 单位: 诺伊施塔特市政府, 职务: 丙}]\n"
        assert bench(guest + "标题: 德国诺伊施特塔市代表团访问云溪县\n", only="GS14").codes == ["GS14"]
        assert bench(guest + "标题: 德国诺伊施塔特市代表团访问云溪县\n", only="GS14").codes == []

    def test_of_guests_whose_unit_is_to_come_or_short_nothing_is_known(self, bench: Bench) -> None:
        for unit in ("待填", "海川公司"):
            guest = f"来宾: [{{姓名: 戴维国, 单位: {unit}, 职务: 董事长}}]\n"
            assert bench(guest + "标题: 海创公司来考察\n", only="GS14").codes == []
