"""What the shell offers."""

from __future__ import annotations

import pytest

from jiedai.cli import completion
from jiedai.documents.catalog import catalog
from jiedai.visit.book import rule_book


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("jiedai ch", ["check"]),
        ("jiedai explain YC02", ["YC02"]),
        ("jiedai render -d progr", ["programme"]),
        ("jiedai render -d plan,progr", ["plan,programme"]),
        ("jiedai render -f pdf,do", ["pdf,docx"]),
        ("jiedai render --for gu", ["guest"]),
        ("jiedai render --labels b", ["both"]),
        ("jiedai check --select GS,YC02", ["GS,YC02"]),
        ("jiedai check -f js", ["json"]),
        ("jiedai check plans/2026", ["plans/2026-05-11-省卫健委.yaml"]),
        ("jiedai check pl", ["plans/"]),
        ("jiedai list ru", ["rules"]),
        ("jiedai list rules -f m", ["md"]),
        ("jiedai schema o", ["office"]),
        ("jiedai new x --kind 调", ["调研"]),
        ("jiedai new x --keys e", ["en"]),
        ("jiedai templates co", ["copy"]),
        ("jiedai templates copy programme --as d", ["docx"]),
        ("jiedai check --stri", ["--strict"]),
        ("jiedai seating -f s", ["svg"]),
        ("jiedai arrange ri", ["rides"]),
        ("jiedai arrange rooms -f j", ["json"]),
        ("jiedai seating plans/2026", ["plans/2026-05-11-省卫健委.yaml"]),
        ("jiedai drop 陈", ["陈志远"]),
        ("jiedai drop A", ["A1", "A2"]),
        ("jiedai replace 林", ["林峰"]),
        ("jiedai replace 云溪", ["云溪站"]),
        ("jiedai replace 林峰 云", ["云溪站"]),
        ("jiedai add 甲 --like 陈", ["陈志远"]),
        ("jiedai add 甲 --unit 省", ["省卫健委"]),
        ("jiedai render 卫健 --person 林", ["林峰"]),
        ("jiedai seating --explain 陈", ["陈志远"]),
        ("jiedai seating 卫健 --id A", ["A1", "A2"]),
        ("jiedai guests remember 卫健 陈", ["陈志远"]),
        ("jiedai guests forget 陈", []),
        ("jiedai fit --day 2026", ["2026-05-11"]),
        ("jiedai study quiz --areas YC,S", ["YC,SJ", "YC,SP"]),
        ("jiedai diff --records 2", []),
        ("jiedai offline --system l", ["linux-x64", "linux-arm64"]),
    ],
)
def test_bash_is_offered(capsys, office, monkeypatch, line, wanted):
    from jiedai.cli import start

    monkeypatch.setenv("_JIEDAI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    with pytest.raises(SystemExit) as end:
        start.run([])
    assert end.value.code == 0
    assert capsys.readouterr().out.split() == wanted


def test_codes_and_documents_are_those_of_the_program(office):
    assert {code for code, _title in completion.codes("")} == set(rule_book().rows)
    assert dict(completion.documents("")) == {name: one.title for name, one in catalog().templates.items()}


def test_a_plan_is_found_by_a_part_of_its_name(office):
    assert "plans/2026-05-11-省卫健委.yaml" in completion.plans("卫健")
    assert completion.plans("nowhere/") == []


def test_zsh_gets_titles_in_its_language(capsys, office, monkeypatch):
    from jiedai.cli import start

    monkeypatch.setenv("_JIEDAI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "jiedai render -d programm")
    with pytest.raises(SystemExit):
        start.run([])
    assert '"programme":"日程安排表"' in capsys.readouterr().out


def test_installing_says_so_in_our_words(run, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    result = run("--install-completion")
    assert (result.status, result.out, result.err) == (0, "", "补全已装好，重新打开终端后生效\n")
    assert (tmp_path / ".bashrc").exists()


def test_what_is_remembered_and_recorded_is_offered(capsys, run, worked, tmp_path):
    records = tmp_path / "records"
    (records / "某次来访").mkdir(parents=True)
    assert completion.records("") == ["某次来访"]
    assert completion.remembered("") == []
    (records / "guests.yaml").write_text("[坏", encoding="utf-8")
    assert completion.remembered("") == [], "a file that cannot be read is told by the command, not by Tab"


def test_seating_charts_and_meals_are_offered_with_what_they_are(sound):
    class Line:
        params = {"plan": str(sound)}

    assert ("S1", "座谈会 长条桌横放") in completion.charts(Line(), "") or completion.charts(Line(), "")[0][0] == "S1"
    served = dict(completion.meals(Line(), ""))
    assert served
    assert all("餐" in what for what in served.values())


def test_a_plan_before_an_option_that_waits_for_its_value_is_the_one_that_is_meant(capsys, office, monkeypatch):
    from jiedai.cli import start
    from tests.cli.conftest import PLAN

    (office / "plans" / "另一份.yaml").write_text(PLAN.replace("陈志远", "马立"), encoding="utf-8")
    for line, wanted in (("另一份", ["马立"]), ("plans/另一份.yaml", ["马立"]), ("2026", [])):
        monkeypatch.setenv("_JIEDAI_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", f"jiedai seating {line} --explain 马")
        monkeypatch.setenv("COMP_CWORD", "4")
        with pytest.raises(SystemExit):
            start.run([])
        assert capsys.readouterr().out.split() == wanted
