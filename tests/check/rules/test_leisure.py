from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench
from tests.check.rules.test_scope import day


class TestLP02:
    @cases("what", ["乘船游览云溪湖", "考察并游览古城", "观光", "登山", "自由购物", "晚间夜游云溪", "赴景区旅游"])
    def test_sightseeing_even_with_a_purpose(self, bench: Bench, what: str) -> None:
        found = bench(day(what, more=", 目的: 了解古城"), only="LP02")
        assert found.spans("LP02") == found.marks
        assert found.levels("LP02") == ["error"]

    @cases(
        "what",
        [
            "调研夜游经济",
            "考察观光农业园",
            "乘船查看水质监测点",
            "乘观光车前往车间",
            "步行经登山步道到观景台",
            "考察游船码头安全",
        ],
    )
    def test_work_and_names(self, bench: Bench, what: str) -> None:
        assert bench(day(what), only="LP02").codes == []

    def test_foreign_guests_may_see_the_lake(self, bench: Bench) -> None:
        assert bench("类型: 外事\n" + day("乘船游览云溪湖"), only="LP").codes == []


class TestLP03:
    @cases("what", ["卡拉OK联谊", "KTV", "足浴放松", "打高尔夫"])
    def test_entertainment(self, bench: Bench, what: str) -> None:
        found = bench(day(what), only="LP03")
        assert found.spans("LP03") == found.marks
        assert found.levels("LP03") == ["error"]

    @cases("what", ["检查歌舞厅消防", "整治酒吧噪声座谈", "考察全民健身中心", "室内space展示"])
    def test_work_in_such_places(self, bench: Bench, what: str) -> None:
        assert bench(day(what), only="LP03").codes == []

    def test_by_the_name_of_the_place(self, bench: Bench) -> None:
        found = bench(day("联谊", more=", 地点: [县机关食堂, 金色歌厅]"), only="LP03")
        assert found.words("LP03") == ["金色歌厅"]


class TestLP04:
    @cases("what", ["观看专场演出", "文艺晚会", "欣赏民俗表演", "军民联欢"])
    def test_a_performance_for_the_guests(self, bench: Bench, what: str) -> None:
        found = bench(day(what), only="LP04")
        assert found.spans("LP04") == found.marks
        assert found.levels("LP04") == ["error"]

    @cases(
        "section",
        [
            "安全: {公众活动: 是}\n",
            "安全: {预计人数: 3000}\n",
            "标题: 冰雪嘉年华开幕式保障\n",
            "事由: 出席丰收节\n",
            "类型: 外事\n",
        ],
    )
    def test_but_not_at_a_public_festival_or_for_foreign_guests(self, bench: Bench, section: str) -> None:
        assert bench(section + day("观看文艺演出"), only="LP04").codes == []

    @cases("what", ["出席樱桃采摘节开幕式，观看文艺演出", "调研歌舞团", "考察演出市场"])
    def test_nor_where_the_item_is_one(self, bench: Bench, what: str) -> None:
        assert bench(day(what), only="LP04").codes == []


class TestLP05:
    def test_only_for_conferences(self, bench: Bench) -> None:
        plan = day("游览云溪湖") + "礼品: [{名称: 笔记本}]\n用餐: [{日程: A1, 形式: 宴请}]\n"
        found = bench("类型: 会议\n" + plan, only="LP05")
        assert sorted(found.words("LP05")) == sorted(["游览云溪湖", "笔记本", "宴请"])
        assert set(found.levels("LP05")) == {"error"}
        assert bench(plan, only="LP05").codes == []

    def test_a_plain_conference(self, bench: Bench) -> None:
        plan = day("全体会议") + "礼品: [{名称: 无}, {名称: 待填}]\n用餐: [{日程: A1, 形式: 自助餐}]\n"
        assert bench("类型: 会议\n" + plan, only="LP05").codes == []


class TestLP06:
    @cases(("flowers", "codes"), [("2盆", ["LP06"]), ("无", []), ("0", [])])
    def test_flowers(self, bench: Bench, flowers: str, codes: list[str]) -> None:
        found = bench(f"布置: {{鲜花: ⟦{flowers}⟧}}\n", only="LP06")
        assert found.codes == codes
        assert not codes or (found.spans("LP06"), found.levels("LP06")) == (found.marks, ["warning"])

    @cases(
        ("kind", "what", "codes"),
        [
            ("座谈", "座谈会（中间茶歇）", ["LP06"]),
            ("会议", "工作会，制作背景板", ["LP06"]),
            ("会议", "工作会，不设茶歇", []),
            ("座谈", "座谈水果产业", []),
            ("考察", "考察鲜花交易中心", []),
        ],
    )
    def test_by_the_text_of_meetings(self, bench: Bench, kind: str, what: str, codes: list[str]) -> None:
        assert bench(day(what, kind), only="LP06").codes == codes

    def test_a_task_for_a_meeting(self, bench: Bench) -> None:
        task = "任务: [{{事项: ⟦摆放水果⟧, 责任人: 姚晨, 时限: T-1, 日程: {}}}]\n"
        found = bench(task.format("A2"), only="LP06")
        assert found.spans("LP06") == found.marks
        assert bench(task.format("A1"), only="LP06").codes == []


class TestLP07AndLP08:
    @cases(
        ("what", "codes"),
        [
            ("外墙粉刷", ["LP07"]),
            ("沿线突击整治", ["LP07"]),
            ("点位立即整改", ["LP07"]),
            ("跟踪整改", []),
            ("讲解新建项目准备", []),
            ("消除临时新建棚屋的安全隐患", []),
            ("踩点", []),
        ],
    )
    def test_dressing_up(self, bench: Bench, what: str, codes: list[str]) -> None:
        found = bench(f"任务: [{{事项: ⟦{what}⟧, 责任人: 姚晨, 时限: T-1}}]\n", only="LP07")
        assert found.codes == codes
        assert not codes or (found.spans("LP07"), found.levels("LP07")) == (found.marks, ["warning"])

    def test_a_dropped_task_is_none(self, bench: Bench) -> None:
        assert bench("任务: [{事项: 外墙粉刷, 时限: T-1, 状态: 取消}]\n", only="LP07").codes == []

    @cases(("what", "levels"), [("接待中心装修", ["info"]), ("会议室租金", []), ("办公楼装修", [])])
    def test_a_venue_among_the_costs(self, bench: Bench, what: str, levels: list[str]) -> None:
        assert bench(f"经费: [{{项目: {what}, 金额: 1}}]\n", only="LP08").levels("LP08") == levels


@pytest.mark.parametrize(
    "what",
    [
        "乘旅游巴士前往青山镇",
        "检查购物场所消防",
        "考察购物街区改造",
        "介绍全县旅游",
        "听取文旅融合发展情况汇报",
        "调研观光火车运营",
        "考察漂流安全管理",
        "步行参观登山节筹备（调研）",
        "学习游览车调度",
        "柑橘水果购销座谈",
        "反馈问题整改情况汇报",
        "土特产展台调研",
        "参观红色旅游纪念馆",
        "考察专场招聘会",
        "乘船前往水文站",
    ],
)
def test_ordinary_work_is_no_leisure(bench: Bench, what: str) -> None:
    assert bench(day(what), only=("FW01", "LP")).codes == []
    tasks = f"任务: [{{事项: {what}, 责任人: 姚晨, 时限: T-1}}]\n"
    assert bench(tasks, only="LP").codes == []
