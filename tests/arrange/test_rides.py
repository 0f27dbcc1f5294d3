"""Rides from a plan to the plan: cars, who sits in which, who leads, who moves."""

from __future__ import annotations

from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.writing import written
from jiedai.loading import load
from tests.arrange.samples import DAY, HEAD, HOSTS, SIX, case_of, errors, guests, written_to

CROWD = guests(
    "陈志远 男 厅局级 省卫健委 分组=一组",
    *(f"一组{number}员 男 其他 省卫健委 分组=一组" for number in "甲乙丙丁"),
    *(f"二组{number}员 男 其他 省医科院 分组=二组" for number in "甲乙丙丁戊己"),
)
"""Eleven guests of two groups: with host and liaison too many for the bus of twelve."""


def part(case, number="A1"):
    return next(part for part in arrange_rides(case).parts if part.id == number)


def rewritten(path):
    case = case_of(path)
    before = path.read_text(encoding="utf-8")
    after = written(case.loaded.source, arrange_rides(case).edits)
    path.write_text(after, encoding="utf-8")
    return before, after


def cars(found):
    return {line.place.split()[0]: line.names for line in found.lines}


def test_one_car_for_all_where_one_is_enough(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY)
    found = part(case_of(path))
    assert list(cars(found)) == ["1"]
    assert found.lines[0].reason == "带车：夏禾；一辆坐得下，集中乘车"
    before, after = rewritten(path)
    assert after == before.replace("责任人: 姚晨}", "责任人: 姚晨, 车辆: [1]}", 1)
    assert errors(load(path), "CX", "GS", "SJ") == []
    again = part(case_of(path))
    assert (again.edits, again.moves) == ((), ())


def test_groups_ride_together_and_the_heads_in_front(tmp_path):
    path = written_to(tmp_path, HEAD, CROWD, HOSTS, DAY)
    found = part(case_of(path))
    by_car = cars(found)
    assert len(by_car) == 2
    first = by_car[next(iter(by_car))]
    assert {"陈志远", "林峰"} <= set(first)
    for group in ("一组", "二组"):
        homes = {car for car, names in by_car.items() for name in names if name.startswith(group)}
        assert len(homes) == 1
    assert found.proof.proven
    assert found.notes == ("2 号车没有带车的工作人员，再派一人",)
    rewritten(path)
    assert errors(load(path), "CX", "GS", "SJ") == []
    assert part(case_of(path)).edits == ()


def test_each_car_has_somebody_to_lead_it(tmp_path):
    day = DAY.replace("工作人员: [夏禾]", "工作人员: [余满, 夏禾]")
    path = written_to(tmp_path, HEAD, CROWD, HOSTS, day)
    found = part(case_of(path))
    leads = [line.reason.split("；")[0] for line in found.lines]
    assert sorted(leads) == ["带车：余满", "带车：夏禾"]
    assert leads[0] == "带车：夏禾", "the liaison leads the first car"
    _before, after = rewritten(path)
    assert after.count("带车人: ") == 2


RIDES = """\
乘车:   # 车头贴车号
  - {日程: A1, 车辆: 2, 乘车人: [陈志远, 李娜, 王芳, 林峰], 带车人: 夏禾}
  - {日程: A1, 车辆: 3, 乘车人: [赵磊, 孙浩, 周强]}
"""


def test_what_the_plan_has_stays(tmp_path):
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 车辆: [2, 3]")
    path = written_to(tmp_path, HEAD, SIX, HOSTS, day, RIDES)
    found = part(case_of(path))
    assert (found.moves, found.edits) == ((), ())
    assert "方案用了 2 辆车，1 号车（考斯特，核载 12）一辆就坐得下" in found.notes


def test_a_late_guest_takes_the_free_seat(tmp_path):
    late = SIX + "  - {姓名: 钱进, 单位: 省医科院, 职务: 干部, 性别: 男, 职级: 其他}\n"
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 车辆: [2, 3]")
    path = written_to(tmp_path, HEAD, late, HOSTS, day, RIDES)
    found = part(case_of(path))
    assert [str(move) for move in found.moves] == ["钱进：新排到 3 号车"]
    before, after = rewritten(path)
    assert after == before.replace("[赵磊, 孙浩, 周强]", "[赵磊, 孙浩, 周强, 钱进]")


def test_somebody_who_stays_away_leaves_the_car(tmp_path):
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 车辆: [2, 3]")
    less = SIX.replace("  - {姓名: 周强, 单位: 省医科院, 职务: 干部, 性别: 男, 职级: 其他}\n", "")
    path = written_to(tmp_path, HEAD, less, HOSTS, day, RIDES)
    assert [str(move) for move in part(case_of(path)).moves] == ["周强：从 3 号车 去掉"]


def test_too_many_for_all_cars(tmp_path):
    crowd = guests(*(f"来宾{chr(0x4E00 + number)} 男 其他 省卫健委" for number in range(40)))
    path = written_to(tmp_path, HEAD, crowd, HOSTS, DAY)
    proposal = arrange_rides(case_of(path))
    assert proposal.clashes
    assert proposal.edits == ()
    only = proposal.parts[0]
    assert [demand.key[0] for demand in only.clash.demands] == ["fleet", "leg"]
    assert only.eased == ("加租一辆 18 座以上的车",)


def test_a_narrow_road_takes_small_cars(tmp_path):
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 备注: 山路窄，用小车")
    path = written_to(tmp_path, HEAD, SIX, HOSTS, day)
    found = part(case_of(path))
    assert all("核载 6" in line.place for line in found.lines)
    assert len(found.lines) == 2


def test_police_cars_carry_no_guests(tmp_path):
    assert not any("9 号车" in line.place for one in _all_parts(tmp_path) for line in one.lines)


def _all_parts(tmp_path):
    return arrange_rides(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, DAY))).parts


def test_numbers_without_names_are_told(tmp_path):
    counted = "人数: {总数: 20}\n"
    path = written_to(tmp_path, HEAD, counted, HOSTS, DAY)
    proposal = arrange_rides(case_of(path))
    assert proposal.parts == ()
    assert "A1 有人只写了人数，要有姓名才能分车" in proposal.notes


def test_without_guests_numbers_or_names_there_is_nobody_to_name(tmp_path):
    named = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 来宾: [陈志远]")
    for day, told in ((DAY, True), (named, False)):
        proposal = arrange_rides(case_of(written_to(tmp_path, HEAD, HOSTS, day)))
        assert any("有人只写了人数" in note for note in proposal.notes) is told


def test_names_of_whom_no_list_tells_do_not_make_numbers_known(tmp_path):
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 来宾: [陈志远]")
    proposal = arrange_rides(case_of(written_to(tmp_path, HEAD, "人数: {总数: 20}\n", HOSTS, day)))
    assert "A1 有人只写了人数，要有姓名才能分车" in proposal.notes


def test_a_ride_of_numbers_keeps_no_other_from_being_arranged(tmp_path):
    back = (
        '      - {编号: A9, 时间: "13:30-14:00", 事项: 返回, 类别: 乘车, 从: 县医院, 到: 云溪站, 责任单位: 县接待办}\n'
    )
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 来宾: [医院职工30人]") + back
    proposal = arrange_rides(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, day)))
    assert [one.id for one in proposal.parts] == ["A9"]
    assert proposal.notes[0] == "A1 有人只写了人数，要有姓名才能分车"


def test_a_host_whom_a_ride_names_besides_those_of_the_item_rides(tmp_path):
    day = DAY.replace("事项: 前往县医院", "事项: 前往县医院, 车辆: [2, 3]")
    rides = RIDES.replace("[赵磊, 孙浩, 周强]", "[赵磊, 孙浩, 周强, 沈浩]")
    assert rides != RIDES
    found = part(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, day, rides)))
    assert "沈浩" in cars(found)["3"]
    assert found.moves == ()
