"""The same programme as a PDF in several ways, whole processes, in interleaved rounds of one run.

    python -m tests.bench.side_by_side [--rounds 5] [--soffice C] [--weasyprint C] [--rendercv C]

(a) jiedai from the plan; (b) LibreOffice from the Word file that jiedai makes; (c) WeasyPrint from the page that jiedai
makes; (d) RenderCV from a curriculum vitae with the rows of the programme. The other programs are looked for on the
PATH or where the options say; what is absent, or fails, is said and left out. Nothing else needs any of them.

RenderCV sets a page of its own with the same rows, not the same table. Where its LaTeX has no Chinese, the rows are in
Latin letters, as many to the row. To have (c) and (d), in an environment of their own, since RenderCV wants other
versions of the same libraries:

    python -m venv rivals && rivals/bin/pip install -U pip && rivals/bin/pip install --group bench
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import FRESH, JIEDAI, PLAN, ROOT, YARDSTICK, Command, environment, interleaved, row

PROGRAMME = Path(PLAN).stem + "/guest/08-programme"
PATIENCE = 120
"""Seconds after which a program that has not made its page counts as failed."""


def tables() -> list[list[list[str]]]:
    """What the programme's tables say, by rows and cells."""
    from jiedai import blocks as b
    from jiedai.documents.build import Edition, build
    from jiedai.documents.catalog import catalog
    from jiedai.loading import load

    loaded = load(ROOT / PLAN)
    template = catalog(loaded.workspace).templates["programme"]
    document = build(loaded, template, template.audience, Edition(dt.datetime(2026, 1, 1))).document
    assert document is not None
    found = (block for block in b.walk(document.blocks) if isinstance(block, b.Table))
    return [[[b.plain(cell.inlines) for cell in row] for row in table.body] for table in found]


def curriculum(latin: bool) -> str:
    """A curriculum vitae with the rows of the programme's tables, a section for each table. JSON is YAML."""
    sections = {}
    for number, table in enumerate(tables(), start=1):
        texts = [(cells[0], " ".join(" ".join(cells[1:]).split())) for cells in table]
        sections[f"Table {number}"] = [
            {"label": _plain(label), "details": _latin(text) if latin else text} for label, text in texts
        ]
    return json.dumps({"cv": {"name": "Programme", "sections": sections}}, ensure_ascii=latin)


def _plain(text: str) -> str:
    return re.sub(r"[^0-9:-]+", " ", text).strip() or "-"


def _latin(text: str) -> str:
    """A text of as many letters, in words."""
    return re.sub(r"[^\x00-\x7f]{1,4}", lambda match: "word"[: len(match[0])] + " ", text).strip()


def ways(folder: Path, given: argparse.Namespace) -> Iterator[tuple[str, Command]]:
    """The commands of the programs that are there, on files that jiedai has made in `folder`."""
    made = folder / PROGRAMME
    yield "jiedai", [JIEDAI, "render", ROOT / PLAN, "-d", "programme", "-f", "pdf", "-o", FRESH]
    if soffice := found("LibreOffice", given.soffice):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = ["--headless", "--convert-to", "pdf", "--outdir", folder / "office"]
        yield "LibreOffice, from the DOCX", [soffice, profile, *out, made.with_suffix(".docx")]
    if weasyprint := found("WeasyPrint", given.weasyprint):
        yield "WeasyPrint, from the HTML", [weasyprint, "-q", made.with_suffix(".html"), folder / "weasy.pdf"]
    if rendercv := found("RenderCV", given.rendercv):
        only = ["--dont-generate-png", "--dont-generate-markdown", "--dont-generate-html"]
        for latin in (False, True):
            cv = folder / f"{'latin' if latin else 'chinese'}.yaml"
            cv.write_text(curriculum(latin), encoding="utf-8")
            yield f"RenderCV, the same rows{' in Latin letters' if latin else ''}", [rendercv, "render", cv, *only]


def found(name: str, command: str) -> str | None:
    """Where a program is; None, said plainly, where it is nowhere."""
    place = shutil.which(command)
    if place is None:
        print(f"{name}: absent ({command} is not on the PATH)")
    return place


def works(name: str, command: Command, folder: Path) -> bool:
    """Whether a program ends well; if not, what it said last."""
    try:
        ended = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{name}: cannot run ({error})")
        return False
    if ended.returncode:
        said = (ended.stderr.strip() or ended.stdout.strip() or "nothing said").splitlines()
        print(f"{name}: fails ({said[-1].strip()})")
    return ended.returncode == 0


def main() -> None:
    """Measure every way that works."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    for name in ("soffice", "weasyprint", "rendercv"):
        parser.add_argument(f"--{name}", default=name, help="the command, if it is not on the PATH")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        subprocess.run(
            [JIEDAI, "render", PLAN, "-d", "programme", "-f", "docx,html", "-o", folder, "--names", "en"],
            cwd=ROOT, check=True, env=environment(), capture_output=True,
        )  # fmt: skip
        commands = {name: command for name, command in ways(folder, given) if works(name, command, folder)}
        taken = interleaved(commands, given.rounds, folder)
    yardstick = taken.pop(YARDSTICK)
    print(row(YARDSTICK, yardstick, yardstick))
    for name, took in taken.items():
        print(row(name, took, yardstick) + f"  {took / taken['jiedai']:5.1f} times jiedai")


if __name__ == "__main__":
    main()
