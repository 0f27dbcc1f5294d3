from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

FIELDS = {"横幅": "YS03", "群众迎送": "YS04", "地毯": "YS05"}
STATE = "来宾: [{姓名: 甲某, 单位: 中央, 职务: 中央政治局委员, 职级: 国家级}]\n"
VISIT = programme('编号: A1, 时间: "14:00-15:00", 事项: 考察, 类别: 考察, 责任单位: 县工信局')


def task(what: str) -> str:
    return f"任务:\n  - {{事项: {what}, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}}\n"


@pytest.mark.parametrize(("field", "code"), FIELDS.items())
class TestFields:
    @pytest.mark.parametrize("value", ["1", "有", "是", "[热烈欢迎]", "门口一条"])
    def test_what_is_put_up_is_an_error(self, bench: Bench, field: str, code: str, value: str) -> None:
        found = bench(f"布置: {{{field}: ⟦{value}⟧}}\n", only="YS")
        assert found.codes == [code]
        assert found.spans(code) == found.marks
        assert found.levels(code) == ["error"]

    @pytest.mark.parametrize("value", ["无", "0", "否", "[]", "不设"])
    def test_nothing_is_fine(self, bench: Bench, field: str, code: str, value: str) -> None:
        assert bench(f"布置: {{{field}: {value}}}\n", only="YS").codes == []

    def test_not_before_the_provisions_nor_for_foreign_guests(self, bench: Bench, field: str, code: str) -> None:
        assert bench(f"类型: 外事\n布置: {{{field}: 1}}\n", only="YS").codes == []
        old = "日期: {0}\n日程: [{{日期: {0}, 安排: []}}]\n" + f"布置: {{{{{field}: 1}}}}\n"
        assert bench(old.format("2013-12-07"), only="YS").codes == []
        assert bench(old.format("2013-12-08"), only="YS").codes == [code]


class TestWords:
    @cases(
        ("what", "code"),
        [
            ("在县城入口悬挂欢迎横幅", "YS03"),
            ("沿线横幅制作", "YS03"),
            ("沿线张贴标语", "YS03"),
            ("组织学生列队迎接", "YS04"),
            ("安排群众夹道欢迎", "YS04"),
            ("宾馆门口铺设红地毯", "YS05"),
            ("大堂铺好红毯", "YS05"),
        ],
    )
    def test_tasks_that_say_so(self, bench: Bench, what: str, code: str) -> None:
        found = bench(task(f"⟦{what}⟧"), only="YS")
        assert found.codes == [code]
        assert found.spans(code) == found.marks

    @cases(
        "what",
        [
            "会场不悬挂横幅",
            "拆除沿线旧标语",
            "撤下欢迎横幅",
            "考察地毯生产企业",
            "走访群众",
            "召开群众座谈会",
            "不铺地毯，不献花",
            "核对标语口号是否合规",
            "检查红毯是否清洁",
            "制作接站牌",
            "打扫并清理旧横幅",
        ],
    )
    def test_tasks_that_do_not(self, bench: Bench, what: str) -> None:
        assert bench(task(what), only="YS").codes == []

    def test_a_dropped_task_is_not_done(self, bench: Bench) -> None:
        assert bench(task("悬挂横幅").replace("时限", "状态: 取消, 时限"), only="YS").codes == []

    def test_a_public_event_has_its_own(self, bench: Bench) -> None:
        event, decor = "安全: {公众活动: 是, 预计人数: 300}\n", "布置: {横幅: 20, 地毯: 舞台, 鲜花: 舞台}\n"
        named = "标题: 云溪县冰雪嘉年华开幕式\n"
        assert bench(named + event + decor, only="YS").codes == []
        assert bench(event + decor, without=["来宾"], only="YS").codes == []
        assert bench(event + "布置: {群众迎送: 20}\n", only="YS").codes == ["YS04"]

    def test_a_visit_does_not_become_one_by_saying_so(self, bench: Bench) -> None:
        event, decor = "安全: {公众活动: 是, 预计人数: 300}\n", "布置: {横幅: 20, 地毯: 舞台}\n"
        assert bench(event + decor, only="YS").codes == ["YS03", "YS05"]

    @cases(("sign", "codes"), [("[会标]", []), ("会议横幅", []), ("[会标, 欢迎标语]", ["YS03"])])
    def test_the_sign_of_a_conference(self, bench: Bench, sign: str, codes: list[str]) -> None:
        assert bench(f"布置: {{横幅: {sign}}}\n", only="YS").codes == codes


@cases(
    ("what", "payer", "codes"),
    [
        ("会场鲜花盆景", "接待方", ["LP06"]),
        ("会场鲜花盆景", "来宾单位", []),
        ("花卉产业园参观车辆", "接待方", []),
        ("宾馆门口横幅", "接待方", ["YS03"]),
    ],
)
def test_what_is_paid_for_is_ordered(bench: Bench, what: str, payer: str, codes: list[str]) -> None:
    found = bench(f"经费: [{{项目: ⟦{what}⟧, 金额: 800, 付费: {payer}}}]\n", only=("YS", "LP"))
    assert found.codes == codes
    assert not codes or found.spans(codes[0]) == found.marks


@cases(
    ("what", "codes"),
    [("每间客房摆放果盘", ["LP06"]), ("客房不摆水果", []), ("房间检查热水、空调", []), ("早餐备水果", [])],
)
def test_rooms_get_no_fruit(bench: Bench, what: str, codes: list[str]) -> None:
    found = bench(task(f"⟦{what}⟧"), only="LP06")
    assert found.codes == codes
    assert not codes or "客房" in found.of("LP06")[0].message


class TestYS07:
    @pytest.mark.parametrize(
        ("section", "codes"), [("布置: {电子屏标语: 欢迎莅临}\n", ["YS07"]), ("布置: {电子屏标语: 无}\n", [])]
    )
    def test_off_by_default_and_on_in_the_overlay(self, bench: Bench, section: str, codes: list[str]) -> None:
        assert bench(section, only="YS").codes == []
        office = "标准: {规则包: [fujian]}\n"
        assert bench(section, office=office, only="YS").codes == codes

    @pytest.mark.parametrize(
        ("what", "codes"), [("电子屏滚动显示热烈欢迎省领导", ["YS07"]), ("电子屏显示会议名称", [])]
    )
    def test_in_words(self, bench: Bench, what: str, codes: list[str]) -> None:
        assert bench(task(what), office="标准: {规则包: [fujian]}\n", only="YS07").codes == codes


class TestYS08:
    def test_a_warning_at_other_visits(self, bench: Bench) -> None:
        found = bench(VISIT + "布置: {鲜花: ⟦大厅⟧}\n", only="YS")
        assert found.spans("YS08") == found.marks
        assert found.levels("YS08") == ["warning"]

    def test_an_error_when_a_member_of_the_politburo_comes(self, bench: Bench) -> None:
        assert bench(STATE + VISIT + "布置: {鲜花: 大厅}\n", only="YS08").levels("YS08") == ["error"]
        assert bench(STATE + VISIT + "布置: {鲜花: 无}\n", only="YS08").codes == []
        assert bench(STATE + VISIT.replace("考察,", "⟦观看专场演出⟧,", 1), only="YS08").levels("YS08") == ["error"]

    def test_flowers_at_a_meeting_are_another_rules(self, bench: Bench) -> None:
        assert bench("布置: {鲜花: 大厅}\n", only=("YS", "LP06")).codes == ["LP06"]

    @cases(("what", "codes"), [("大厅摆放鲜花", ["YS08"]), ("考察鲜花基地", []), ("不摆放鲜花", [])])
    def test_in_words(self, bench: Bench, what: str, codes: list[str]) -> None:
        assert bench(VISIT + task(what), only="YS08").codes == codes
