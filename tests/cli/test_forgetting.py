"""`jiedai guests forget` and `purge`: what goes, what stays, and that no byte of it is found afterwards."""

from __future__ import annotations

import datetime as dt
import errno
import json
from pathlib import Path

import pytest

from jiedai.source.packaged import cache_folder, keep, recall
from jiedai.workflow.memory.looking import contents
from jiedai.workflow.records.folder import Records, digest
from tests.cli.conftest import NAME, PLAN

GUESTS = """\
  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任, 民族: 回族, 饮食: [清真], 电话: 13900002001, 备注: 上下车要慢一点}
  - {姓名: 李娜, 单位: 省卫健委, 职务: 处长, 过敏: [花生], 健康提示: 膝关节不适}
"""
CLOSED = "结案: {时间: 2026-05-20 10:00, 经办人: 姚晨}\n"
AT = ("--at", "2026-11-20 09:00")
SECRETS = ("上下车要慢一点", "13900002001", "不坐靠门")


@pytest.fixture
def visit(office, monkeypatch, tmp_path_factory) -> Path:
    """The plan of the workspace with guests who say something of themselves, closed; caches of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    path = office / "plans" / NAME
    head, _guest, rest = PLAN.partition("  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任}\n")
    path.write_text(
        head + GUESTS + rest.replace("事项: 考察,", "事项: 考察, 备注: 陈志远上下车要慢一点,") + CLOSED,
        encoding="utf-8",
    )
    return path


def forget(run, *words: str) -> dict:
    found = run("guests", "forget", "陈志远", *AT, "-f", "json", *words)
    return json.loads(found.out) | {"status": found.status}


def purge(run, day: str, *words: str) -> dict:
    found = run("guests", "purge", "--as-of", day, "-f", "json", *words)
    return json.loads(found.out) | {"status": found.status}


def remembered(run, until: str = "2027-05-12") -> None:
    words = ("座位:不坐靠门的位子", "--consent", "口头", "--at", "2026-05-12 14:00", "--until", until)
    assert run("guests", "remember", f"plans/{NAME}", "陈志远", *words).status == 0


def issued(visit: Path) -> None:
    """The first version of a plan as it would have been issued."""
    records, office = Records.of(visit), (visit.parent / "office.yaml").read_bytes()
    records.keep(1, visit.read_bytes(), office)
    sums = {"sha256": digest(visit.read_bytes()), "office_sha256": digest(office)}
    records.append("issue", dt.datetime(2026, 5, 8, 9), plan_version=1, by="姚晨", **sums)


def holding(root: Path, *secrets: str) -> list[str]:
    """The files of a workspace, and of the caches, that hold one of these."""
    files = [path for folder in (root, cache_folder()) for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if any(secret in text for secret in secrets for text in contents(path)))


def test_no_byte_stays_of_what_was_forgotten(run, office, visit):
    remembered(run)
    issued(visit)
    printing = ("--draft", "-f", "docx,html,xlsx", "-d", "guests", "-d", "run-sheet")
    assert run("render", str(visit), *printing).status == 0
    (office / "records" / visit.stem / "undo").mkdir()
    (office / "records" / visit.stem / "undo" / "a.json").write_text("上下车要慢一点", encoding="utf-8")
    (cache_folder() / "results").mkdir(parents=True)
    (cache_folder() / "results" / "a").write_bytes(b"\x80" + "上下车要慢一点".encode())
    assert len(holding(office, *SECRETS)) > 8
    shown = forget(run)
    assert (shown["facts"], shown["fields"], shown["written"], shown["status"]) == (1, 4, False, 1)
    assert {Path(path).stem for path in shown["papers"]} == {"09-工作日程", "10-来宾名单"}
    done = forget(run, "--write")
    assert (done["papers"], done["remaining"], done["status"]) == (shown["papers"], [], 0)
    assert holding(office, *SECRETS) == []
    text = visit.read_text(encoding="utf-8")
    assert "{姓名: 陈志远, 单位: 省卫健委, 职务: 副主任}" in text
    assert "过敏: [花生], 健康提示: 膝关节不适" in text
    assert "陈志远（已清除）" in text
    register = json.loads((office / "out" / visit.stem / "目录.json").read_text(encoding="utf-8"))
    assert register["papers"] == []
    journal = (office / "records" / visit.stem / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(journal[-1])
    assert (entry["type"], entry["count"], "陈志远" in journal[-1]) == ("forget", 4, False)
    assert run("status", str(visit)).err == ""  # a copy that was cleared was not changed by hand
    assert run("guests", "forget", "陈志远", "--write", *AT).out == "没有要清除的\n"


def test_what_is_remembered_and_stands_nowhere_else_is_forgotten_at_once(run, office):
    remembered(run)
    done = forget(run)
    assert (done["facts"], done["fields"], done["written"], done["status"]) == (1, 0, False, 0)
    assert "陈志远" not in (office / "records" / "guests.yaml").read_text(encoding="utf-8")


def test_the_examples_of_the_rules_speak_of_nobody(run, office, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    words = ("diet:素食", "--consent", "口头", "--at", "2026-05-12 14:00")
    assert run("guests", "remember", f"plans/{NAME}", "陈志远", *words).status == 0
    keep("rules-1", "{姓名: 陈志远, 饮食: [素食]}".encode())
    (cache_folder() / "rules-2").write_text("陈志远吃素食", encoding="utf-8")
    assert forget(run)["status"] == 1  # what is not whole may be of a visit
    (cache_folder() / "rules-2").unlink()
    assert forget(run)["status"] == 0
    assert recall("rules-1") is not None
    assert json.loads(run("guests", "list", "-f", "json").out)["guests"] == []


def test_what_is_remembered_waits_where_other_files_are_found_by_it(run, office, visit):
    remembered(run)
    visit.write_text(
        visit.read_text(encoding="utf-8").replace("事项: 接站", "事项: 接站（不坐靠门的位子）"), encoding="utf-8"
    )
    assert forget(run)["status"] == 1
    assert "不坐靠门的位子" in (office / "records" / "guests.yaml").read_text(encoding="utf-8")
    assert forget(run, "--write")["status"] == 0
    assert holding(office, *SECRETS) == []


def test_a_visit_that_is_not_over_keeps_what_it_needs(run, office, visit):
    before = visit.read_text(encoding="utf-8").replace(CLOSED, "")
    visit.write_text(before, encoding="utf-8")
    done = json.loads(run("guests", "forget", "陈志远", "--write", "--at", "2026-05-12 09:00", "-f", "json").out)
    assert (done["kept"], done["fields"]) == ([f"plans/{NAME}"], 0)
    assert visit.read_text(encoding="utf-8") == before
    assert forget(run, "--write")["fields"] == 4  # over by then, closed or not


def test_what_people_have_changed_or_made_is_theirs_to_remove(run, office, visit):
    run("render", str(visit), "--draft", "-f", "docx", "-d", "guests")
    (paper,) = (office / "out").rglob("10-来宾名单.docx")
    own = office / "陈志远.txt"
    own.write_text("13900002001", encoding="utf-8")
    import docx

    document = docx.Document(str(paper))
    document.add_paragraph("手写")
    document.save(str(paper))
    done = forget(run, "--write")
    assert ([one["file"] for one in done["remaining"]], done["status"]) == (
        [paper.relative_to(office).as_posix(), "陈志远.txt"], 1,
    )  # fmt: skip
    assert paper.exists()
    assert own.exists()


def test_papers_put_aside_go_too(run, office, visit):
    place = office / "out" / visit.stem / "作废" / "工作人员" / "10-来宾名单.txt"
    place.parent.mkdir(parents=True)
    place.write_text("13900002001", encoding="utf-8")
    (office / "out" / visit.stem / "目录.json").write_text('{"version": 1, "papers": []}', encoding="utf-8")
    assert forget(run, "--write")["papers"] == [place.relative_to(office).as_posix()]
    assert not place.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("陈志",), "没有叫陈志的来宾"),
        (("陈志远",), "用 --unit 写明是哪个单位的"),
        (("陈志远", "--unit", "市委"), "没有市委的陈志远"),
        ((" ",), "要写明是哪一位来宾"),
    ],
)
def test_who_is_meant(run, office, visit, words, told):
    other = visit.with_name("乙.yaml")
    other.write_text(
        visit.read_text(encoding="utf-8").replace("陈志远, 单位: 省卫健委", "陈志远, 单位: 省教育厅"), encoding="utf-8"
    )
    found = run("guests", "forget", *words, "--write")
    assert (found.status, told in found.err) == (2, True), found.err
    done = forget(run, "--unit", "省卫健委", "--write")
    assert (done["fields"], done["status"]) == (4, 1)  # the other's plan says the same of another


def test_what_is_kept_too_long(run, office, visit):
    remembered(run, until="2026-12-31")
    day, after = "2027-05-12", "2027-05-13"  # the last day and 365 days
    assert (purge(run, "2026-12-31")["facts"], purge(run, "2027-01-01")["facts"]) == (0, 1)
    assert (purge(run, day)["fields"], purge(run, after)["fields"]) == (0, 6)
    with (office / "plans" / "office.yaml").open("a", encoding="utf-8") as file:
        file.write("保存: {敏感信息: 30}\n")
    assert (purge(run, "2026-06-11")["fields"], purge(run, "2026-06-11")["status"]) == (0, 0)
    assert (purge(run, "2026-06-12")["fields"], purge(run, "2026-06-12")["status"]) == (6, 1)
    done = purge(run, after, "--write")
    assert (done["facts"], done["fields"], done["written"], done["status"]) == (1, 6, True, 0)
    assert holding(office, *SECRETS, "膝关节不适", "花生") == []
    assert purge(run, after)["status"] == 0
    assert "陈志远" in visit.read_text(encoding="utf-8")


def test_a_visit_that_nobody_closed_waits(run, office, visit):
    visit.write_text(visit.read_text(encoding="utf-8").replace(CLOSED, ""), encoding="utf-8")
    done = purge(run, "2027-06-01", "--write")
    assert (done["waiting"], done["fields"], done["status"]) == ([f"plans/{NAME}"], 0, 0)
    assert "没有结案" in run("guests", "purge", "--as-of", "2027-06-01").err


def test_copies_are_kept_as_long_as_the_office_says(run, office, visit):
    issued(visit)
    folder = office / "records" / visit.stem
    assert purge(run, "2036-01-01")["copies"] == []  # for good
    with (office / "plans" / "office.yaml").open("a", encoding="utf-8") as file:
        file.write("保存: {版本: 1000}\n")
    copies = [f"records/{visit.stem}/v1.office.yaml", f"records/{visit.stem}/v1.yaml"]
    assert (purge(run, "2029-02-05")["copies"], purge(run, "2029-02-06")["copies"]) == ([], copies)
    assert purge(run, "2029-02-06", "--write")["status"] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["journal.jsonl"]
    found = run("status", str(visit), "--as-of", "2029-02-06")
    assert (found.status, found.err) == (0, "")


def test_what_cannot_be_changed_is_told_and_left(run, office, visit):
    visit.write_bytes(visit.read_text(encoding="utf-8").encode("gb18030"))
    before = visit.read_bytes()
    done = forget(run, "--write")
    assert (done["remaining"][0]["file"], done["status"]) == (f"plans/{NAME}", 1)
    assert visit.read_bytes() == before


def test_a_plan_that_may_not_be_written(run, office, visit, monkeypatch):
    before = visit.read_bytes()

    def refused(path, data):
        raise PermissionError(errno.EACCES, "refused", str(path))

    monkeypatch.setattr("jiedai.workflow.memory.carrying_out.write_atomic", refused)
    found = run("guests", "forget", "陈志远", "--write", *AT)
    assert (found.status, "无法写入" in found.err) == (2, True)
    assert visit.read_bytes() == before


def test_old_versions_of_a_repository_are_told(run, office, visit):
    (office / ".git").mkdir()
    assert ".git 里的旧版本" in run("guests", "forget", "陈志远", "--write", *AT).err
