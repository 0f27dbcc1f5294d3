"""Installs jiedai from the wheels beside this file, without a network; with Python's own library alone.

`python install.py [FOLDER]` makes an environment in FOLDER. pip runs from its own wheel, so that a Python without
`ensurepip`, which several Linux systems ship, will do.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
WINDOWS = os.name == "nt"


def usual() -> Path:
    """Where an environment of this user goes that was given no place."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "jiedai"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jiedai"


def main(words: list[str]) -> int:
    """Make the environment and say what comes next; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if sys.version_info < (3, 11):  # noqa: UP036 - the Python that is tried here may be any
        print("需要 Python 3.11 或更新的版本，这里是 " + sys.version.split()[0])
        return 2
    pip = next(iter(sorted(WHEELS.glob("pip-*.whl"), reverse=True)), None)
    if pip is None:
        print(f"wheels 文件夹不全，重新拷一次：{WHEELS}")
        return 2
    target = Path(words[0]).absolute() if words else usual()
    programs = target / ("Scripts" if WINDOWS else "bin")
    python = programs / ("python.exe" if WINDOWS else "python")
    print(f"装到 {target} …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", target], check=False)
    if made.returncode:
        print("建不了环境。Debian、麒麟、统信上先装 python3-venv（系统安装盘里有）")
        return 2
    wanted = ("install", "--quiet", "--no-index", "--find-links", str(WHEELS), "jiedai")
    if subprocess.run([python, pip / "pip", *wanted], check=False).returncode:
        print("没有装上：多半是这台电脑的系统或 Python 版本，打包时没有写进去（见 说明.txt）")
        return 2
    command = programs / ("jiedai.exe" if WINDOWS else "jiedai")
    if subprocess.run([command, "doctor"], check=False).returncode > 1:
        return 2
    office = r"D:\接待" if WINDOWS else "~/接待"
    print(f'\n装好了。下一步，建本单位的文件夹：\n"{command}" init {office}')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
