"""`jiedai preview`: a page beside the text, until Ctrl-C."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.one import one_path
from jiedai.cli.paths import STDIN
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Preview


def run(options: Preview) -> int:
    """Show a plan in the browser until somebody ends it; the exit status. Failure where there is nothing to show."""
    path = one_path(options.plan)
    if path == STDIN:
        raise Failure(_("preview 要看着文件，不能用标准输入"), _("写明方案的文件名"))
    if not Path(path).is_file():
        raise Failure(_("找不到文件“{file}”").format(file=path))
    from jiedai.preview.server import Preview as Page

    try:
        page = Page(Path(path), options.port)
    except OSError as error:
        message = _("端口 {port} 用不了：{reason}").format(port=options.port, reason=error.strerror or error)
        raise Failure(message, _("不写 --port，让系统挑一个")) from None
    console.data(page.address)
    console.say(_("在浏览器里打开上面的地址；它只对这台电脑、这一次有效。按 Ctrl-C 结束"))
    if not options.no_open:
        with suppress(OSError, webbrowser.Error):
            webbrowser.open(page.address)
    with suppress(KeyboardInterrupt):
        page.serve()
    return FINE
