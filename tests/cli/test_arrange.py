"""`jiedai arrange`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiedai.arrange.proposal import Proof
from jiedai.arrange.writing import written
from jiedai.check.engine import check
from jiedai.cli.arrange import _proof_text
from jiedai.diagnostics import Level
from jiedai.loading import load
from tests.arrange.samples import DAY, HEAD, HOSTS, OFFICE, SIX, STAY, guests, written_to
from tests.arrange.test_tables import MEAL
from tests.batch import cases

CHINESE = range(0x4E00, 0x9FFF)


@pytest.fixture
def visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with everything still to be arranged, as the only one of the working directory."""
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, STAY)
    monkeypatch.chdir(tmp_path)
    return path


def test_rooms_for_a_clerk(run, visit):
    result = run("arrange", "rooms")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "云溪宾馆（05-11 至 05-12，1 晚）",
        "* 单间    陈志远      （厅局级，单独住）",
        "* 标准间  李娜、王芳  （同单位）",
        "* 标准间  赵磊、孙浩  （同单位、职级相同）",
        "* 标准间  周强        （没有合适的人同住）",
        "  新排 6 人",
        "",
        "已证明没有更好的排法。",
    ]


def test_a_proposal_writes_nothing(run, visit):
    before = visit.read_bytes()
    for what in ("rooms", "rides", "tables"):
        assert run("arrange", what).status == 0
    assert visit.read_bytes() == before
    assert sorted(path.name for path in visit.parent.iterdir()) == ["2026-05-11-来访.yaml", "office.yaml"]


@pytest.mark.parametrize("what", ["rooms", "rides", "tables"])
def test_writing_once_is_enough(run, visit, what):
    first = run("arrange", what, "--write")
    assert (first.status, first.err) == (0, "写好了 plans/2026-05-11-来访.yaml\n")
    written = visit.read_bytes()
    again = run("arrange", what, "--write")
    assert (again.status, again.err) == (0, "方案不用改\n")
    assert visit.read_bytes() == written


def test_everything_written_checks(run, visit):
    before = visit.read_text(encoding="utf-8")
    for what in ("rooms", "rides", "tables"):
        assert run("arrange", what, str(visit), "--write").status == 0
    found = [one for one in check(load(visit)) if one.level is Level.ERROR and one.code[:2] in ("ZS", "CX", "YC", "GS")]
    assert found == []
    after = visit.read_text(encoding="utf-8").splitlines()
    changed = [line for line in before.splitlines() if line not in after]
    assert [line.strip()[:7] for line in changed] == ["陪同: [林峰"], "only the ride got its cars"


def test_json(run, visit):
    data = json.loads(run("arrange", "rooms", "-f", "json").out)
    assert list(data) == ["what", "proven", "cost", "bound", "notes", "parts"]
    assert (data["what"], data["proven"]) == ("rooms", True)
    part = data["parts"][0]
    assert part["lines"][0] == {"place": "单间", "names": ["陈志远"], "reason": "厅局级，单独住", "changed": True}
    assert part["moves"][0] == {"name": "陈志远", "before": None, "after": "单间"}


def test_what_cannot_be_had_is_told_with_the_way_out(run, visit):
    office = visit.with_name("office.yaml")
    office.write_text(OFFICE.replace("标准间: 4, 单间: 2", "标准间: 1, 单间: 1"), encoding="utf-8")
    before = visit.read_bytes()
    result = run("arrange", "rooms", "--write")
    assert (result.status, result.err) == (1, "方案不用改\n")
    assert visit.read_bytes() == before
    lines = result.out.splitlines()
    assert lines[1] == "  排不下。下面几条放在一起做不到，去掉任何一条就能做到："
    assert "    · 云溪宾馆的标准间能用 1 间" in lines
    assert lines[-1] == "  最小的让步：再要标准间 2 间"
    data = json.loads(run("arrange", "rooms", "-f", "json").out)
    assert (data["proven"], data["parts"][0]["relief"]) == (False, ["再要标准间 2 间"])
    assert data["parts"][0]["minimal"] is True


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["room"], ["错误：没有“room”这种安排", "建议：是不是想写“rooms”？"]),
        (["rooms", "-f", "svg"], ["错误：没有“svg”这种输出"]),
        (["rooms", "plans/none.yaml"], []),
        (["rooms", "-", "--write"], ["错误：标准输入不能用 --write", "建议：写出方案的文件名"]),
    ],
)
def test_wrong_usage(run, visit, words, lines):
    result = run("arrange", *words)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[: len(lines)] == lines


def test_an_unknown_hotel_is_asked_for(run, visit):
    visit.write_text("".join((HEAD, SIX, HOSTS, DAY)), encoding="utf-8")
    visit.with_name("office.yaml").write_text(
        OFFICE.replace("  - {名称: 云溪站", "  - {名称: 湖滨宾馆, 类别: 宾馆, 定点: 是}\n  - {名称: 云溪站"),
        encoding="utf-8",
    )
    result = run("arrange", "rooms")
    assert (result.status, result.err.splitlines()) == (
        2,
        ["错误：不知道住哪家宾馆", "建议：在“住宿”里写明宾馆：云溪宾馆、湖滨宾馆"],
    )


def test_a_plan_that_is_none_is_not_touched(run, visit):
    visit.write_text(visit.read_text(encoding="utf-8").replace("类型: 调研", "类型: 旅游"), encoding="utf-8")
    before = visit.read_bytes()
    result = run("arrange", "rooms", "--write")
    assert (result.status, result.out) == (1, "")
    assert visit.read_bytes() == before


def test_a_plan_that_somebody_saves_meanwhile_is_not_overwritten(run, visit, monkeypatch):
    from jiedai.cli import arrange

    def slowly(source, edits):
        text = written(source, edits)
        visit.write_text(visit.read_text(encoding="utf-8") + "# 新加的一行\n", encoding="utf-8")
        return text

    monkeypatch.setattr(arrange, "written", slowly)
    result = run("arrange", "rooms", "--write")
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == ["错误：plans/2026-05-11-来访.yaml 刚刚被改过，没有写入", "建议：再运行一次"]
    assert visit.read_text(encoding="utf-8").endswith("# 新加的一行\n")
    assert "陈志远]" not in visit.read_text(encoding="utf-8")


@cases(
    ("gap", "said"),
    [
        (0, "已证明没有更好的排法。"),
        (999_999, "最多好 999999 分"),
        (1_000_000, "最多少动 1 人"),
        (1_000_001, "最多少动 2 人"),
    ],
)
def test_how_good_it_is(gap, said):
    assert said in _proof_text(Proof(3_000_000 + gap, 3_000_000))


def test_numbers_without_names(run, visit):
    visit.write_text("".join((HEAD, "人数: {总数: 20}\n", HOSTS, DAY, STAY)), encoding="utf-8")
    for what, line in (
        ("rooms", "- 云溪宾馆（05-11 至 05-12，1 晚） 没有要排的来宾；分房要有姓名和性别"),
        ("rides", "- A1 有人只写了人数，要有姓名才能分车"),
        ("tables", "- A3 只有人数，要有姓名才能分桌"),
    ):
        result = run("arrange", what)
        assert (result.status, result.out, result.err) == (0, line + "\n", "")


def test_a_file_in_another_encoding_is_not_touched(run, visit):
    visit.write_bytes(visit.read_text(encoding="utf-8").encode("gb18030"))
    before = visit.read_bytes()
    result = run("arrange", "rooms", "--write")
    assert (result.status, result.out, visit.read_bytes()) == (2, "", before)
    assert result.err.splitlines()[1] == "建议：先用 jiedai check --fix 转换编码"


@pytest.mark.parametrize(("mark", "newline"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n")])
def test_every_other_byte_stays(run, visit, mark, newline):
    before = mark + visit.read_bytes().replace(b"\n", newline)
    visit.write_bytes(before)
    assert run("arrange", "rooms", "--write").status == 0
    after = visit.read_bytes()
    start, end = "  房间:".encode(), "   # 由宾馆定房号".encode()
    head, tail = before.split(start + end)
    assert after.startswith(head + start)
    assert after.endswith(tail)
    assert after.replace(newline, b"").count(b"\r") == 0


def test_every_text_is_in_the_catalog(run, visit, foreign):
    for words in (["x"], ["rooms", "-f", "x"], ["rooms", "-", "--write"]):
        assert not any(ord(char) in CHINESE for char in run("arrange", *words).err)
    for what in ("rooms", "rides", "tables"):
        data = json.loads(run("arrange", what, "-f", "json").out)
        for part in data["parts"]:
            for line in part["lines"]:
                left = line["reason"]
                for name in (*line["names"], "省卫健委", "省医科院", "夏禾", "林峰", "沈浩"):
                    left = left.replace(name, "")
                assert not any(ord(char) in CHINESE for char in left), line["reason"]


def test_the_same_words_whatever_the_hash_seed(visit):
    every = (
        "import sys; from jiedai.__main__ import main\n"
        "for what in ('rooms', 'rides', 'tables'): assert main(['arrange', what, sys.argv[1], '-f', 'json']) == 0"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", every, str(visit)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LANG": "zh_CN.UTF-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first.count(b'"what"') == 3
    assert first == second


def test_a_hundred_and_twenty_guests_have_rooms_cars_and_tables(run, visit):
    people = guests(
        *(
            f"宾{chr(0x4E00 + n)} {'女' if n % 3 == 0 else '男'} {'厅局级' if n == 0 else '乡科级'} 单位{n % 8}"
            f" 分组=组{n % 8} 排序={n + 1}"
            for n in range(120)
        )
    )
    office = OFFICE.replace("标准间: 4, 单间: 2", "标准间: 62, 单间: 6")
    extra = "".join(f"  - {{车号: {20 + n}, 车型: 大巴, 核载: 33, 驾驶员: 驾{n}, 所属: 县接待办}}\n" for n in range(4))
    written_to(visit.parents[1], HEAD, people, HOSTS, DAY, MEAL, STAY, office=office + extra)
    for what in ("rooms", "rides", "tables"):
        result = run("arrange", what, str(visit), "--write")
        assert result.status == 0, result.out
    found = [one for one in check(load(visit)) if one.level is Level.ERROR and one.code[:2] in ("ZS", "CX", "YC", "GS")]
    assert found == []


def test_several_proposals_for_a_clerk(run, visit):
    result = run("arrange", "rooms", "--options", "3")
    assert result.status == 0
    heads = [line for line in result.out.splitlines() if line.startswith("【")]
    assert len(heads) >= 2
    assert heads[0].startswith("【1】")
    assert sum(line.startswith("  放弃：") for line in result.out.splitlines()) == len(heads)
    assert "--option N --write" in result.err


@pytest.mark.parametrize("format", ["text", "json"])
def test_one_proposal_is_what_it_was(run, visit, format):
    assert run("arrange", "rooms", "--options", "1", "-f", format).out == run("arrange", "rooms", "-f", format).out


def test_several_proposals_for_a_program(run, visit):
    data = json.loads(run("arrange", "rooms", "--options", "3", "-f", "json").out)
    assert (data["version"], data["what"]) == (1, "rooms")
    first = data["options"][0]
    assert {"option", "aim", "title", "points", "measures", "gives_up", "parts", "proven"} <= first.keys()
    assert [one["option"] for one in data["options"]] == list(range(1, len(data["options"]) + 1))


def test_the_one_that_is_chosen_is_written(run, visit):
    told = json.loads(run("arrange", "rooms", "--options", "4", "-f", "json").out)["options"]
    alone = next(one for one in told if one["aim"] == "alone")
    result = run("arrange", "rooms", "--option", str(alone["option"]), "--write")
    assert result.status == 0
    assert all(len(line["names"]) == 1 for line in alone["parts"][0]["lines"])
    text = visit.read_text(encoding="utf-8")
    assert "入住人: [赵磊]" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--options", "3", "--write"), "写哪一种"),
        (("--option", "4"), "只有"),
        (("--options", "0"), "--options"),
        (("--options", "9"), "--options"),
    ],
)
def test_options_that_are_none(run, visit, words, told):
    before = visit.read_bytes()
    result = run("arrange", "rooms", *words)
    assert result.status == 2
    assert told in result.err
    assert visit.read_bytes() == before
