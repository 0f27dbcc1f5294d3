"""The server: one message after the other; what is open is checked when nothing waits, so that no answer is late."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jiedai import __version__
from jiedai.diagnostics import Diagnostic
from jiedai.language import _
from jiedai.lsp import margin, outline
from jiedai.lsp.completion import completion
from jiedai.lsp.desk import Desk
from jiedai.lsp.documents import Document, Lines, path_of_uri
from jiedai.lsp.findings import Mending, diagnostic, formatting
from jiedai.lsp.hover import hover
from jiedai.lsp.names import Mention, declarations, everywhere, here, mention_at
from jiedai.lsp.rename import named_at, renamed
from jiedai.lsp.rpc import (
    CANCELLED,
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    Connection,
    Json,
    Refused,
)
from jiedai.model.base import DamagedValue

_ERROR, _INFO = 1, 3
_CAPABILITIES: Json = {
    "positionEncoding": "utf-16",
    "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
    "completionProvider": {"triggerCharacters": [":", " ", "[", "{", ",", "、", "-"]},
    "hoverProvider": True,
    "definitionProvider": True,
    "referencesProvider": True,
    "documentHighlightProvider": True,
    "renameProvider": {"prepareProvider": True},
    "documentSymbolProvider": True,
    "foldingRangeProvider": True,
    "inlayHintProvider": True,
    "codeLensProvider": {},
    "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll.jiedai"]},
    "documentFormattingProvider": True,
    "executeCommandProvider": {"commands": [margin.RENDER, margin.CHART]},
}


class Server:
    """One editor at work. What it is told changes the desk, what it asks is answered from there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._desk = Desk()
        self._state = "new"
        self._waiting: dict[str, None] = {}
        """Documents that are to be checked."""
        self._beyond: dict[str, dict[str, list[Diagnostic]]] = {}
        """For each document what its check finds in other files, by their names."""
        self._published: set[str] = set()
        """Files that the editor shows something for."""

    def run(self) -> int:
        """Serve until the editor ends it; the exit status: 0 where it said so before."""
        while self._state != "gone":
            if self._waiting and not self._connection.waiting:
                self._check(next(iter(self._waiting)))
                continue
            message = self._connection.next()
            if message is None:
                return 0 if self._state == "ended" else 1
            if message.get("method") == "exit":
                return 0 if self._state == "ended" else 1
            self._take(message)
        return 0

    # --- messages -----------------------------------------------------------------------------------------------------

    def _take(self, message: Json) -> None:
        method, number = message.get("method"), message.get("id")
        if not isinstance(method, str):
            if number is None or not ("result" in message or "error" in message):
                self._connection.refuse(number, INVALID_REQUEST, "no method")
            return
        params = message.get("params") or {}
        if "id" not in message:
            self._notified(method, params)
            return
        if self._connection.is_cancelled(number):
            self._connection.refuse(number, CANCELLED, "cancelled")
            return
        try:
            self._connection.answer(number, self._answer(method, params))
        except Refused as error:
            self._connection.refuse(number, error.code, error.message)
        except DamagedValue:  # what is asked for stands in a part of the plan that cannot be read for now
            self._connection.answer(number, None)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._log(error)
            self._connection.refuse(number, INVALID_PARAMS, f"{type(error).__name__}: {error}")
        except Exception as error:  # an editor goes on without this one answer
            self._log(error)
            self._connection.refuse(number, INTERNAL_ERROR, f"{type(error).__name__}: {error}")

    def _notified(self, method: str, params: Json) -> None:
        if self._state != "running" and method != "initialized":
            return
        handler = _NOTIFICATIONS.get(method)
        try:
            if handler is not None:
                handler(self, params)
        except Exception as error:  # what an editor tells wrongly is no reason to leave it alone
            self._log(error)

    def _answer(self, method: str, params: Json) -> object:
        if method == "initialize":
            return self._initialize(params)
        if self._state == "new":
            raise Refused("not initialized", NOT_INITIALIZED)
        if self._state != "running":
            raise Refused("shut down", INVALID_REQUEST)
        if method == "shutdown":
            self._state = "ended"
            return None
        handler = _REQUESTS.get(method)
        if handler is None:
            raise Refused(f"no method {method}", METHOD_NOT_FOUND)
        return handler(self, params)

    def _log(self, error: BaseException) -> None:
        """Tell the editor's log what went wrong, with all that helps to find it."""
        told = "".join(traceback.format_exception(error))
        self._connection.tell("window/logMessage", {"type": _ERROR, "message": f"jiedai {__version__}\n{told}"})

    def _initialize(self, params: Json) -> Json:
        if self._state != "new":
            raise Refused("initialized already", INVALID_REQUEST)
        folders = params.get("workspaceFolders") or []
        uri = folders[0]["uri"] if folders else params.get("rootUri")
        root = path_of_uri(uri) if isinstance(uri, str) else None
        if root is not None and root.is_dir():
            self._desk.root = root
        self._state = "running"
        return {"capabilities": _CAPABILITIES, "serverInfo": {"name": "jiedai", "version": __version__}}

    # --- documents ----------------------------------------------------------------------------------------------------

    def _opened(self, params: Json) -> None:
        item = params["textDocument"]
        self._desk.open(Document(item["uri"], item.get("version"), item["text"]))
        self._all_again(item["uri"])

    def _changed(self, params: Json) -> None:
        uri = params["textDocument"]["uri"]
        self._desk.document(uri).change(params["textDocument"].get("version"), params["contentChanges"])
        if self._desk.path(uri).name == "office.yaml":
            self._desk.changed()
            self._all_again(uri)
        self._waiting[uri] = None

    def _saved(self, params: Json) -> None:
        self._desk.changed()
        self._all_again(params.get("textDocument", {}).get("uri", ""))

    def _closed(self, params: Json) -> None:
        uri = params["textDocument"]["uri"]
        self._desk.close(uri)
        self._waiting.pop(uri, None)
        gone = self._beyond.pop(uri, {})
        self._publish(uri, [], None)
        for name in gone:
            self._publish_beyond(name)
        self._all_again("")

    def _all_again(self, first: str) -> None:
        """Have every open document checked, the one that somebody writes in first."""
        self._waiting = dict.fromkeys([uri for uri in (first, *self._desk.documents) if uri in self._desk.documents])

    def _check(self, uri: str) -> None:
        """Check a document, and show what was found in it and in the files that it is read with."""
        self._waiting.pop(uri, None)
        if uri not in self._desk.documents:
            return
        try:
            reading = self._desk.reading(uri)
            found = reading.findings
        except Exception as error:  # one text that nobody can check leaves the others as they are
            self._log(error)
            return
        name = reading.source.name
        before = self._beyond.get(uri, {})
        beyond: dict[str, list[Diagnostic]] = {}
        for one in found:
            if one.file != name:
                beyond.setdefault(one.file, []).append(one)
        self._beyond[uri] = beyond
        own = [one for one in found if one.file == name]
        self._publish(uri, own + self._from_others(uri, name), self._desk.document(uri).version)
        for other in before.keys() | beyond.keys():
            self._publish_beyond(other)

    def _from_others(self, uri: str, name: str) -> list[Diagnostic]:
        """What the checks of other documents find in a file."""
        return [one for other, files in self._beyond.items() if other != uri for one in files.get(name, ())]

    def _publish_beyond(self, name: str) -> None:
        uri = self._desk.uri_named(name)
        if uri in self._desk.documents:
            self._waiting[uri] = None
            return
        self._publish(uri, self._from_others(uri, name), None)

    def _publish(self, uri: str, found: list[Diagnostic], version: int | None) -> None:
        if not found and uri not in self._published and uri not in self._desk.documents:
            return
        lines = self._lines(uri)
        told = [diagnostic(one, lines, self._desk, {}) for one in dict.fromkeys(found)]
        params: Json = {"uri": uri, "diagnostics": told}
        if version is not None:
            params["version"] = version
        self._published.add(uri) if found else self._published.discard(uri)
        self._connection.tell("textDocument/publishDiagnostics", params)

    def _lines(self, uri: str) -> Lines:
        if uri in self._desk.documents:
            return self._desk.documents[uri].places
        return self._desk.lines_of(str(self._desk.path(uri)), {})

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _completion(self, params: Json) -> object:
        return completion(self._desk, _uri(params), params["position"])

    def _hover(self, params: Json) -> object:
        return hover(self._desk, _uri(params), params["position"])

    def _named(self, params: Json) -> Mention | None:
        document, reading = self._desk.document(_uri(params)), self._desk.reading(_uri(params))
        return mention_at(reading, *document.places.place(params["position"]))

    def _definition(self, params: Json) -> object:
        named = self._named(params)
        if named is None:
            return None
        every = declarations(here(self._desk, self._desk.reading(_uri(params)), named))
        elsewhere = [one for one in every if (one.source.name, one.span) != (named.source.name, named.span)]
        return self._locations(elsewhere or every)

    def _references(self, params: Json) -> object:
        named = self._named(params)
        if named is None:
            return None
        every = everywhere(self._desk, self._desk.reading(_uri(params)), named)
        declared = params.get("context", {}).get("includeDeclaration", True)
        return self._locations([one for one in every if declared or not one.declares])

    def _locations(self, every: list[Mention]) -> list[Json]:
        places = sorted({(one.source.name, one.span): one for one in every}.items(), key=lambda pair: pair[0])
        return [
            {"uri": self._desk.uri_named(name), "range": Lines(one.source.lines).range(span)}
            for (name, span), one in places
        ]

    def _highlights(self, params: Json) -> object:
        named, reading = self._named(params), self._desk.reading(_uri(params))
        if named is None:
            return None
        every = [one for one in here(self._desk, reading, named) if one.source.name == reading.source.name]
        places = self._desk.document(_uri(params)).places
        return [{"range": places.range(span)} for span in sorted({one.span for one in every})]

    def _prepare_rename(self, params: Json) -> object:
        document, reading = self._desk.document(_uri(params)), self._desk.reading(_uri(params))
        named = named_at(reading, *document.places.place(params["position"]))
        return {"range": document.places.range(named.span), "placeholder": named.name}

    def _rename(self, params: Json) -> object:
        document, reading = self._desk.document(_uri(params)), self._desk.reading(_uri(params))
        named = named_at(reading, *document.places.place(params["position"]))
        return renamed(self._desk, reading, named, str(params["newName"]))

    def _symbols(self, params: Json) -> object:
        return outline.symbols(self._desk.document(_uri(params)), self._desk.reading(_uri(params)))

    def _folds(self, params: Json) -> object:
        return outline.folds(self._desk.document(_uri(params)), self._desk.reading(_uri(params)))

    def _hints(self, params: Json) -> object:
        return margin.hints(self._desk, _uri(params), params["range"])

    def _lenses(self, params: Json) -> object:
        return margin.lenses(self._desk, _uri(params))

    def _actions(self, params: Json) -> object:
        uri = _uri(params)
        document = self._desk.document(uri)
        only = params.get("context", {}).get("only") or []
        mending = Mending(document, self._desk.reading(uri), self._desk)
        return mending.actions(document.places.span(params["range"]), only)

    def _formatting(self, params: Json) -> object:
        return formatting(self._desk.document(_uri(params)), self._desk.reading(_uri(params)))

    def _command(self, params: Json) -> object:
        """Run one of our own commands on the file as it was saved; its last words are shown."""
        arguments = params.get("arguments") or []
        path = path_of_uri(str(arguments[0])) if arguments else None
        if path is None or not path.is_file():
            raise Refused(_("先保存方案"))
        if params.get("command") == margin.RENDER:
            self._run("render", str(path))
        elif params.get("command") == margin.CHART and len(arguments) > 1:
            file = Path(tempfile.mkdtemp(prefix="jiedai-")) / "chart.svg"
            if self._run("seating", str(path), "--id", str(arguments[1]), "-f", "svg", "-o", str(file)):
                self._connection.ask("window/showDocument", {"uri": file.as_uri(), "external": True})
        else:
            raise Refused(f"no command {params.get('command')}", INVALID_PARAMS)
        return None

    def _run(self, *words: str) -> bool:
        done = subprocess.run(
            [sys.executable, "-m", "jiedai", *words],
            cwd=self._desk.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        told = done.stderr.strip().splitlines()
        message = {"type": _INFO if done.returncode == 0 else _ERROR, "message": "\n".join(told[-3:]) or "jiedai"}
        self._connection.tell("window/showMessage", message)
        return done.returncode == 0


def _uri(params: Json) -> str:
    return str(params["textDocument"]["uri"])


_REQUESTS: Mapping[str, Callable[[Server, Json], Any]] = {
    "textDocument/completion": Server._completion,
    "textDocument/hover": Server._hover,
    "textDocument/definition": Server._definition,
    "textDocument/references": Server._references,
    "textDocument/documentHighlight": Server._highlights,
    "textDocument/prepareRename": Server._prepare_rename,
    "textDocument/rename": Server._rename,
    "textDocument/documentSymbol": Server._symbols,
    "textDocument/foldingRange": Server._folds,
    "textDocument/inlayHint": Server._hints,
    "textDocument/codeLens": Server._lenses,
    "textDocument/codeAction": Server._actions,
    "textDocument/formatting": Server._formatting,
    "workspace/executeCommand": Server._command,
}
_NOTIFICATIONS: Mapping[str, Callable[[Server, Json], None]] = {
    "textDocument/didOpen": Server._opened,
    "textDocument/didChange": Server._changed,
    "textDocument/didSave": Server._saved,
    "textDocument/didClose": Server._closed,
    "workspace/didChangeWatchedFiles": Server._saved,
}
