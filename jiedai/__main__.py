"""The command `jiedai`; `--version` is answered here, before anything is imported."""

from __future__ import annotations

import os
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 160_000
"""Imports make many objects and hardly any garbage: Python's usual 700 cost 10 ms before a command begins.

Printing one paper makes some 120,000, so that it ends without a collection, which would take 25 ms of its 300.
"""


def main(words: list[str] | None = None) -> int:
    """Run one command line (that of the process by default); the exit status."""
    if words is None:
        _need_utf8()
        words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        from jiedai import __version__

        print(f"jiedai {__version__}")
        return 0
    import gc

    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    _need_no_plugins()
    try:
        from jiedai.cli.start import run

        status = run(words)
    except KeyboardInterrupt:  # while Python still imports
        return 130
    gc.freeze()  # the process ends: what is frozen is not searched for garbage once more, which saves 20 ms
    return status


def _need_no_plugins() -> None:
    """Keep pydantic from looking through every installed package for plugins, of which this command wants none.

    Where that is asked of it by its own variable it still imports all that would read them, `importlib.metadata` with
    e-mail and zip: 17 of the 390 ms of checking one plan. What it imports is therefore put in its place, unless
    somebody asks for plugins; a pydantic that has no such module takes no notice.
    """
    from types import ModuleType

    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__") == "__all__":
        none = ModuleType("pydantic.plugin._loader")
        vars(none)["get_plugins"] = tuple
        sys.modules.setdefault(none.__name__, none)


def _need_utf8() -> None:
    """Start once more in UTF-8 where Python was told that words and names of files are ASCII: ours are Chinese."""
    if os.name == "posix" and sys.getfilesystemencoding() == "ascii":
        os.execv(sys.executable, [sys.executable, "-P", "-X", "utf8", "-m", "jiedai", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
