"""What is drafted in sentences: the chair's script, guides, talking points, and what earlier visits left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai import blocks as b
from jiedai.documents.figured import sentences, with_figures
from jiedai.loading import Loaded, load
from tests.batch import cases
from tests.documents.samples import OFFICE, ROOT, changed, example, in_turn, plan, printed, text_of

TALKS = example(ROOT / "plans" / "2026-10-20-省卫健委调研.yaml")
FOREIGN = example(ROOT / "plans" / "2026-11-10-德国林登费尔德市代表团.yaml")
CONFERENCE = example(ROOT / "plans" / "2026-12-03-全市基层卫生健康工作现场会.yaml")


def script(loaded: Loaded, labels: str = "zh", audience: str | None = None) -> str:
    return text_of(printed(loaded, "script", audience, labels=labels))


def test_a_session_is_opened_and_closed_in_sentences() -> None:
    in_turn(
        script(TALKS),
        [
            "尊敬的梁国栋副主任，各位领导，同志们：", "开场", "大家下午好！今天的座谈会由我主持。",
            "议程有4项：一是介绍与会人员；", "感谢梁国栋副主任和各位来宾。", "接下来的安排是16:35乘车返回临溪宾馆。",
        ],
    )  # fmt: skip


def test_people_are_introduced_by_precedence_and_the_chair_is_not() -> None:
    text = script(TALKS)
    in_turn(text, ["省卫生健康委副主任梁国栋同志", "基层卫生处处长苏敏同志", "省卫生健康委办公室干部石磊同志"])
    assert "我方参加的有：县卫健局局长顾晓岚同志，县接待办主任许静同志。" in text


def test_many_are_introduced_by_their_first_ones() -> None:
    text = script(CONFERENCE)
    assert "临江区卫健局局长路远同志，以及其他各单位的同志21人。" in text
    assert "巫大成" not in text
    assert "承办单位参加的有：县政府副县长贺兰同志" in text  # the chair is a guest
    assert "请县政府副县长贺兰同志致辞，大家欢迎。" in text
    assert "请安坪县卫健局局长安定邦同志发言。" in text


def test_foreign_guests_are_ladies_and_gentlemen_with_chinese_names() -> None:
    text = script(FOREIGN)
    in_turn(text, ["尊敬的克劳斯·赖因哈特市长，女士们、先生们：", "总经理佩特拉·霍夫曼女士", "请双方逐项商议。"])
    assert "同志" not in text
    assert "Klaus" not in text


def test_it_is_set_for_reading_aloud_in_every_language() -> None:
    for labels in ("zh", "en", "both"):
        document = printed(FOREIGN, "script", labels=labels)
        assert document.form is b.Form.SPOKEN
        spoken = [block for block in document.blocks if isinstance(block, b.Paragraph) and block.indent]
        assert any(block.align is b.Align.LEFT for block in spoken)


def test_in_english_it_is_english_alone() -> None:
    text = script(FOREIGN, "en")
    assert "MayorKlausReinhardt,ladiesandgentlemen," in text
    chinese = [line for line in text.splitlines() if any("一" <= char <= "鿿" for char in line)]
    assert [line[:2] for line in chinese] == ["临接"]  # the plan's number


def test_both_languages_have_the_same_paragraphs() -> None:
    both = printed(FOREIGN, "script", labels="both")
    headings = [block for block in b.walk(both.blocks) if isinstance(block, b.Heading) and block.level == 2]
    assert headings
    assert all(" " in b.plain(heading.inlines) for heading in headings)


def test_a_step_without_an_owner_is_the_chairs_own(tmp_path: Path) -> None:
    first = "目的: 听取县域经济运行情况汇报"
    text = (OFFICE / "plans" / "domestic.yaml").read_text(encoding="utf-8")
    steps = text[text.index("        流程:") : text.index("\n      - {编号: A12")]
    loaded = changed(tmp_path, (steps, "        流程: [茶歇（15分钟）, 合影, 小结]"), (first, first))
    in_turn(script(loaded), ["时间约15分钟。", "请各位按站位图就位合影。", "这一项由我来说。"])


def test_a_unit_gets_no_words_of_welcome_that_are_for_guests() -> None:
    assert "感谢各位远道而来" in script(FOREIGN)
    assert "感谢各位远道而来" not in script(FOREIGN, audience="unit")


def test_a_guide_says_the_profile_and_its_figures() -> None:
    in_turn(
        script(TALKS),
        [
            "考察竹溪镇卫生院", "欢迎来到竹溪镇卫生院。我是丁向阳，由我为大家讲解。", "医共体分院，服务人口二万三千人",
            "一看专家下沉诊室；二看双向转诊窗口", "这一站主要是了解专家下沉和双向转诊。",
            "服务人口2.3万人；签约团队8个",
            "下一项是9:55乘车前往溪畔健康步道，请乘1号车。",
        ],
    )  # fmt: skip


def test_without_cards_of_the_place_the_figures_are_those_of_its_profile(tmp_path: Path) -> None:
    text = TALKS.source.text
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "2026-10-20-访.yaml").write_text(text, encoding="utf-8")
    office = (ROOT / "plans" / "office.yaml").read_text(encoding="utf-8")
    (tmp_path / "plans" / "office.yaml").write_text(office, encoding="utf-8")
    alone = load(tmp_path / "plans" / "2026-10-20-访.yaml")
    assert "有几个数字请各位留意：服务人口二万三千人；家庭医生签约团队八个" in script(alone)
    assert "山地占八成" in text_of(printed(alone, "briefing"))


@cases(
    ("text", "figures"),
    [
        ("占地九百亩，入驻企业四十余家，风景优美。", ("占地九百亩", "入驻企业四十余家")),
        ("设影像、心电、检验三个中心；始建于1998年", ("设影像、心电、检验三个中心", "始建于1998年")),
        ("一切为了来宾，万众一心。", ()),
        ("Sixty hectares, 40 companies, a test centre", ("40 companies",)),
        ("", ()),
    ],
)
def test_figures_of_a_text(text: str, figures: tuple[str, ...]) -> None:
    assert with_figures(text)[-len(figures) :] == figures if figures else with_figures(text) == ()


def test_sentences_keep_their_full_stop() -> None:
    assert sentences("甲。乙；丙") == ("甲。", "乙", "丙")


# --- earlier visits ---------------------------------------------------------------------------------------------------

EARLIER = """\
标题: 省发展改革委来云溪县调研重点项目
类型: 调研
事由: 调研重点项目
日期: {date}
来宾: [{{姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 健康提示: 膝关节不适}}]
日程: [{{日期: {date}, 安排: [{{编号: A1, 时间: "9:00-10:00", 事项: 座谈, 类别: 座谈}}]}}]
评估:
  后续:
    - {{事项: 补送项目清单, 责任单位: 县发改局, 状态: 已完成, 结果: 已于三日内送达}}
    - {{事项: 协调用地指标, 责任单位: 县自然资源局}}
"""


def visited(folder: Path, date: str, name: str = "") -> Loaded:
    loaded = changed(folder)
    path = folder / "plans" / f"{name or date}-旧.yaml"
    path.write_text(EARLIER.format(date=date), encoding="utf-8")
    return load(loaded.path) if loaded.path else loaded


def test_the_briefing_knows_what_was_promised(tmp_path: Path) -> None:
    text = text_of(printed(visited(tmp_path, "2025-11-03"), "briefing"))
    in_turn(
        text,
        [
            "上次来访2025年11月3日：省发展改革委来云溪县调研重点项目",
            "上次来访（2025年11月3日）提出的“补送项目清单”：已于三日内送达。",
            "上次来访（2025年11月3日）提出的“协调用地指标”还没有办结，由县自然资源局负责。",
        ],
    )
    assert "膝关节" not in text


@pytest.mark.parametrize(("date", "name"), [("2026-05-11", ""), ("2027-01-05", ""), ("2027-01-05", "2025-01-05")])
def test_a_later_visit_is_not_an_earlier_one(tmp_path: Path, date: str, name: str) -> None:
    assert "上次来访" not in text_of(printed(visited(tmp_path, date, name), "briefing"))


def test_units_are_told_nothing_of_it(tmp_path: Path) -> None:
    loaded = visited(tmp_path, "2025-11-03")
    assert "补送项目清单" not in text_of(printed(loaded, "briefing", "unit"))
    assert "补送项目清单" in text_of(printed(loaded, "briefing", "staff"))


def test_another_unit_has_been_somewhere_else(tmp_path: Path) -> None:
    loaded = visited(tmp_path, "2025-11-03")
    path = tmp_path / "plans" / "2025-11-03-旧.yaml"
    path.write_text(EARLIER.format(date="2025-11-03").replace("单位: 省发展改革委", "单位: 省教育厅"), encoding="utf-8")
    assert "上次来访" not in text_of(printed(loaded, "briefing"))


def test_a_plan_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    loaded = visited(tmp_path, "2025-11-03")
    (tmp_path / "plans" / "2025-12-01-坏.yaml").write_text("省发展改革委: [", encoding="utf-8")
    assert "补送项目清单" in text_of(printed(loaded, "briefing"))
    assert "谈话要点" in text_of(printed(plan(), "briefing"))
