"""GS11 one mobile number of two people; GS16 two numbers of one driver, units of contacts."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench

CREW = (
    "工作人员: [{{姓名: 姚晨, 单位: 县接待办, 岗位: 联络, 电话: 13900000201}}, {{姓名: {0}, 岗位: 摄影, 电话: {1}}}]\n"
)
CARS = (
    "车辆: [{{车号: 1, 号牌: 浙H·D0001, 驾驶员: 郑涛, 电话: 13900000001}},"
    " {{车号: 2, 号牌: 浙H·D0002, 驾驶员: {0}, 电话: {1}}}]\n"
)


class TestTwoPeople:
    @cases(
        ("name", "phone", "told"),
        [
            ("余欢", "⟦13900000201⟧", True),
            ("余欢", "⟦139-0000-0201⟧", True),
            ("余欢", "13900000202", False),
            ("余欢", "0570-5550101", False),
            ("姚晨", "13900000201", False),
            ("县融媒体中心", "13900000201", False),
            ("余欢", "待填", False),
        ],
    )
    def test_with_one_mobile(self, bench: Bench, name: str, phone: str, told: bool) -> None:
        found = bench(CREW.format(name, phone), only="GS11")
        assert found.spans("GS11") == (found.marks if told else ())
        assert found.levels("GS11") == ["warning"] * told

    def test_two_drivers_of_the_office(self, bench: Bench) -> None:
        found = bench(office=CARS.format("钱江", "⟦13900000001⟧"), only="GS11")
        (one,) = found.of("GS11")
        assert (one.span,) == found.office_marks
        assert one.level.value == "warning"
        assert one.message == "郑涛和钱江写的是同一个手机 13900000001"
        assert one.file.endswith("office.yaml")
        assert one.related[0].file.endswith("office.yaml")
        assert bench(office=CARS.format("钱江", "13900000002"), only="GS11").codes == []

    def test_a_guest_with_the_number_of_a_driver(self, bench: Bench) -> None:
        guests = (
            "来宾: [{{姓名: 陈志远, 单位: 甲, 职务: 乙, 电话: {0}}}, {{姓名: 李娜, 单位: 甲, 职务: 乙, 电话: {1}}}]\n"
        )
        office = CARS.format("钱江", "13900000002")
        found = bench(guests.format("⟦13900000001⟧", "13900000009"), office=office, only="GS11")
        assert found.spans("GS11") == found.marks

    def test_somebody_of_the_office_file(self, bench: Bench) -> None:
        for office in (
            "人员: [{姓名: 余欢, 电话: 13900000201}]\n",
            "部门: [{名称: 县融媒体中心, 联系人: 余欢, 电话: 13900000201}]\n",
        ):
            found = bench(CREW.format("何静", "13900000202"), office=office, only="GS11")
            (one,) = found.of("GS11")
            assert one.message == "余欢和姚晨写的是同一个手机 13900000201"
            assert one.related[0].file.endswith("office.yaml")

    def test_guests_may_all_have_the_number_of_one(self, bench: Bench) -> None:
        guest = "{{姓名: {0}, 单位: 甲, 职务: 乙, 电话: 13900000009}}"
        assert bench(f"来宾: [{guest.format('陈志远')}, {guest.format('李娜')}]\n", only="GS11").codes == []


class TestOneDriver:
    @cases(
        ("name", "phone", "told"),
        [
            ("郑涛", "⟦13900000002⟧", True),
            ("郑涛", "13900000001", False),
            ("郑涛", "0570-5550101", False),
            ("钱江", "13900000002", False),
            ("接待办司机", "13900000002", False),
        ],
    )
    def test_with_two_mobiles(self, bench: Bench, name: str, phone: str, told: bool) -> None:
        found = bench(office=CARS.format(name, phone), only="GS16")
        assert tuple(one.span for one in found.of("GS16")) == (found.office_marks if told else ())
        assert all(one.related[0].file.endswith("office.yaml") for one in found.of("GS16"))

    def test_a_car_without_a_driver_does_not_hide_the_next(self, bench: Bench) -> None:
        for car in ("{车号: 9, 号牌: 浙H·D0009}", "{车号: 9, 号牌: 浙H·D0009, 驾驶员: 郑涛}"):
            office = CARS.format("郑涛", "13900000002").replace("[", f"[{car}, ")
            assert bench(office=office, only="GS16").codes == ["GS16"]


class TestContacts:
    @cases(
        ("unit", "told"),
        [
            ("县发改局", False),
            ("县发展和改革局", False),
            ("⟦县财政局⟧", True),
            ("县政府", False),
            ("县委", False),
            ("县公安局", False),
            ("云溪县发改局", False),
        ],
    )
    def test_of_one_department_and_listed_under_another(self, bench: Bench, unit: str, told: bool) -> None:
        found = bench(f"陪同: [{{姓名: 沈浩, 单位: {unit}, 职务: 局长}}]\n", only="GS16")
        assert found.spans("GS16") == (found.marks if told else ())

    def test_who_is_the_contact_of_two_says_nothing(self, bench: Bench) -> None:
        office = "部门: [{名称: 县发改局, 联系人: 沈浩}, {名称: 县工信局, 联系人: 沈浩}]\n"
        host = "陪同: [{姓名: 沈浩, 单位: 县财政局, 职务: 局长}]\n"
        assert bench(host, office=office, only="GS16").codes == []
        assert bench(
            host, office=office.replace("县工信局, 联系人: 沈浩", "县工信局, 联系人: 唐凯"), only="GS16"
        ).codes == ["GS16"]


class TestAreaCodes:
    OFFICE = (
        "单位: {{名称: 云溪县接待办, 简称: 县接待办, 值班电话: {0}}}\n"
        "部门: [{{名称: 甲局, 电话: {1}}}, {{名称: 乙局, 电话: 0570-5550102}}, {{名称: 丙局, 电话: {2}}}]\n"
        "场所: [{{名称: 云溪宾馆, 电话: {3}}}]\n"
    )
    RIGHT = ("0570-5550100", "0570-5550101", "0570-5550103", "0570-5550120")

    @cases(
        ("at", "phone", "told"),
        [
            (0, "0507-5550100", True),
            (1, "0507-5550101", True),
            (1, "0571-5550101", True),
            (1, "0580-5550101", True),
            (1, "0516-5550101", False),
            (1, "057-5550101", False),
            (1, "13900000201", False),
            (3, "0507-5550120", True),
            (3, "0571-5550120", False),
        ],
    )
    def test_alone(self, bench: Bench, at: int, phone: str, told: bool) -> None:
        phones = [f"⟦{phone}⟧" if number == at else one for number, one in enumerate(self.RIGHT)]
        found = bench(office=self.OFFICE.format(*phones), only="GS16")
        assert tuple(one.span for one in found.of("GS16")) == (found.office_marks if told else ())
        assert [one.message for one in found.of("GS16")] == [f"区号写的是 {phone[:4]}，别处都是 0570"] * told

    def test_of_a_few_lines_and_of_two_nothing_is_known(self, bench: Bench) -> None:
        two = (*self.RIGHT[:2], "0571-5550103", "0571-5550120")
        assert bench(office=self.OFFICE.format(*two), only="GS16").codes == []
        few = (
            "单位: {名称: 云溪县接待办, 值班电话: 0507-5550100}\n"
            "部门: [{名称: 甲局, 电话: 0570-5550101}, {名称: 乙局, 电话: 0570-5550103}]\n"
        )
        assert bench(office=few + "场所: [{名称: 云溪宾馆}]\n", only="GS16").codes == []
        assert bench(office=few + "场所: [{名称: 云溪宾馆, 电话: 0570-5550120}]\n", only="GS16").codes == ["GS16"]
