"""`jiedai lsp`: the language server, over standard input and output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jiedai.cli.failure import Failure
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Lsp


def run(options: Lsp) -> int:
    """Serve one editor; the exit status. Failure on a terminal, where nobody speaks the protocol."""
    if sys.stdin.isatty():
        raise Failure(_("jiedai lsp 由编辑器启动，不在终端里用"), _("设置见 jiedai guide editors"))
    from jiedai.lsp.rpc import Connection
    from jiedai.lsp.server import Server

    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not speak to the editor
    return Server(Connection(reader, writer)).run()
