"""A Word file as a PDF, through the word processor that is installed: LibreOffice, or Word or WPS on Windows.

An office that has made its own Word template wants its PDF to look like it; only a word processor can lay it out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 120
"""Time for one paper; LibreOffice takes five seconds to start."""
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SCRIPT = """
$app = $null
foreach ($name in 'Word.Application', 'KWPS.Application', 'WPS.Application') {
  try { $app = New-Object -ComObject $name -ErrorAction Stop; break } catch { }
}
if ($app -eq $null) { exit 3 }
try {
  $app.Visible = $false
  $document = $app.Documents.Open($env:JIEDAI_WORD, $false, $true)
  $document.ExportAsFixedFormat($env:JIEDAI_PDF, 17)
  $document.Close($false)
} finally { $app.Quit() }
"""
"""What PowerShell asks of Word, or of WPS, which has the same objects; paths come by the environment."""


class NoProgramError(Exception):
    """No word processor is installed, or none could make the PDF."""


def as_pdf(word: bytes) -> bytes:
    """The pages of a Word file. Raises NoProgramError."""
    with TemporaryDirectory(prefix="jiedai-") as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(word)
        for make in (_through_libreoffice, _through_word):
            if make(folder) and (folder / "paper.pdf").is_file():
                return (folder / "paper.pdf").read_bytes()
    raise NoProgramError


def libreoffice() -> str | None:
    """Where LibreOffice is, if it is anywhere."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _through_libreoffice(folder: Path) -> bool:
    program = libreoffice()
    if program is None:
        return False
    # A profile of its own: LibreOffice does nothing where the user's own has a window open.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    return _run([*command, str(folder / "paper.docx")], {})


def _through_word(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    files = {"JIEDAI_WORD": str(folder / "paper.docx"), "JIEDAI_PDF": str(folder / "paper.pdf")}
    return _run(["powershell", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT], files)


def _run(command: list[str], more: dict[str, str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env={**os.environ, **more})
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
