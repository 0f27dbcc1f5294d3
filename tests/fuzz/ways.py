"""Ways in: what is made of a payload in a workspace, and the command lines that take it.

After each, no file is there that a payload would have made, nothing lies outside the workspace, no control character
reached the terminal, each command ended with a status of its own in a line of its own, and each YAML file that was
written is read by a reader that runs nothing.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from jiedai.report.common.excerpt import harmless_lines
from tests.cli.conftest import NAME, OFFICE, PLAN
from tests.fuzz.coming_back import in_calendar, in_form, in_paper, in_sound_bundle
from tests.fuzz.payloads import PWNED, obeyed
from tests.fuzz.previewed import in_preview, seen
from tests.fuzz.running import Made, at, quoted, ran
from tests.workflow.intake.collection import document


def in_plan(folder: Path, text: str) -> Made:
    """Typed into a plan, its name too, and looked at with whatever looks at plans."""
    plan = folder / "plans" / NAME
    said = PLAN.replace("标题: 省卫健委来云溪县调研", f"标题: {quoted(text)}").replace(
        "事项: 考察,", f"事项: {quoted(text)},"
    )
    plan.write_text(said.replace("姓名: 陈志远", f"姓名: {quoted(text)}"), encoding="utf-8")
    path = f"plans/{NAME}"
    looks = [["check", "-f", form] for form in ("text", "json", "sarif", "github")]
    looks += [["status", "--as-of", "2026-05-08 09:00"], ["due", "--as-of", "2026-05-08 09:00"], ["show", path]]
    looks += [["ledger", "visits", "-f", "csv"], ["ledger", "week", "2026-05-11"], ["ledger", "bookings"]]
    return [*looks, ["due", "--as-of", "2026-05-08 09:00", "-f", "ics"], ["drop", text, path], ["tick", text, path]]


def in_tags(folder: Path, text: str) -> Made:
    """Typed into a plan as it stands, where a reader of YAML might take it for more than words."""
    plan = folder / "plans" / NAME
    plan.write_text(PLAN.replace("事由: 调研基层医疗", f"事由: {text}"), encoding="utf-8", errors="replace")
    return [["check"], ["check", "--fix"]]


def in_office(folder: Path, text: str) -> Made:
    """Typed into the office file."""
    office = {"单位": {"名称": text}, "部门": [{"名称": text, "联系人": text, "电话": "0570-5550100"}],
              "场所": [{"名称": text, "类别": "车站", "地址": text}]}  # fmt: skip
    (folder / "plans" / "office.yaml").write_text(json.dumps(office), encoding="utf-8")
    return [["check"], ["ledger", "week", "2026-05-11"], ["office", "export", "-o", "office.xlsx"]]


def in_list(folder: Path, text: str) -> Made:
    """A guest list that arrives as values between commas."""
    cell = '"' + text.replace('"', '""') + '"'
    (folder / "list.csv").write_text(f"姓名,单位,职务,备注\n梁宽,{cell},{cell},{cell}\n", encoding="utf-8", newline="")
    return [["import", "list.csv", f"plans/{NAME}"], ["import", "list.csv", f"plans/{NAME}", "--write"], ["check"]]


def in_workbook(folder: Path, text: str) -> Made:
    """A guest list that arrives as a workbook, the payload a formula where it can be one."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    for row in (["姓名", "单位", "职务"], ["梁宽", *[ILLEGAL_CHARACTERS_RE.sub("", text)] * 2]):
        book.active.append(row)
    book.save(folder / "list.xlsx")
    return [["import", "list.xlsx", f"plans/{NAME}", "--write"]]


def in_letter(folder: Path, text: str) -> Made:
    """A letter that becomes a plan."""
    said = f"云溪县政府：\n我厅副厅长梁宽等3人定于5月11日赴你县调研{text}，请予接洽。\n{text}\n省卫健委\n2026年5月6日\n"
    (folder / "letter.txt").write_text(said, encoding="utf-8", errors="replace", newline="")
    clean = harmless_lines(said).replace("<U+", "[U+")
    (folder / "letter.docx").write_bytes(document("".join(c for c in clean if c.isprintable() or c == "\n")))
    return [
        ["new", "--from-letter", "letter.txt", "--as-of", "2026-05-06", "-f", "json"],
        ["new", "--from-letter", "letter.txt", "--as-of", "2026-05-06"],
        ["new", "--from-letter", "letter.docx", "--as-of", "2026-05-06", "--stdout"],
    ]


def in_log(folder: Path, text: str) -> Made:
    """What people post on the day."""
    (folder / "said.txt").write_text(f"10:42 已到云溪站{text}\n{text} 10:50 考察开始\n", encoding="utf-8", newline="")
    return [["log", "said.txt", f"plans/{NAME}", "--day", "2026-05-11", *more] for more in ([], ["--write"])]


def in_condition(folder: Path, text: str) -> Made:
    """A rule of the office's own: its condition, its message, the pack's name."""
    rule = {"title": {"zh": text}, "level": "warning", "each": "items", "when": text, "must": text, "at": text,
            "message": {"zh": text}, "hint": {"zh": text}}  # fmt: skip
    code = f"__import__('os').system('touch {PWNED}')"
    rules = {
        "X01": rule,
        "X02": rule | {"when": "it.kind != ''", "must": code},
        "X03": rule | {"must": "plan.__class__"},
    }
    packs = folder / "plans" / "packs"
    packs.mkdir()
    (packs / "county.yaml").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    office = {"单位": {"名称": "云溪县接待办"}, "规则包": ["county", text]}
    (folder / "plans" / "office.yaml").write_text(json.dumps(office), encoding="utf-8")
    return [["check"], ["check", "plans/packs/county.yaml"], ["list", "rules", "-f", "json"], ["explain", "X01"]]


def in_template(folder: Path, text: str) -> Made:
    """A template of the office's own."""
    templates = folder / "templates"
    templates.mkdir()
    head = "---\nid: programme\ntitle: 日程\naudience: [guest]\n---\n"
    (templates / "programme.html").write_text(f"{head}<p>{text}</p>", encoding="utf-8", errors="replace")
    (templates / "guests.typ").write_text(f'#read("../../etc/passwd")\n{text}', encoding="utf-8", errors="replace")
    (templates / "tasks.docx").write_bytes(document("".join(c for c in text if c.isprintable())))
    path = f"plans/{NAME}"
    return [["render", path, "-d", "programme", "-f", "html", "--draft"],
            ["render", path, "-d", "tasks", "-f", "docx", "--draft"]]  # fmt: skip


def in_name(folder: Path, text: str) -> Made:
    """The name of a plan's file, and of what is asked for."""
    name = text.replace("/", "_").replace("\x00", "")[:60] + ".yaml"
    (folder / "plans" / name).write_text(PLAN, encoding="utf-8")
    looks = [["check", "-f", form] for form in ("text", "json", "sarif", "github")]
    return [*looks, ["check", text], ["render", f"plans/{name}", "-d", text], ["templates", "copy", text],
            ["explain", text], ["status", "--as-of", "2026-05-08 09:00"], ["export", "bundle", f"plans/{name}"],
            ["new", text, "--kind", "调研", "--dates", "2026-06-01..2026-06-02"]]  # fmt: skip


def in_bundle(folder: Path, text: str) -> Made:
    """A bundle whose entries lead elsewhere."""
    with zipfile.ZipFile(folder / "b.zip", "w") as packed:
        head = {"bundle": 1, "plan": f"plans/{text}.yaml", "title": text, "files": [{"path": text, "sha256": "0"}]}
        packed.writestr("清单.json", json.dumps(head))
        packed.writestr(f"../{PWNED}", "x")
        packed.writestr(text.replace("\x00", ""), "x")
    return [["import", "b.zip", *more] for more in ([], ["--write"])]


WAYS: dict[str, Callable[[Path, str], Made]] = {
    "plan": in_plan, "tags": in_tags, "office": in_office, "list": in_list, "workbook": in_workbook,
    "letter": in_letter, "log": in_log, "condition": in_condition, "template": in_template, "name": in_name,
    "bundle": in_bundle, "form": in_form, "paper": in_paper, "calendar": in_calendar, "sound bundle": in_sound_bundle,
    "preview": in_preview,
}  # fmt: skip
"""Every way in, by name."""


# --- trying one -------------------------------------------------------------------------------------------------------


def wrong_after(way: str, payload: str, folder: Path) -> list[str]:
    """What is wrong after a payload has come in by a way, in a workspace that is made in this empty folder."""
    home = folder / "home"
    plans = home / "plans"
    plans.mkdir(parents=True)
    (plans / NAME).write_text(PLAN, encoding="utf-8")
    (plans / "office.yaml").write_text(OFFICE, encoding="utf-8")
    lines = WAYS[way](home, payload)
    given = {path for path in home.rglob("*") if path.is_file()}
    given -= set() if way == "tags" else {plans / NAME}  # which is no YAML there any more
    wrong = []
    with at(home):
        for words in lines:
            status, out, err = ran(words)
            if status not in (0, 1, 2):
                wrong.append(f"{words} ended with {status}: {err[-300:]}")
            shown = (text for text in (out, err) if harmless_lines(text) != text)
            wrong += [f"{words} printed a control character: {text[:200]!r}" for text in shown]
            wrong += _in_report(words, out)
        if way == "preview":
            wrong += seen(plans / NAME)
    wrong += [f"{path} lies outside" for path in folder.iterdir() if path != home]
    for path in sorted(home.rglob("*")):
        if path.name == PWNED:
            wrong.append(f"{path} was made")
        if path.is_file() and path not in given:
            wrong += [f"{path.name}: {found}" for found in _in_file(path)]
    return wrong


def _in_report(words: list[str], out: str) -> Iterator[str]:
    """What a program that reads the output would take for something else."""
    form = words[words.index("-f") + 1] if "-f" in words else "text"
    match form:
        case "json" | "sarif" if out:
            json.loads(out)
        case "github":
            for line in out.splitlines():
                if line and not line.startswith(("::error ", "::warning ", "::notice ")):
                    yield f"a line of its own for CI: {line[:80]!r}"
        case "csv" | "ics":
            yield from obeyed(f"x.{form}", out.encode())


def _in_file(path: Path) -> list[str]:
    """What a program would obey of a file that was written."""
    if path.suffix in (".yaml", ".json"):
        try:
            yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        except yaml.YAMLError as error:
            return [str(error)]
        return []
    return obeyed(path.name, path.read_bytes()) if path.suffix in (".docx", ".xlsx", ".html", ".md", ".ics") else []
