"""Mistakes in a template, told in plain words."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from jiedai.documents import html
from jiedai.documents.html import HtmlError, read
from jiedai.documents.syntax import explained


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% for a in b %}", "{% for %} 没有结束，少了 {% endfor %}"),
        ("{% for a in b %}{% if a %}{% endif %}", "{% for %} 没有结束，少了 {% endfor %}"),
        ("{% if a %}x", "{% if %} 没有结束，少了 {% endif %}"),
        ("{% fro a in b %}", "没有 {% fro %} 这种写法，是不是想写 for？"),
        ("{% 打印 %}", "没有 {% 打印 %} 这种写法"),
        ("{% endif %}", "多了 {% endif %}：前面没有 {% if %}"),
        ("{% else %}", "多了 {% else %}：前面没有 {% if %}"),
        ("{% if a %}{% endfor %}", "这里不能写 {% endfor %}：前面的 {% if %} 要先用 {% endif %} 结束"),
        (
            "{% for a in b %}{% if c %}{% endfor %}{% endif %}",
            "这里不能写 {% endfor %}：前面的 {% if %} 要先用 {% endif %} 结束",
        ),
        ("{% if a %}{% fi %}", "没有 {% fi %} 这种写法"),
        ("{{ a }", "“}”写得不对：{{ 要用 }} 关上，{% 要用 %} 关上"),
        ("{{ a b }}", "“b”多余：}} 前面的内容已经完整"),
        ("{{ 姓 名 }}", "“名”多余：}} 前面的内容已经完整"),
        ("{% if a = b %}{% endif %}", "“=”多余：%} 前面的内容已经完整"),
        ("{{ a", "模板没有写完：少了“}}”"),
        ("{% for a b %}", "这里应当是“in”，却写了“b”"),
        ("{{ (a }}", "这里应当是“)”，却写了“}”"),
        ("{{ a | }}", "这里应当是“名称”，却写了“}}”"),
        ("{{ a) }}", "这里不应当有“)”"),
        ("{{ }}", "“}}”前面少了内容"),
        ("{{ a == }}", "“}}”前面少了内容"),
        ("{% if %}", "“%}”前面少了内容"),
        ("{{ a ? b }}", "这里不应当有“?”"),
        ("{{ a，b }}", "“，”是全角的，花括号里要用半角的 ,"),
        ("{{ “a” }}", '“““是全角的，花括号里要用半角的 "'),
        ("{{ 'a }}", "引号 ' 没有关上"),
        ("{# x", "注释没有关上，少了 #}"),
        ("{% raw %}x", "{% raw %} 没有结束，少了 {% endraw %}"),
        ("{%  %}", "{% 后面要写 if、for、set 等"),
        ("{{ a|shout }}", "没有“shout”这个过滤器"),
        ("{{ a is shout }}", "is 后面没有“shout”这种判断"),
        ("{{ a. }}", "点号后面要写字段的名称"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "“a”这一块写了两次"),
        ("{{ f(a=1, 2) }}", "模板语法错误：invalid syntax for function call expression"),
    ],
)
def test_what_jinja_says(template, told):
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).from_string(template)
    assert explained(caught.value.message or "") == told.replace("“““", "““”")


def test_our_own_words_come_back():
    assert explained("模板里不能关闭转义") == "模板里不能关闭转义"


def at(line: int) -> str:
    return f'{html.LINE}="a.html:{line}"'


@pytest.mark.parametrize(
    ("text", "told", "place"),
    [
        (f"<p {at(1)}>一\n<b {at(2)}>二</b>\n", "<p> 没有结束，少了 </p>", "a.html:1"),
        (f"<p {at(1)}>一</p>\n<p {at(2)}>二\n<b {at(3)}>三</b>", "<p> 没有结束，少了 </p>", "a.html:2"),
        (f"<p {at(1)}>一</p></p>", "多了 </p>：前面没有 <p>", "a.html:1"),
        (f"<p {at(1)}>一\n<b {at(2)}>二</p>", "标签不成对：<b> 还没有结束，就遇到了 </p>", "a.html:2"),
        (f"<p {at(1)}>一 & 二</p>", "模板的标签写得不对（文字里的 & 要写成 &amp;）", "a.html:1"),
        (f"<p {at(1)}>一 < 二</p>", "模板的标签写得不对（文字里的 < 要写成 &lt;）", "a.html:1"),
        (f"<p {at(1)} class=x>一</p>", "模板的标签写得不对（属性的值要加引号）", "a.html:1"),
    ],
)
def test_what_the_parser_of_tags_says(text, told, place):
    with pytest.raises(HtmlError) as caught:
        read(text)
    assert (str(caught.value), caught.value.place) == (told, place)
