"""Mistakes in a template, told in plain words; rare ones with what Jinja says."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from jiedai.documents.templating import explained
from tests.batch import cases


@cases(
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
        ("{{ a }", "“}”前面少了内容，或者不该写在这里"),
        ("{{ a b }}", "“b”前面少了内容，或者不该写在这里"),
        ("{{ 姓 名 }}", "“名”前面少了内容，或者不该写在这里"),
        ("{% if a = b %}{% endif %}", "“=”前面少了内容，或者不该写在这里"),
        ("{% for a b %}", "“b”前面少了内容，或者不该写在这里"),
        ("{{ (a }}", "“}”前面少了内容，或者不该写在这里"),
        ("{{ a | }}", "“}}”前面少了内容，或者不该写在这里"),
        ("{{ a) }}", "“)”前面少了内容，或者不该写在这里"),
        ("{{ }}", "“}}”前面少了内容，或者不该写在这里"),
        ("{{ a == }}", "“}}”前面少了内容，或者不该写在这里"),
        ("{% if %}", "“%}”前面少了内容，或者不该写在这里"),
        ("{{ a ? b }}", "这里不应当有“?”"),
        ("{{ a，b }}", "“，”是全角的，花括号里要用半角的 ,"),
        ("{{ “a” }}", '“““是全角的，花括号里要用半角的 "'),
        ("{{ 'a }}", "这里不应当有“'”"),
        ("{# x", "模板语法错误：Missing end of comment tag"),
        ("{{ a|shout }}", "没有“shout”这个过滤器或判断"),
        ("{{ a is shout }}", "没有“shout”这个过滤器或判断"),
        ("{{ a. }}", "模板语法错误：expected name or number"),
        ("{{ f(a=1, 2) }}", "模板语法错误：invalid syntax for function call expression"),
    ],
)
def test_what_jinja_says(template, told):
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).from_string(template)
    assert explained(caught.value.message or "") == told.replace("“““", "““”")


def test_our_own_words_come_back():
    assert explained("模板里不能关闭转义") == "模板里不能关闭转义"
