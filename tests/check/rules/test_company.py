from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme


def going(*names: str, kind: str = "考察", guests: str = "") -> str:
    more = f", 来宾: {guests}" if guests else ""
    return programme(f'编号: A1, 时间: "14:00-15:00", 事项: 考察, 类别: {kind}, 陪同: [{", ".join(names)}]{more}')


def hosts(*posts: str) -> str:
    rows = (
        f"  - {{姓名: 甲{number}号, 单位: {post.split()[0]}, 职务: {post.split()[1]}}}\n"
        for number, post in enumerate(posts)
    )
    return "陪同:\n" + "".join(rows)


def names(number: int) -> tuple[str, ...]:
    return tuple(f"甲{index}号" for index in range(number))


class TestPT01:
    @cases(("guests", "least"), [(2, 5), (5, 5), (6, 6), (9, 9)])
    def test_both_sides_of_the_limit(self, bench: Bench, guests: int, least: int) -> None:
        heads = f"来宾: []\n人数: {{总数: {guests}}}\n"
        assert bench(heads + going(*names(least)), only="PT01").codes == []
        found = bench(heads + going(*names(least + 1)), only="PT01")
        assert found.words("PT01") == ["[" + ", ".join(names(least + 1)) + "]"]
        assert found.levels("PT01") == ["warning"]

    @cases("kind", ["座谈", "会议", "用餐", "会见"])
    def test_those_at_a_table_are_no_escort(self, bench: Bench, kind: str) -> None:
        assert bench(going(*names(12), kind=kind), only="PT01").codes == []

    def test_silent_where_the_number_of_guests_is_unknown(self, bench: Bench) -> None:
        assert bench("来宾: []\n人数: {分组: [{名称: 代表}]}\n" + going(*names(12)), only="PT01").codes == []

    def test_the_same_escort_is_told_once(self, bench: Bench) -> None:
        row = '编号: A{}, 时间: "1{}:00-1{}:30", 事项: 考察, 类别: 考察, 陪同: [' + ", ".join(names(6)) + "]"
        assert len(bench(programme(row.format(1, 4, 4), row.format(2, 5, 5)), only="PT01").of("PT01")) == 1

    @cases(
        ("posts", "codes"),
        [
            (("市卫健委 副主任", "县卫健局 局长", "青山镇 副镇长"), ["PT01"]),
            (("县政府 副县长", "县卫健局 局长", "青山镇 副镇长"), []),
            (("市卫健委 副主任", "县卫健局 局长"), []),
        ],
    )
    def test_layer_upon_layer(self, bench: Bench, posts: tuple[str, ...], codes: list[str]) -> None:
        assert bench(hosts(*posts) + going(*names(len(posts))), only="PT01").codes == codes


def delegation(post: str, *others: str) -> str:
    rows = [f"  - {{姓名: 首长, 单位: 中央, 职务: {post}, 职级: 国家级}}\n"]
    rows += [f"  - {{姓名: 乙{n}号, 单位: {other}, 职务: 负责人, 职级: 省部级}}\n" for n, other in enumerate(others)]
    return "来宾:\n" + "".join(rows)


STANDING, MEMBER = "中央政治局常委", "中央政治局委员"


@pytest.mark.parametrize(("code", "post", "central", "province"), [("PT02", STANDING, 5, 3), ("PT03", MEMBER, 2, 1)])
class TestPT02AndPT03:
    def test_both_sides_of_each_limit(self, bench: Bench, code: str, post: str, central: int, province: int) -> None:
        within = delegation(post, *["财政部"] * central, *["省政府"] * province)
        assert bench(within, only=("PT02", "PT03")).codes == []
        found = bench(delegation(post, *["财政部"] * (central + 1)), only=("PT02", "PT03"))
        assert found.codes == [code]
        assert found.words(code) == [f"乙{central}号"]
        assert found.levels(code) == ["error"]
        assert bench(delegation(post, *["省政府"] * (province + 1)), only=("PT02", "PT03")).codes == [code]

    def test_staff_and_hosts_of_lower_rank_do_not_count(
        self, bench: Bench, code: str, post: str, central: int, province: int
    ) -> None:
        staff = delegation(post, *["财政部"] * (central + 1)).replace("负责人, 职级: 省部级", "处长, 职级: 县处级")
        assert bench(staff, only=("PT02", "PT03")).codes == []

    def test_hosts_count_too(self, bench: Bench, code: str, post: str, central: int, province: int) -> None:
        rows = [f"省政府 {title}" for title in ("省长", "副省长", "秘书长", "副省长")[: province + 1]]
        found = bench(delegation(post) + hosts(*rows) + going(*names(len(rows))), only=code)
        assert found.words(code) == [f"甲{province}号"]

    def test_other_visits_are_not_theirs(self, bench: Bench, code: str, post: str, central: int, province: int) -> None:
        assert bench(delegation("省委副书记", *["财政部"] * 9).replace("国家级", "省部级"), only=code).codes == []


class TestPT04:
    TWO = hosts("县政府 副县长", "县政府 县长")

    def test_a_second_leader_of_the_county_is_a_warning(self, bench: Bench) -> None:
        found = bench(self.TWO.replace("甲1号", "⟦甲1号⟧") + going("甲0号", "甲1号"), only="PT04")
        assert found.spans("PT04") == found.marks
        assert found.levels("PT04") == ["warning"]

    def test_and_an_error_when_a_member_of_the_politburo_comes(self, bench: Bench) -> None:
        assert bench(delegation(MEMBER) + self.TWO + going("甲0号", "甲1号"), only="PT04").levels("PT04") == ["error"]

    @cases(
        "posts",
        [
            ("县政府 副县长", "县发改局 局长", "县接待办 主任"),
            ("市政府 副市长", "县政府 副县长"),
            ("县政府 副县长", "青山镇 镇长"),
        ],
    )
    def test_one_of_each_level(self, bench: Bench, posts: tuple[str, ...]) -> None:
        assert bench(hosts(*posts) + going(*names(len(posts))), only="PT04").codes == []

    def test_at_talks_more_may_sit(self, bench: Bench) -> None:
        assert bench(self.TWO + going("甲0号", "甲1号", kind="座谈"), only="PT04").codes == []

    def test_who_is_listed_and_named_nowhere_goes_along(self, bench: Bench) -> None:
        assert bench(self.TWO + going("甲0号"), only="PT04").codes == ["PT04"]

    @cases(
        ("kind", "codes"),
        [("调研", ["PT04"]), ("检查", ["PT04"]), ("学习交流", ["PT04"]), ("招商", []), ("会议", []), ("外事", [])],
    )
    def test_kinds_of_visit(self, bench: Bench, kind: str, codes: list[str]) -> None:
        assert bench(f"类型: {kind}\n" + self.TWO + going("甲0号", "甲1号"), only="PT04").codes == codes


def city(post: str) -> str:
    return f"来宾: [{{姓名: 市领导, 单位: 市委, 职务: {post}}}]\n"


LOCAL = "标准: {规则包: [city-leaders]}\n"


class TestCityLeaders:
    @pytest.mark.parametrize(("post", "departments", "county"), [("书记", 5, 2), ("副书记", 3, 1)])
    def test_both_sides_of_the_limits(self, bench: Bench, post: str, departments: int, county: int) -> None:
        rows = ["市发改委 主任"] * departments + ["县政府 副县长"] * county
        within = city(post) + hosts(*rows) + going(*names(len(rows)))
        assert bench(within, office=LOCAL, only="PT05").codes == []
        for extra in ("市财政局 局长", "县政府 县长"):
            more = city(post) + hosts(*rows, extra) + going(*names(len(rows) + 1))
            assert bench(more, office=LOCAL, only="PT05").levels("PT05") == ["warning"]
            assert bench(more, only="PT05").codes == []

    def test_who_briefs_stays(self, bench: Bench) -> None:
        rows = (
            '编号: A1, 时间: "9:00-10:00", 事项: 考察, 类别: 考察, 讲解: 唐凯',
            '编号: A2, 时间: "10:00-10:30", 事项: 乘车, 类别: 乘车, 陪同: [⟦唐凯⟧]',
        )
        found = bench(city("书记") + programme(*rows), office=LOCAL, only="PT05")
        assert found.spans("PT05") == found.marks

    @pytest.mark.parametrize(("cars", "codes"), [("[1, 2]", []), ("[1, 2, 3]", ["PT05"])])
    def test_cars(self, bench: Bench, cars: str, codes: list[str]) -> None:
        day = programme(f'编号: A1, 时间: "9:00-9:30", 事项: 乘车, 类别: 乘车, 车辆: {cars}')
        assert bench(city("书记") + day, office=LOCAL, only="PT05").codes == codes

    @cases(
        ("post", "press", "found"),
        [
            ("书记", "{人数: 2, 字数: 700, 时长: 3}", 0),
            ("书记", "{人数: 3, 字数: 701, 时长: 4}", 3),
            ("副书记", "{字数: 300, 时长: 1}", 0),
            ("副书记", "{字数: 301, 时长: 2}", 2),
        ],
    )
    def test_press(self, bench: Bench, post: str, press: str, found: int) -> None:
        plan = city(post) + f"宣传: {press}\n"
        assert bench(plan, office=LOCAL, only="XW01").levels("XW01") == ["info"] * found
        assert bench(plan, only="XW01").codes == []

    @cases(
        ("safety", "codes"),
        [("{警车: 1, 依据: 文件}", ["CX07"]), ("{封路: 是, 依据: 文件}", ["CX07"]), ("{警车: 0}", [])],
    )
    def test_no_police_even_with_a_basis(self, bench: Bench, safety: str, codes: list[str]) -> None:
        assert bench(city("书记") + f"安全: {safety}\n", office=LOCAL, only="CX").codes == codes

    def test_other_guests_are_not_theirs(self, bench: Bench) -> None:
        assert (
            bench("宣传: {人数: 9}\n安全: {警车: 1, 依据: 文件}\n", office=LOCAL, only=("PT05", "XW", "CX07")).codes
            == []
        )


class TestPT06:
    LETTER = "公函: {{来函单位: 省发改委, 文号: 1号, 日期: 2026-05-06, 主题: 调研, 行程: ⟦{}⟧, 人员: [陈志远, 李娜]}}\n"

    @cases("text", ["请县委主要领导陪同", "5月11日到县，要求县长全程陪同", "须由一把手接待"])
    def test_a_demand_in_the_letter(self, bench: Bench, text: str) -> None:
        found = bench(self.LETTER.format(text), only="PT06")
        assert found.spans("PT06") == found.marks
        assert found.levels("PT06") == ["warning"]

    @cases("text", ["5月11日到县，当日返程", "不要求主要领导陪同", "请分管副局长陪同", "听取县长工作汇报"])
    def test_no_demand(self, bench: Bench, text: str) -> None:
        assert bench(self.LETTER.format(text), only="PT06").codes == []

    def test_in_a_note_or_a_task(self, bench: Bench) -> None:
        note = "来宾: [{姓名: 陈志远, 单位: 省发改委, 职务: 副主任, 备注: ⟦希望书记陪同⟧}]\n"
        found = bench(note, only="PT06")
        assert found.spans("PT06") == found.marks
