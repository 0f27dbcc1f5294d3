"""The icons of an office's start menu on Windows: `接待.bat` to click on, `接待.ps1` for who works in PowerShell.

Both look for jiedai beside themselves, then where it stood when they were written, then on the PATH, and run `jiedai
start` in their own folder with the files that were dropped on them.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path, PureWindowsPath

from jiedai.source.save import write_atomic, write_new

NAME = "接待"
_ADDRESS = "JIEDAI_AT"
"""The variable of the batch file that holds the program."""

# cmd reads a batch file a line at a time in the code page of that moment: 936 on a Chinese Windows, which makes other
# characters of UTF-8, and may take the end of a line for half of one. So all is ASCII that runs before the code page
# is changed; what is not stands behind such a change and ends in ASCII. No line is in a block of parentheses, which
# a `)` in the name of a folder would close; delayed expansion is off, which takes `!` out of names.
_BATCH = """\
@echo off
setlocal DisableDelayedExpansion
pushd "%~dp0"
set "{address}=%~dp0.venv\\Scripts\\jiedai.exe"
if exist "%{address}%" goto run
{known}set "{address}="
for %%P in (jiedai.exe) do set "{address}=%%~$PATH:P"
if not defined {address} goto missing
:run
"%{address}%" start %*
set "STATUS=%ERRORLEVEL%"
if not "%~1"=="" pause
if "%~1"=="" if %STATUS% GEQ 2 pause
popd
exit /b %STATUS%
:missing
chcp 65001 >nul
echo 找不到 jiedai。先安装，或者把装好的 .venv 文件夹放在这里：  %~dp0
pause
popd
exit /b 2
"""
_KNOWN = """\
set "{address}={path}"
if exist "%{address}%" goto run
"""
_CODE_PAGE = """\
for /f "tokens=2 delims=:." %%C in ('chcp') do set "CODEPAGE=%%C"
chcp 65001 >nul
{known}chcp %CODEPAGE% >nul
"""
_POWERSHELL = """\
# 在这个文件夹里打开 jiedai 的菜单；把方案的路径写在后面，就检查并打印它。
param([Parameter(ValueFromRemainingArguments)][string[]]$Plans)
Set-Location -LiteralPath $PSScriptRoot
$places = @((Join-Path $PSScriptRoot '.venv\\Scripts\\jiedai.exe'){known})
$jiedai = $places | Where-Object {{ Test-Path -LiteralPath $_ }} | Select-Object -First 1
if (-not $jiedai) {{ $jiedai = (Get-Command jiedai -ErrorAction SilentlyContinue).Source }}
if (-not $jiedai) {{ Write-Host '找不到 jiedai。先安装，或者把装好的 .venv 文件夹放在这里。'; exit 2 }}
& $jiedai start @Plans
exit $LASTEXITCODE
"""


def program() -> PureWindowsPath | None:
    """Where `jiedai.exe` of this installation is; None on a system that has none."""
    if sys.platform != "win32":
        return None
    return PureWindowsPath(sysconfig.get_path("scripts")) / "jiedai.exe"


def batch(known: PureWindowsPath | None) -> bytes:
    """The batch file, in UTF-8 without a mark, its lines ended as cmd wants them. `known` is where jiedai is."""
    looking = ""
    if known is not None:
        looking = _KNOWN.format(address=_ADDRESS, path=str(known).replace("%", "%%"))
        if not str(known).isascii():
            looking = _in_utf8(looking)
    return _windows(_BATCH.format(address=_ADDRESS, known=looking)).encode()


def _in_utf8(looking: str) -> str:
    """Lines that cmd is to read as UTF-8; the code page is put back before they jump away."""
    found, jump = looking.splitlines(keepends=True)
    return _CODE_PAGE.format(known=found) + jump


def powershell(known: PureWindowsPath | None) -> bytes:
    """The same for PowerShell, whose older one takes a file for GBK that has no mark of UTF-8."""
    also = "" if known is None else ", '{}'".format(str(known).replace("'", "''"))
    return _windows(_POWERSHELL.format(known=also)).encode("utf-8-sig")


def _windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def write(folder: Path, *, anew: bool = False) -> list[Path]:
    """Put the icons into a folder; those written. What is there already stays as it is, unless they are made `anew`.

    OSError where they cannot be written.
    """
    written = []
    for suffix, make in ((".bat", batch), (".ps1", powershell)):
        path = folder / f"{NAME}{suffix}"
        if anew:
            write_atomic(path, make(program()))
        elif os.path.lexists(path):
            continue
        else:
            write_new(path, make(program()))
        written.append(path)
    return written
