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
