"""Dictated messages get their stops; greetings go; what has stops of its own stays as it is."""

from __future__ import annotations

from jiedai.workflow.intake.speech import with_stops, without_greeting


def test_a_dictated_line_is_broken_where_people_pause():
    said = (
        "小王你好我是市水务局的老蒋啊那个下周二也就是22号省水利厅的于涛副厅长要来"
        "一起来的有建设处的处长何平规划处副处长简洁女的还有我们局长左明"
    )
    assert with_stops(said) == (
        "小王你好，我是市水务局的老蒋啊，那个下周二，也就是22号，省水利厅的于涛副厅长要来，一起来的有建设处的处长何平，"
        "规划处副处长简洁，女，还有我们局长左明"
    )
    assert (
        with_stops("喂 王科啊 我是小马 我们主席 下周四来 三个人") == "喂，王科啊，我是小马，我们主席，下周四来，三个人"
    )


def test_what_is_written_stays():
    for line in ("我局拟于6月16日赴贵县调研，请予接洽。", "名单如下：", "短的一行", "1. 李明 处长"):
        assert with_stops(line) == line


def test_greetings_are_no_names():
    for line in (
        "程姐早，我们下周一来",
        "@老唐 王主任您好！我们下周一来",
        "县接待办各位好，我们下周一来",
        "Hi 程姐，我们下周一来",
    ):
        assert without_greeting(line) == "我们下周一来", line
    assert without_greeting("程姐夫来了") == "程姐夫来了"
