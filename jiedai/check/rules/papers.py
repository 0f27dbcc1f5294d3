"""文档 (WD): what the printing of documents finds; kept here so that every code has its manual in one place."""

from __future__ import annotations

from jiedai.check.engine import found_while_reading


@found_while_reading("WD01")
def template_error() -> None:
    """文档的模板能用：写法没有错，引用的内容都有，徽标的图片打得开。

    打印时才查，指出模板文件和行。

    为什么: 模板有错，这份文档就印不出来，或者印出空白。
    怎么改: 改正提示的那一行；改不好的，删去 templates/ 里的这个文件，就用回内置的模板。
    """


@found_while_reading("WD02")
def missing_glyphs() -> None:
    """姓名等文字里的每个字，PDF 用的字体都有。

    打印时才查，列出缺的字；缺的字在 PDF 里印成〓，不会悄悄空着。

    为什么: 席卡、名单上来宾的名字缺一个字，当场就很难堪。
    怎么改: 装上含这些字的字体（jiedai doctor 看有哪些字体），或者改用 DOCX。
    """


@found_while_reading("WD03")
def nothing_to_print() -> None:
    """方案里有这份文档要写的内容；没有的，这份文档不印。

    打印时才说，例如方案里没有住宿，就不印住宿安排表。

    为什么: 空表发下去，别人以为漏填了。
    怎么改: 需要这份文档的，在方案里补上；不需要的，不用改。
    """


@found_while_reading("WD04")
def untranslated() -> None:
    """印英文或中英对照的文件（render --labels en 或 both）时，印出的每段中文在“译文”里都有英文。

    打印时才查，每段一条，指出它在方案或 office.yaml 的哪一行；没有译文的照印中文。

    为什么: 发给外宾的日程、手册里夹着看不懂的中文，等于没有译。
    怎么改: 在方案或 office.yaml 的“译文”里写一行“原文: 英文”；各次来访都用的写进 office.yaml。
    长文字可以只写开头几个字加…。人名要本人或外事部门确认的写法。
    """
