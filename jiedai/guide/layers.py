"""A picture of the layers of the code, and of the two ways of a plan through them, as letters and as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from jiedai.language import N_, _
from jiedai.report.common.excerpt import width

WAYS = ("check", "render")
"""The commands whose way is drawn."""
LANGUAGE = "layers"
"""What a code block with the picture in letters calls itself; a page in a browser shows the drawing in its place."""


class Layer(NamedTuple):
    """A layer: the packages or modules side by side in it, those of WAYS that lead through it, and what it is for."""

    name: str
    ways: tuple[str, ...]
    text: str


LAYERS = (
    Layer("cli", WAYS, N_("命令：名称、选项、帮助；一个命令一个文件")),
    Layer("guide", (), N_("说明书；旁边是编辑器的语言服务（lsp）和预览（preview）")),
    Layer("workflow", (), N_("新建方案：各类来访的任务和预案")),
    Layer("documents", ("render",), N_("文件：谁能看什么，模板变成文档")),
    Layer("formats", ("render",), N_("文档写成 PDF、Word、网页等")),
    Layer("blocks", ("render",), N_("文档的段落、表格、图")),
    Layer("report", WAYS, N_("检查结果写成文字、JSON、SARIF")),
    Layer("arrange", (), N_("排房间、排车、分桌")),
    Layer("check", WAYS, N_("规则")),
    Layer("seating", WAYS, N_("座次图")),
    Layer("visit", WAYS, N_("方案是什么意思：谁吃饭、谁坐车、谁是谁、哪条规定管用")),
    Layer("loading", WAYS, N_("文件读成方案；旁边是把许多份方案分给几个进程、几台机器的（many）")),
    Layer("workspace", WAYS, N_("本单位的文件在哪里")),
    Layer("model", WAYS, N_("字段：每个字段只声明一次")),
    Layer("source", WAYS, N_("文件变成数据，记住每个字在第几行第几列")),
    Layer("diagnostics", WAYS, N_("一条检查结果")),
    Layer("language", WAYS, N_("中文和英文")),
    Layer("precompiled", WAYS, N_("编译好的正则表达式，留给下一个命令")),
)
"""From the command down; each imports only what stands below it."""


def picture(layers: Sequence[Layer] = LAYERS) -> str:
    """The picture as a code block of letters: a line for each layer, a column for each way."""
    left = max(len(layer.name) for layer in layers)
    head = " " * left + "  " + "  ".join(WAYS)
    lines = [head]
    for layer in layers:
        marks = "  ".join(("●" if way in layer.ways else "│").center(len(way)) for way in WAYS)
        lines.append(f"{layer.name:{left}}  {marks}  {_(layer.text)}".rstrip())
    return f"```{LANGUAGE}\n" + "\n".join(lines) + "\n```\n"


_HIGH, _GAP, _NAME, _SIZE = 30, 6, 110, 15
_WAY, _TOP = 70, 30


def drawing(layers: Sequence[Layer] = LAYERS) -> str:
    """The picture as SVG, in the colours of the page it stands on."""
    title = _("自上而下的各层，和方案在检查、印制时经过的层")
    text = max(width(_(layer.text)) for layer in layers) * _SIZE * 0.52 + 24
    across = _NAME + text + _WAY * len(WAYS) + 10
    down = _TOP + len(layers) * (_HIGH + _GAP)
    centres = [_NAME + text + _WAY * (number + 0.5) for number in range(len(WAYS))]
    parts = [
        f'<svg viewBox="0 0 {across:.0f} {down}" width="{across:.0f}" height="{down}" role="img" '
        f'aria-labelledby="layers-title" font-size="{_SIZE}" fill="currentColor">',
        f'<title id="layers-title">{escape(title)}</title>',
    ]
    for way, centre in zip(WAYS, centres, strict=True):
        parts.append(f'<text x="{centre:.0f}" y="18" text-anchor="middle" class="code">{way}</text>')
        stops = [_middle(number) for number, layer in enumerate(layers) if way in layer.ways]
        line = f'x1="{centre:.0f}" x2="{centre:.0f}" y1="{stops[0]}" y2="{stops[-1]}"'
        parts.append(f'<line {line} stroke="currentColor" stroke-width="2"/>')
    for number, layer in enumerate(layers):
        y = _TOP + number * (_HIGH + _GAP)
        parts.append(
            f'<rect x="1" y="{y}" width="{_NAME + text - 10:.0f}" height="{_HIGH}" rx="6" fill="none" '
            f'stroke="currentColor"/><text x="12" y="{y + 20}" class="code">{layer.name}</text>'
            f'<text x="{_NAME}" y="{y + 20}">{escape(_(layer.text))}</text>'
        )
        for way, centre in zip(WAYS, centres, strict=True):
            if way in layer.ways:
                parts.append(f'<circle cx="{centre:.0f}" cy="{_middle(number)}" r="6"/>')
    return "".join([*parts, "</svg>"])


def _middle(number: int) -> int:
    """The height of the middle of a layer."""
    return _TOP + number * (_HIGH + _GAP) + _HIGH // 2
