"""Files that were sent are read as if they lay on a disk, and nothing else is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.loading import load
from jiedai.source import Unreadable, files, read_file
from jiedai.visit.packs import PACKS_DIR
from jiedai.workspace import Workspace, is_knowledge, is_pack, knowledge_in, plans_in, shown

HELD = {
    "plans/a.yaml": "标题: 甲\n",
    "plans/below/b.yml": "标题: 乙\n",
    "plans/office.yaml": "单位: {名称: 县接待办}\n",
    "plans/packs/own.yaml": "rules: {}\n",
    "plans/packs/big/one.yaml": "rules: {}\n",
    "plans/knowledge/county.yaml": "县情: []\n",
    "plans/.hidden.yaml": "",
    "records/a/journal.jsonl": "",
}
ASKED = [*HELD, "plans", "plans/packs", "plans/packs/big", "records", "records/b", "nowhere", "plans/c.yaml", "."]


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    for name, text in HELD.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(root: Path) -> files.Sent:
    return files.Sent(str(root), {str(root / name): text.encode() for name, text in HELD.items()})


def answers(root: Path) -> list[object]:
    """What is said of every path, from the root and relative, and of the workspace."""
    found: list[object] = [files.here()]
    for path in [root / name for name in ASKED] + [Path(name) for name in ASKED]:
        held = files.data(path) if files.is_file(path) else None
        found += [path, files.is_file(path), files.is_dir(path), files.exists(path), held]
    for folder in (root / "plans", root / "plans" / "packs", root / "nowhere", root):
        found.append(files.inside(folder, "*"))
        found += [files.inside(folder, "*.yaml"), files.inside(folder, "o*")]
        found += [files.below(folder, "*.yaml"), files.below(folder, "*.yml")]
        found += [plans_in(folder), knowledge_in(folder), Workspace.around(folder), shown(folder)]
    workspace = Workspace.around(root / "plans" / "below" / "b.yml")
    found += [workspace, workspace.office_path(), workspace.office_path(root / "plans" / "below")]
    found += [(is_pack(Path(name)), is_knowledge(Path(name)), shown(Path(name))) for name in ASKED]
    return found


def test_what_was_sent_answers_as_the_disk_does(root, tmp_path_factory, monkeypatch):
    on_disk = answers(root)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    root.rename(root.with_name("hidden"))
    with files.among(sent(root)):
        assert files.away()
        assert answers(root) == on_disk
    assert not files.away()


def test_a_file_that_was_not_sent_is_not_there_though_it_lies_on_this_disk(root):
    other = root / "plans" / "other.yaml"
    other.write_text("标题: 丙\n", encoding="utf-8")
    with files.among(sent(root)):
        assert not files.exists(other)
        with pytest.raises(FileNotFoundError, match=r"other\.yaml"):
            files.state(other)
        with pytest.raises(Unreadable, match="找不到文件"):
            read_file(other)
    assert files.data(other, 3) == "标".encode()


def test_what_is_jiedais_own_is_read_from_this_disk(root):
    with files.among(sent(root)):
        assert files.is_dir(PACKS_DIR / "national")
        assert files.inside(PACKS_DIR / "national", "*.yaml")
        assert files.state(PACKS_DIR / "national" / "sources.yaml")[1] > 0
        assert not files.is_dir(PACKS_DIR.parents[1])


def test_other_bytes_are_another_state(root):
    """Two offices that send files of one name, time and size are not taken for each other."""
    name, found = str(root / "plans" / "office.yaml"), []
    for office in ("单位: {名称: 甲}\n", "单位: {名称: 乙}\n"):
        plan = str(root / "plans" / "a.yaml")
        with files.among(files.Sent(str(root), {name: office.encode(), plan: HELD["plans/a.yaml"].encode()})):
            found.append(load(Path(plan)).office.office.name)
    assert found == ["甲", "乙"]


def test_a_folder_may_be_sent_without_files(root):
    empty = files.Sent(str(root), {}, [str(root / "far" / "plans")])
    with files.among(empty):
        assert files.is_dir(root / "far" / "plans")
        assert files.inside(root / "far", "*") == []
        assert Workspace.around(root / "far" / "a.yaml").root == root / "far"
