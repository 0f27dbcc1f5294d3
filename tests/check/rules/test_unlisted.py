"""GS08 of what a plan falls back on: spare places and hospitals that no list has."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

FARM = "青山现代农业示范基地"


class TestSpares:
    @cases(
        ("spare", "told"),
        [
            ("青山镇农创中心", False),
            ("⟦青山镇农贸中心⟧", True),
            ("⟦青山镇农创中兴⟧", True),
            ("⟦县体育馆⟧", True),
            ("青山镇农创中心二楼", False),
            ("改到青山镇农创中心看录像", False),
            ("改在室内参观", False),
            ("室内展馆", False),
            ("园区展厅", False),
            ("取消", False),
            ("待填", False),
        ],
    )
    def test_of_an_item(self, bench: Bench, spare: str, told: bool) -> None:
        day = programme(f'编号: A1, 时间: "09:00-10:00", 事项: 考察基地, 类别: 考察, 地点: {FARM}, 备选: {spare}')
        found = bench(day, only="GS08")
        assert found.spans("GS08") == (found.marks if told else ())
        assert found.levels("GS08") == ["warning"] * told

    def test_of_a_place_in_the_office_file(self, bench: Bench) -> None:
        known = ", ".join(f"{{{{名称: {name}}}}}" for name in ("县机关食堂", "县行政中心三号会议室", "青山镇农创中心"))
        places = "场所: [{{名称: 甲基地, 室外: 是, 备选: {0}}}, " + known + "]\n"
        found = bench(office=places.format("⟦青山镇农贸中心⟧"), only="GS08")
        (one,) = [one for one in found.of("GS08") if "农贸" in one.message]
        assert (one.span,) == found.office_marks
        assert one.level.value == "warning"
        assert one.hint.startswith("是不是想写“青山镇农创中心”？")
        assert not [
            one
            for one in bench(office=places.format("青山镇农创中心"), only="GS08").of("GS08")
            if "农创" in one.message
        ]

    def test_without_an_office_file_nothing_is_known(self, bench: Bench) -> None:
        day = programme(f'编号: A1, 时间: "09:00-10:00", 事项: 考察, 地点: {FARM}, 备选: 县体育馆')
        assert bench(day, office=None, only="GS08").codes == []
        no_places = {"office": "场所: []\n", "office_without": ("路程",)}
        assert bench(day, **no_places, only="GS08").codes == []


class TestMovedTo:
    @cases(
        ("text", "told"),
        [
            ("青山点位改到农创中心", False),
            ("⟦青山点位改到农贸中心⟧", True),
            ("⟦改在青山镇农贸中心参观⟧", True),
            ("⟦转至农创中新中心，车上备伞⟧", False),
            ("改到县机关餐堂", True),
            ("改到机关餐堂", True),
            ("改到餐堂", False),
            ("改到会展中心", False),
            ("改到县行政中心二号会议室", False),
            ("改到室内", False),
            ("在农贸中心避雨", False),
        ],
    )
    def test_in_a_contingency(self, bench: Bench, text: str, told: bool) -> None:
        text = text if text.startswith("⟦") else f"⟦{text}⟧"
        found = bench(f"预案: [{{情形: 降雨, 措施: [备伞, {text}], 责任单位: 县接待办}}]\n", only="GS08")
        assert found.spans("GS08") == (found.marks if told else ())
        assert found.levels("GS08") == ["warning"] * told
        assert all("是不是想写" in one.hint for one in found.of("GS08"))

    def test_where_no_place_is_listed_none_is_asked_for(self, bench: Bench) -> None:
        risk = "预案: [{情形: 降雨, 措施: [改到农贸中心], 责任单位: 县接待办}]\n"
        assert bench(risk, office=None, only="GS08").codes == []


class TestHospitals:
    @cases(
        ("text", "told"),
        [
            ("送云溪县人民医院", False),
            ("送县人民医院救治", False),
            ("⟦送云溪县中心医院⟧", True),
            ("⟦联系县中医院急诊⟧", True),
            ("就近送医院", False),
            ("送就近医院", False),
            ("联系定点医院", False),
            ("病重的转市人民医院", False),
            ("病重的转衢州市人民医院", False),
            ("病重的转某市人民医院", False),
            ("病重的转云和县人民医院", False),
            ("⟦先送就近医院，再送云溪县中心医院⟧", True),
            ("与县医院对接", False),
            ("准备药品", False),
        ],
    )
    def test_in_a_contingency(self, bench: Bench, text: str, told: bool) -> None:
        risk = f"预案: [{{情形: 突发疾病, 措施: [{text}], 责任单位: 县卫健局}}]\n"
        found = bench(risk, only="GS08")
        assert found.spans("GS08") == (found.marks if told else ())
        assert found.levels("GS08") == ["warning"] * told

    def test_a_hospital_that_somebody_is_of_is_known(self, bench: Bench) -> None:
        risk = "预案: [{情形: 突发疾病, 措施: [送县中医院], 责任单位: 县卫健局}]\n"
        crew = "工作人员: [{姓名: 何静, 岗位: 医疗}, {姓名: 裴宁, 单位: 县中医院, 岗位: 医疗}]\n"
        assert bench(risk + crew, only="GS08").codes == []
        assert bench(risk, only="GS08").codes == ["GS08"]

    def test_a_place_is_a_hospital_by_its_kind_or_its_name(self, bench: Bench) -> None:
        risk = "预案: [{情形: 突发疾病, 措施: [送云溪县中心医院], 责任单位: 县卫健局}]\n"
        for place, told in (
            ("名称: 云溪县人民医院", True),
            ("名称: 急救站, 类别: 医院", True),
            ("名称: 急救站", False),
        ):
            office = f"场所: [{{{place}}}, {{名称: 县机关食堂}}, {{名称: 县行政中心三号会议室}}]\n"
            found = bench(risk, office=office, only="GS08").of("GS08")
            assert any("中心医院" in one.message for one in found) is told

    def test_in_a_task_too(self, bench: Bench) -> None:
        task = "任务: [{{事项: {0}, 责任单位: 县卫健局, 时限: T-1}}]\n"
        found = bench(task.format("⟦与云溪县中心医院对接⟧"), only="GS08")
        assert found.spans("GS08") == found.marks

    def test_where_no_hospital_is_listed_none_is_asked_for(self, bench: Bench) -> None:
        risk = "预案: [{情形: 突发疾病, 措施: [送云溪县中心医院], 责任单位: 县卫健局}]\n"
        office = "场所: [{名称: 县机关食堂}, {名称: 县行政中心三号会议室}]\n"
        assert not [one for one in bench(risk, office=office, only="GS08").of("GS08") if "医院" in one.message]
