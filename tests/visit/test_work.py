"""Which unit of an office holds a duty, and which answers for what a visit is about."""

from __future__ import annotations

from jiedai.model.duties import duties
from jiedai.model.office import Office
from jiedai.visit.data import words
from jiedai.visit.work import counterparts, holding, unit_for
from tests.batch import cases

UNITS = (
    "接待办 农业农村局 应急局 教育局 卫健局 发改局 经信局 商务局 文旅局 住建局 交通运输局 水利局 自然资源局 "
    "生态环境局 市场监管局 民政局 人社局 财政局 科技局 司法局 审计局 统计局 退役军人局 医保局 林业局 气象局 公安局 "
    "税务局 城管局 信访局 供销社 总工会 妇联 团委 政协办 人大办 组织部 宣传部 纪委 统战部 档案馆 数据局 国资办 金融办 "
    "粮储中心 供电公司 外事办 "
    "交警大队 融媒体中心 消防大队 体育中心 政法委 法院 检察院 党校"
)


def office(*units: dict[str, object]) -> Office:
    return Office.model_validate({"office": {"name": "x"}, "units": list(units)})


COUNTY = office(*({"name": f"县{name}"} for name in UNITS.split()))


@cases(
    ("text", "unit"),
    [
        ("省农业农村厅", "农业农村局"),
        ("农业农村部", "农业农村局"),
        ("市农业农村局调研乡村振兴", "农业农村局"),
        ("省应急厅", "应急局"),
        ("应急管理部", "应急局"),
        ("省教育厅", "教育局"),
        ("省卫健委", "卫健局"),
        ("国家卫生健康委", "卫健局"),
        ("省发改委", "发改局"),
        ("国家发展改革委", "发改局"),
        ("省工信厅", "经信局"),
        ("省经信厅", "经信局"),
        ("工业和信息化部", "经信局"),
        ("省商务厅", "商务局"),
        ("省文旅厅", "文旅局"),
        ("省文化和旅游厅", "文旅局"),
        ("省住建厅", "住建局"),
        ("住房城乡建设部", "住建局"),
        ("省交通运输厅", "交通运输局"),
        ("省水利厅", "水利局"),
        ("省自然资源厅", "自然资源局"),
        ("省生态环境厅", "生态环境局"),
        ("省市场监管局", "市场监管局"),
        ("省民政厅", "民政局"),
        ("省人力资源和社会保障厅", "人社局"),
        ("省人社厅", "人社局"),
        ("省财政厅", "财政局"),
        ("省科技厅", "科技局"),
        ("省科学技术厅", "科技局"),
        ("省司法厅", "司法局"),
        ("省审计厅", "审计局"),
        ("省统计局", "统计局"),
        ("省退役军人事务厅", "退役军人局"),
        ("省医保局", "医保局"),
        ("国家医疗保障局", "医保局"),
        ("省林业局", "林业局"),
        ("省林草局", "林业局"),
        ("省气象局", "气象局"),
        ("省公安厅", "公安局"),
        ("省税务局", "税务局"),
        ("省信访局", "信访局"),
        ("省政协", "政协办"),
        ("省人大", "人大办"),
        ("省委组织部", "组织部"),
        ("省委宣传部", "宣传部"),
        ("省纪委", "纪委"),
        ("省总工会", "总工会"),
        ("省妇联", "妇联"),
        ("团省委", "团委"),
        ("省数据局", "数据局"),
        ("省国资委", "国资办"),
        ("国网省电力公司", "供电公司"),
        ("省消防救援总队", "消防大队"),
        ("省委党校", "党校"),
        ("省法院", "法院"),
        ("省检察院", "检察院"),
        ("营商环境工作", "发改局"),
        ("基层医疗卫生", "卫健局"),
        ("安全生产", "应急局"),
        ("义务教育均衡发展", "教育局"),
        ("河湖长制", "水利局"),
        ("招商引资", "商务局"),
        ("Provincial Department of Agriculture and Rural Affairs", "农业农村局"),
    ],
)
def test_a_line_has_its_bureau(text: str, unit: str) -> None:
    assert [one.name for one in counterparts(COUNTY, text)] == [f"县{unit}"]


@cases("text", ["", "老同学", "德国林登费尔德市代表团", "全市现场会", "主题教育"])
def test_a_text_without_a_subject_has_none(text: str) -> None:
    assert counterparts(COUNTY, text) == []


def test_the_vocabulary_is_broad_enough_and_whole() -> None:
    subjects = words("subjects")
    assert len(subjects) >= 35
    for entry in subjects.values():
        assert set(entry) == {"name", "words", "except", "units"}
        assert set(entry["name"]) == {"zh", "en"}
        assert entry["units"]


def test_the_first_text_that_a_unit_answers_for_decides() -> None:
    assert [one.name for one in counterparts(COUNTY, "省政府办公厅", "农业")] == ["县农业农村局"]
    assert [one.name for one in counterparts(COUNTY, "省林业局", "农业")] == ["县林业局"]
    assert [one.name for one in counterparts(office({"name": "县农业局"}), "省林业局", "农业")] == ["县农业局"]
    assert {one.name for one in counterparts(COUNTY, "", "农业和基层医疗卫生")} == {"县农业农村局", "县卫健局"}


def test_a_name_counts_before_a_duty_and_a_blank_is_nobody() -> None:
    at = office(
        {"name": "县经济局", "duties": ["农业", "对口"]},
        {"name": "县农业局"},
        {"name": "待填 农业局", "duties": ["农业"]},
    )
    assert [one.name for one in counterparts(at, "农业")] == ["县农业局"]
    only = office({"name": "县经济局", "duties": ["农业", "对口"]})
    assert [one.name for one in counterparts(only, "农业")] == ["县经济局"]
    assert counterparts(office({"name": "县卫健局", "duties": ["医疗", "对口"]}), "省应急厅") == []
    assert counterparts(office({"name": "县交警大队", "duties": ["交通"]}), "省交通运输厅") == []
    assert counterparts(None, "农业") == []


def test_who_names_a_duty_outright_holds_it_first() -> None:
    at = office(
        {"name": "县医保局", "duties": ["医保"]}, {"name": "县卫健局", "duties": ["医疗"]}, {"name": "县人民医院"}
    )
    medical = duties()["medical"]
    assert [one.name for one in holding(at, medical)] == ["县卫健局", "县医保局", "县人民医院"]
    assert unit_for(at, medical) == holding(at, medical)[0]


def test_a_duty_falls_to_the_unit_of_another() -> None:
    at = office({"name": "县接待办", "duties": ["统筹"]})
    found = unit_for(at, duties()["vehicles"])
    assert found is not None
    assert found.name == "县接待办"
    assert unit_for(at, duties()["security"]) is None
    assert unit_for(None, duties()["vehicles"]) is None
