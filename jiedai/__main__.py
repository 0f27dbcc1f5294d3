"""The command `jiedai`; `--version` is answered here, before anything is imported."""

from __future__ import annotations

import sys


def main(words: list[str] | None = None) -> int:
    """Run one command line (that of the process by default); the exit status."""
    words = sys.argv[1:] if words is None else words
    if words in (["--version"], ["-V"]):
        from jiedai import __version__

        print(f"jiedai {__version__}")
        return 0
    from jiedai.cli.start import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
