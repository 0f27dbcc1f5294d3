"""The server as a process: it starts, holds to the protocol whatever it is sent, and ends as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Client
from tests.lsp.conftest import NAME, PLAN


@pytest.fixture
def fresh(folder: Path) -> Iterator[Client]:
    made = Client(folder, "--stdio", lang="en")
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.left()


def test_a_life(fresh: Client) -> None:
    assert fresh.refusal("textDocument/hover")["code"] == -32002, "before anything was said"
    made = fresh.start()
    assert made["serverInfo"]["name"] == "jiedai"
    assert made["capabilities"]["positionEncoding"] == "utf-16"
    assert made["capabilities"]["renameProvider"] == {"prepareProvider": True}
    assert fresh.refusal("initialize")["code"] == -32600
    uri = fresh.open(NAME, PLAN.replace("事由:", "事油:"))
    assert any("There is no" in one["message"] or "field" in one["message"] for one in fresh.shown(uri)), "in English"
    fresh.raw(b"{not json")
    assert fresh.answer(None)["error"]["code"] == -32700
    fresh.raw(b"[]")
    assert fresh.answer(None)["error"]["code"] == -32600
    assert fresh.refusal("no/such")["code"] == -32601
    assert fresh.refusal("textDocument/hover", textDocument={"uri": uri})["code"] == -32602, "without a position"
    assert fresh.refusal("textDocument/hover", **fresh.at("file:///nowhere.yaml", 0, 0))["code"] == -32602
    fresh.tell("no/such")
    fresh.tell("textDocument/didChange", textDocument={"uri": "file:///nowhere.yaml"}, contentChanges=[])
    fresh.tell("$/setTrace", value="off")
    fresh.send({"method": "$/cancelRequest", "params": {"id": 4711}})
    fresh.send({"id": 4711, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": uri}}})
    assert fresh.answer(4711)["error"]["code"] == -32800
    assert fresh.ask("textDocument/documentSymbol", textDocument={"uri": uri}), "it goes on"
    assert fresh.ask("shutdown") is None
    assert fresh.refusal("textDocument/documentSymbol", textDocument={"uri": uri})["code"] == -32600
    fresh.tell("exit")
    assert fresh.left() == 0


def test_an_editor_that_just_goes_is_noticed(fresh: Client) -> None:
    fresh.start()
    assert fresh.process.stdin
    fresh.process.stdin.close()
    assert fresh.left() == 1


def test_only_the_newest_of_what_is_typed_quickly_need_be_checked(client: Client, uri: str) -> None:
    client.shown(uri)
    for number in range(20):
        client.change(uri, {"text": PLAN.replace("省厅来", f"省厅{number}来")})
    assert isinstance(client.shown(uri), list)


def test_a_text_without_a_file_is_a_plan(client: Client) -> None:
    client.opened("untitled:Untitled-1", "标题: 甲\n类形: 调研\n")
    assert "GS02" in [one["code"] for one in client.shown("untitled:Untitled-1")]
    client.close("untitled:Untitled-1")


def test_yaml_of_somebody_else_is_left_alone(client: Client, tmp_path: Path) -> None:
    """An editor sends whatever is YAML; beside the plans of an office it may be anything."""
    compose = "version: 3\nkind: x\nservices:\n  web: {image: nginx, ports: [80]}\n"
    for text, found in ((compose, False), (PLAN.replace("事由:", "事油:"), True), ("title: a\ndates: x\n", True)):
        uri = (tmp_path / "docker-compose.yaml").as_uri()
        client.opened(uri, text)
        assert bool(client.shown(uri)) is found
        at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
        assert bool(client.ask("textDocument/completion", **at)["items"]) is found
        for method in ("documentSymbol", "foldingRange", "codeLens"):
            client.ask(f"textDocument/{method}", textDocument={"uri": uri})
        assert client.ask("textDocument/formatting", textDocument={"uri": uri}, options={}) == []
        client.close(uri)


def test_a_lone_half_of_a_character_is_no_end(client: Client) -> None:
    uri = client.open("半.yaml", "标题: 甲\ud842乙\n")
    assert isinstance(client.shown(uri), list)
    client.close(uri)
