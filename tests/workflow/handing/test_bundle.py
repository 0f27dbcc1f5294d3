"""A bundle: the same bytes each time, opened elsewhere byte for byte, refused where it is not as its list says."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jiedai.cli import bundles, handed
from jiedai.source.private import OFF
from jiedai.workflow.across import archive
from jiedai.workflow.handing.bundle import LIST
from tests.cli.conftest import NAME, office, run  # noqa: F401

STEM = NAME.removesuffix(".yaml")


@pytest.fixture
def sent(run, office):  # noqa: F811
    """A bundle of a visit with records and papers."""
    records = office / "records" / STEM
    records.mkdir(parents=True)
    (records / "journal.jsonl").write_text("", encoding="utf-8")
    (records / "v1.yaml").write_bytes((office / "plans" / NAME).read_bytes())
    run("render", f"plans/{NAME}", "-d", "programme", "-f", "md", "--draft")
    (office / "out" / STEM / "自己的.txt").write_text("x", encoding="utf-8")
    made = run("export", "bundle", f"plans/{NAME}", "-o", "交接.zip")
    assert (made.status, made.out) == (0, "交接.zip\n")
    assert "敏感信息" in made.err
    return office / "交接.zip"


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_what_is_in_it(run, office, sent):  # noqa: F811
    found = names(sent)
    assert found[:4] == ["清单.json", "SHA256SUMS", f"plans/{NAME}", "plans/office.yaml"]
    assert f"records/{STEM}/v1.yaml" in found
    assert sum(name.endswith(".md") for name in found) == 1
    assert not any("自己的" in name for name in found)
    run("export", "bundle", f"plans/{NAME}", "-o", "又.zip")
    assert (office / "又.zip").read_bytes() == sent.read_bytes()
    with zipfile.ZipFile(sent) as archive:
        for line in archive.read("SHA256SUMS").decode().splitlines():
            checksum, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == checksum
        head = json.loads(archive.read("清单.json"))
    assert (head["bundle"], head["plan"], head["first"]) == (1, f"plans/{NAME}", "2026-05-11")


def test_another_office_opens_it(run, office, sent, tmp_path_factory, monkeypatch):  # noqa: F811
    here = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(here)
    shown = run("import", str(sent))
    assert (shown.status, "校验都对" in shown.out) == (0, True)
    assert not list(here.iterdir())
    assert run("import", str(sent), "--write").status == 0
    for name in (f"plans/{NAME}", "plans/office.yaml", f"records/{STEM}/v1.yaml"):
        assert (here / name).read_bytes() == (office / name).read_bytes()
    assert (here / "records" / STEM / "v1.yaml").stat().st_mode & 0o77 == 0
    assert "都已经有了" in run("import", str(sent), "--write").err
    (here / "plans" / NAME).write_text("标题: 自己的\n", encoding="utf-8")
    (here / "records" / STEM / "v1.yaml").unlink()
    clash = run("import", str(sent), "--write", "-f", "json")
    data = json.loads(clash.out)
    assert (clash.status, data["written"], data["conflicts"]) == (1, False, [f"plans/{NAME}"])
    assert not (here / "records" / STEM / "v1.yaml").exists()


def test_an_office_keeps_its_own_file(run, sent, tmp_path, monkeypatch):  # noqa: F811
    here = tmp_path / "别处"
    (here / "plans").mkdir(parents=True)
    (here / "plans" / "office.yaml").write_text("单位: {名称: 我们}\n", encoding="utf-8")
    monkeypatch.chdir(here)
    assert run("import", str(sent), "--write").status == 0
    assert (here / "plans" / "office.yaml").read_text(encoding="utf-8") == "单位: {名称: 我们}\n"
    assert "云溪县接待办" in (here / "records" / STEM / "sender.office.yaml").read_text(encoding="utf-8")


def _again(sent: Path, change) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            name, data = change(info.filename, old.read(info))
            new.writestr(name, data)
    return made.getvalue()


def _listed(change):
    def apply(name: str, data: bytes) -> tuple[str, bytes]:
        if name != "清单.json":
            return name, data
        head = json.loads(data)
        change(head)
        return name, json.dumps(head).encode()

    return apply


def test_a_bundle_that_is_not_as_its_list_says_is_refused(run, office, sent):  # noqa: F811
    evil = {"path": "../x", "sha256": hashlib.sha256(b"x").hexdigest(), "size": 1}
    changes = {
        "改过": lambda name, data: (name, data + b"#" if name.startswith("plans/2") else data),
        "少了": lambda name, data: (name + "x" if name.startswith("records/") else name, data),
        "出去": _listed(lambda head: head["files"].append(evil)),
        "别的": _listed(lambda head: head["files"].append({**evil, "path": "templates/plan.html"})),
        "隐藏": _listed(lambda head: head["files"].append({**evil, "path": f"out/{STEM}/.x"})),
        "新版": _listed(lambda head: head.update(bundle=2)),
        "坏表": _listed(lambda head: head.pop("files")),
        "胀": lambda name, data: (name, bytes(30_000_000) if name.startswith("records/") else data),
    }
    before = sorted(path for path in office.rglob("*") if path.is_file())
    for name, change in changes.items():
        (office / "坏.zip").write_bytes(_again(sent, change))
        out = run("import", "坏.zip", "--write")
        assert (out.status, len(out.err.strip().splitlines()) <= 2) == (2, True), (name, out)
        (office / "坏.zip").unlink()
    (office / "半.zip").write_bytes(sent.read_bytes()[:500])
    assert run("import", "半.zip", "--write").status == 2
    (office / "半.zip").unlink()
    assert sorted(path for path in office.rglob("*") if path.is_file()) == before


def test_bundles_are_listed_with_how_the_plan_here_stands_to_them(run, office, sent):  # noqa: F811
    (office / "别的.zip").write_bytes(b"PK")
    row = {
        "file": "交接.zip", "title": "省卫健委来云溪县调研", "number": None, "first": "2026-05-11",
        "last": "2026-05-12", "plan": f"plans/{NAME}", "state": "same", "files": len(names(sent)) - 2,
    }  # fmt: skip
    plan = office / "plans" / NAME
    for state in ("same", "changed", "absent"):
        told = run("ledger", "bundles", "-f", "json")
        assert (told.status, json.loads(told.out)["bundles"]) == (0, [row | {"state": state}])
        if state == "same":
            plan.write_text(plan.read_text(encoding="utf-8") + "# 改了\n", encoding="utf-8")
        else:
            plan.unlink(missing_ok=True)
    (office / "存档").mkdir()
    sent.rename(office / "存档" / "交接.zip")
    told = run("ledger", "bundles", "存档")
    assert [word in told.out for word in ("2026-05-11 — 05-12", "存档/交接.zip", "没有")] == [True] * 3
    assert run("ledger", "bundles", "plans").out == "没有交接包\n"


def test_a_bundle_that_has_not_changed_is_listed_from_the_archive_index(run, office, sent, monkeypatch):  # noqa: F811
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(office / ".cache"))
    monkeypatch.setattr(archive, "_SURE", -(10**18))
    unpacked: list[Path] = []
    monkeypatch.setattr(bundles, "opened", lambda path: unpacked.append(path) or handed.opened(path))

    def listed() -> list[dict[str, Any]]:
        told = run("ledger", "bundles", "-f", "json")
        return json.loads(told.out)["bundles"]

    first = listed()
    assert (first, len(first), len(unpacked)) == (listed(), 1, 1)
    plan = office / "plans" / NAME
    plan.write_text(plan.read_text(encoding="utf-8") + "# 改了\n", encoding="utf-8")
    assert (listed()[0]["state"], len(unpacked)) == ("changed", 1)
    archive.discard(Path.cwd())  # made again at any time
    assert (listed()[0]["state"], len(unpacked)) == ("changed", 2)
    sent.write_bytes(_again(sent, _listed(lambda head: head.update(title="另一次"))))
    assert (listed()[0]["title"], len(unpacked)) == ("另一次", 3)
    sent.write_bytes(_again(sent, lambda name, data: (name, data + b"#" if name.endswith(".yaml") else data)))
    assert run("ledger", "bundles").status == 2  # no longer whole: never told from what was
    sent.unlink()
    assert listed() == []
    with sqlite3.connect(archive.path_of(Path.cwd())) as kept:
        assert kept.execute("select count(*) from bundle").fetchone() == (0,)


def test_a_damaged_row_of_a_bundle_makes_the_index_anew(run, office, sent, monkeypatch):  # noqa: F811
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(office / ".cache"))
    before = run("ledger", "bundles", "-f", "json").out
    with sqlite3.connect(archive.path_of(Path.cwd())) as kept:
        kept.execute("update bundle set handed = replace(handed, '云溪', '云滩')")
    told = run("ledger", "bundles", "-f", "json")
    assert (told.status, told.out, "归档索引坏了" in told.err) == (0, before, True)


@pytest.mark.parametrize(
    ("what", "told"), [("没有.zip", "找不到"), (f"plans/{NAME}", "不是交接包"), ("坏的.zip", "不完整")]
)
def test_what_is_no_bundle_is_told_and_the_others_are_listed(run, office, sent, what, told):  # noqa: F811
    with zipfile.ZipFile(sent) as whole, zipfile.ZipFile(office / "坏的.zip", "w") as bad:
        for name in whole.namelist():
            bad.writestr(name, whole.read(name) + (b"#" if name.endswith(".yaml") else b""))
    found = run("ledger", "bundles", what, "交接.zip")
    assert (found.status, "交接.zip" in found.out, told in found.err) == (2, True, True)


@pytest.mark.parametrize("list_", [b"{}{}", b"\xff", b'{"bundle": 1}'])
def test_of_a_damaged_list_its_name_is_told(run, office, list_):  # noqa: F811
    with zipfile.ZipFile(office / "坏的.zip", "w") as bad:
        bad.writestr(LIST, list_)
    found = run("import", "坏的.zip")
    assert (found.status, found.err.splitlines()[0]) == (2, f"错误：坏的.zip 不完整或被改过：{LIST}")
