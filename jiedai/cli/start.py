"""Runs one command line: language, streams, and what becomes of a command that ends early."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jiedai import language
from jiedai.cli.console import complain, say, steady
from jiedai.cli.everywhere import Everywhere, everywhere
from jiedai.cli.failure import (
    BROKEN_PIPE,
    DEBUG,
    FAULT,
    FINE,
    INTERRUPTED,
    WRONG,
    Failure,
    ReaderGone,
    out_of_reach,
    reason,
    suggestion,
)
from jiedai.language import _


def run(words: list[str]) -> int:
    """Run a command line; the exit status. Nothing a command raises gets out."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # started without a terminal, or with the stream closed
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process
        steady(getattr(sys, name))
    options = everywhere(words)
    language.use(language.preferred(words, os.environ))
    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    if options.debug:
        os.environ[DEBUG] = "1"
    _take_over_expressions()
    reads = options.words[:1] and options.words[0] in _READING
    if reads:
        _read_by_what_is_kept()
    try:
        status = _run(options)
        sys.stdout.flush()
        _keep_expressions()
        _keep_commands()
        if reads:
            _keep_schemas()
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        _abandon_output()
        return BROKEN_PIPE
    except Exception as error:
        if options.debug:
            raise
        return _fault(error, words)
    return status


_READING = frozenset({
    "check", "show", "render", "list", "explain", "seating", "arrange", "dishes", "export",
    "fit", "delay", "replace", "add", "drop", "diff", "issue", "notice", "ack",
    "status", "due", "tick", "log", "gate", "close", "review", "stats", "assess", "ledger", "guests", "study", "drill",
})  # fmt: skip
"""Commands that read plans and ask nothing else of pydantic, such as a JSON schema."""


def _read_by_what_is_kept() -> None:
    from jiedai.model import kept

    kept.want()


def _keep_schemas() -> None:
    from jiedai.model import kept

    kept.keep_schemas()


_EXPRESSIONS = "expressions.json"


def _take_over_expressions() -> None:
    """Use the regular expressions that earlier commands have compiled."""
    from jiedai.precompiled import take_over

    take_over(_kept_expressions)


def _kept_expressions() -> bytes | None:
    from jiedai.source.packaged import recall

    return recall(_EXPRESSIONS)


def _keep_expressions() -> None:
    """Keep those that this command has compiled."""
    from jiedai.precompiled import to_keep

    data = to_keep()
    if data is not None:
        from jiedai.source.packaged import keep

        keep(_EXPRESSIONS, data)


def _keep_commands() -> None:
    """Keep what typer has read this command line by."""
    from jiedai.cli.shortcut import keep_commands

    keep_commands()


def _run(options: Everywhere) -> int:
    """Run the command, its plain failures printed."""
    try:
        if options.lang is not None and options.lang not in language.LANGUAGES:
            message = _("没有“{lang}”这种语言").format(lang=options.lang)
            raise Failure(message, suggestion(options.lang, language.LANGUAGES))
        from jiedai.cli.shortcut import chosen, whole_page

        told = whole_page(options.words)
        if told is not None:
            from jiedai.cli.help_page import page

            print(page(told), end="")
            return FINE
        usual = chosen(options.words)
        if usual is not None:
            from jiedai.cli.work import perform

            return perform(*usual)
        from jiedai.cli.app import run

        return run(options.words)
    except Failure as failure:
        complain(failure)
        return failure.status
    except OSError as error:
        if isinstance(error, BrokenPipeError) or not out_of_reach(error):
            raise
        text = _("文件“{file}”读写失败：{reason}") if error.filename else _("文件读写失败：{reason}")
        complain(Failure(text.format(file=error.filename, reason=reason(error))))
        return WRONG


def _abandon_output() -> None:
    """Whoever read the output is gone: what is still in the buffer must not fail again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    finally:
        os.close(nowhere)


def _fault(error: Exception, words: list[str]) -> int:
    """Say in one line that jiedai is at fault and where the log is."""
    from jiedai.cli.faults import told

    say(told(error, words))
    return FAULT
