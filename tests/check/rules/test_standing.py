"""GS16 a post against its rank; ZC04 seats written against protocol; ZC03 another custom than the office's."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench
from tests.check.rules.test_seats import TALKS, chart

POST = "来宾: [{{姓名: 陈志远, 单位: {unit}, 职务: {post}, 职级: {rank}}}]\n"


class TestRanks:
    @cases(
        ("unit", "post", "rank", "told"),
        [
            ("省发展改革委", "县域经济处处长", "厅局级", True),
            ("省发展改革委", "县域经济处处长", "县处级", False),
            ("省发展改革委", "县域经济处处长", "乡科级", True),
            ("市水利局", "水库管理处处长", "乡科级", False),
            ("省发展改革委", "县域经济处处长", "二级巡视员", False),
            ("省发展改革委", "处长、二级巡视员", "厅局级", False),
            ("省发展改革委", "副主任", "乡科级", True),
            ("省发展改革委", "副主任", "厅局级", False),
            ("省发展改革委", "副主任", "省部级", True),
            ("省发展改革委", "主任", "省部级", False),
            ("省发展改革委", "办公室副主任", "县处级", False),
            ("省林业局", "副局长", "县处级", False),
            ("省林业局", "副局长", "乡科级", True),
            ("财政部", "预算司司长", "厅局级", False),
            ("财政部", "预算司司长", "县处级", True),
            ("财政部", "预算处处长", "厅局级", True),
            ("邻县县政府", "副县长", "乡科级", True),
            ("邻县县政府", "副县长", "县处级", False),
            ("重庆市某县县政府", "副县长", "厅局级", False),
            ("邻县县政府", "副县长（挂职）", "乡科级", False),
            ("邻县县委", "书记", "乡科级", True),
            ("邻县县委", "书记", "厅局级", False),
            ("共青团邻县", "团县委书记", "乡科级", False),
            ("邻县财政局", "局长", "乡科级", False),
            ("邻县财政局", "局长", "厅局级", True),
            ("邻县财政局", "副局长", "县处级", True),
            ("邻县财政局", "副局长", "其他", False),
            ("青山镇政府", "镇长", "县处级", False),
            ("青山镇政府", "副镇长", "县处级", True),
            ("省发展改革委", "投资处主任科员", "县处级", True),
            ("省发展改革委", "办公室科员", "乡科级", False),
            ("省发展改革委", "一级调研员", "县处级", False),
            ("省发展改革委", "待填", "厅局级", False),
            ("某某集团", "董事长", "厅局级", False),
            ("市总工会", "副主席", "国家级", True),
            ("市总工会", "副主席", "省部级", False),
            ("邻县总工会", "副主席", "省部级", True),
            ("邻县总工会", "副主席", "厅局级", False),
            ("青山镇总工会", "主席", "厅局级", True),
            ("青山镇总工会", "主席", "县处级", False),
            ("省总工会", "主席", "国家级", False),
            ("广西壮族自治区政府", "副主席", "省部级", False),
            ("上海市浦东新区区委", "书记", "省部级", False),
            ("北京市委", "书记", "国家级", False),
            ("省军区", "司令员", "省部级", False),
            ("省农业农村厅", "总经济师", "厅局级", False),
            ("邻县乡村振兴局", "总经济师", "厅局级", False),
            ("兰溪市城镇建设中心", "主任", "厅局级", False),
            ("甲镇石桥村", "村支书", "厅局级", True),
        ],
    )
    def test_a_post_says_what_rank_may_be(self, bench: Bench, unit: str, post: str, rank: str, told: bool) -> None:
        found = bench(POST.format(unit=unit, post=post, rank=f"⟦{rank}⟧"), only="GS16")
        assert found.spans("GS16") == (found.marks if told else ())
        assert found.levels("GS16") == ["warning"] * told

    def test_the_message_says_what_is_usual(self, bench: Bench) -> None:
        found = bench(POST.format(unit="省发展改革委", post="投资处处长", rank="厅局级"), only="GS16")
        assert found.of("GS16")[0].message == "陈志远的职务是“投资处处长”，职级写的是厅局级，这个职务一般是县处级"

    def test_the_message_of_a_rank_above_the_unit(self, bench: Bench) -> None:
        found = bench(POST.format(unit="市总工会", post="副主席", rank="国家级"), only="GS16")
        assert found.of("GS16")[0].message == "陈志远的职级写的是国家级，市总工会的人一般不高于省部级"

    def test_of_foreigners_nothing_is_known(self, bench: Bench) -> None:
        guest = "来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 邻县县政府, 职务: 副县长, 职级: 省部级}]\n"
        assert bench(guest, only="GS16").codes == []
        assert bench(guest.replace("国籍: 德国, ", "") + "类型: 外事\n", only="GS16").codes == []
        assert bench(guest.replace("国籍: 德国, ", ""), only="GS16").codes == ["GS16"]

    def test_one_without_a_rank_does_not_hide_the_next(self, bench: Bench) -> None:
        first = "来宾:\n  - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长}\n"
        found = bench(first + "  - {姓名: 陈志远, 单位: 省发展改革委, 职务: 处长, 职级: ⟦厅局级⟧}\n", only="GS16")
        assert found.spans("GS16") == found.marks

    def test_an_office_of_a_county_of_chongqing(self, bench: Bench) -> None:
        host = "陪同: [{姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: 厅局级}]\n"
        for region, codes in (("重庆市甲县", []), ("云溪县", ["GS16"])):
            office = f"单位: {{名称: 县接待办公室, 地区: {region}}}\n"
            assert bench(host, office=office, only="GS16").codes == codes
        unknown = host.replace("单位: 县政府, ", "")
        assert bench(unknown, office="单位: {名称: 县接待办公室}\n", only="GS16").codes == ["GS16"]

    def test_hosts_too(self, bench: Bench) -> None:
        found = bench("陪同: [{姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: ⟦乡科级⟧}]\n", only="GS16")
        assert found.spans("GS16") == found.marks


class TestOrderOfSeats:
    @cases(
        ("seats", "told"),
        [
            ("来宾席: [陈志远, 李娜], 主人席: [林峰, 沈浩]", False),
            ("来宾席: [⟦李娜⟧, 陈志远], 主人席: [林峰, 沈浩]", True),
            ("来宾席: [陈志远, 李娜], 主人席: [⟦沈浩⟧, 林峰]", True),
            ("人员: [林峰, 沈浩, 陈志远, 李娜]", False),
            ("人员: [林峰, ⟦李娜⟧, 沈浩, 陈志远]", True),
            ("来宾席: 全体, 主人席: [林峰, 沈浩]", False),
            ("来宾席: [李娜, 待填], 主人席: [林峰, 沈浩]", False),
            ("来宾席: [李娜, 陈志远], 指定: [{座位: 客1, 人员: 李娜, 理由: 主讲}]", False),
        ],
    )
    def test_is_that_of_protocol(self, bench: Bench, seats: str, told: bool) -> None:
        found = bench(TALKS + chart(seats), only="ZC04")
        assert found.spans("ZC04") == (found.marks if told else ())

    def test_the_message_names_both_and_the_ground(self, bench: Bench) -> None:
        found = bench(TALKS + chart("来宾席: [李娜, 陈志远], 主人席: [沈浩, 林峰]"), only="ZC04")
        assert [one.message for one in found.of("ZC04")] == [
            "来宾席把李娜写在陈志远前面，与职级高低不符，座次图会按职级高低重排",
            "主人席把沈浩写在林峰前面，与主陪次序不符，座次图会按主陪次序重排",
        ]

    @cases(
        ("one", "other", "told"),
        [
            ("职级: 县处级", "职级: 厅局级", True),
            ("职级: 厅局级", "职级: 厅局级", False),
            ("职级: 副厅级", "职级: 正厅级", True),
            ("职级: 正厅级", "职级: 副厅级", False),
            ("职级: 厅局级", "职级: 正厅级", False),
            ("职务: 丙", "职级: 正厅级", False),
            ("排序: 1", "职级: 正厅级", False),
            ("排序: 2", "排序: 1", True),
            ("排序: 1", "排序: 2", False),
            ("职务: 丙", "排序: 1", False),
        ],
    )
    def test_only_what_is_written_of_both_decides(self, bench: Bench, one: str, other: str, told: bool) -> None:
        people = "".join(
            f"  - {{姓名: {name}, 单位: 乙, {said}}}\n" for name, said in (("陈志远", one), ("李娜", other))
        )
        people = people.replace("单位: 乙, 职级", "单位: 乙, 职务: 丙, 职级").replace("乙, 排序", "乙, 职务: 丙, 排序")
        found = bench("来宾:\n" + people + TALKS + chart("来宾席: [陈志远, 李娜]"), only="ZC04")
        assert bool(found.codes) is told

    def test_in_a_car_and_at_a_signing_there_is_no_such_order(self, bench: Bench) -> None:
        for shape in ("乘车", "签字"):
            assert bench(TALKS + chart("人员: [李娜, 陈志远]", shape), only="ZC04").codes == []
        both = (
            chart("人员: [李娜, 陈志远]", "乘车")
            + "  - {编号: S2, 日程: A2, 形式: 长条桌横放, 来宾席: [⟦李娜⟧, 陈志远]}\n"
        )
        found = bench(TALKS + both, only="ZC04")
        assert found.spans("ZC04") == found.marks

    def test_a_rank_that_is_doubtful_itself_says_nothing_of_seats(self, bench: Bench) -> None:
        guests = (
            "来宾:\n  - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 职级: 乡科级}\n"
            "  - {姓名: 李娜, 单位: 省发展改革委, 职务: 处长, 职级: 县处级}\n"
        )
        found = bench(guests + TALKS + chart("来宾席: [陈志远, 李娜]"), only=("GS16", "ZC04"))
        assert found.codes == ["GS16"]


class TestCustom:
    @cases(
        ("more", "told"),
        [
            ("左右: ⟦右为上⟧", True),
            ("左右: 左为上", False),
            ("座位数: 4", False),
        ],
    )
    def test_another_than_the_office_has(self, bench: Bench, more: str, told: bool) -> None:
        found = bench(TALKS + chart(f"来宾席: [陈志远, 李娜], {more}"), only="ZC03")
        assert found.spans("ZC03") == (found.marks if told else ())
        assert found.levels("ZC03") == ["warning"] * told

    @cases(
        ("section", "office"),
        [
            ("类型: 招商\n", ""),
            ("类型: 外事\n", ""),
            ("来宾: [{姓名: Anna Weber, 国籍: 德国, 单位: 乙, 职务: 丙}]\n", ""),
            ("", "惯例: {双数: 二号居左}\n"),
        ],
    )
    def test_guests_of_another_custom_or_none_known(self, bench: Bench, section: str, office: str) -> None:
        plan = section + TALKS + chart("座位数: 4, 左右: 右为上")
        assert bench(plan, office=office, only="ZC03").codes == []
