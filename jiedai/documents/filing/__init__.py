"""Where papers go: names of folders and files, what was printed there before, and what is never overwritten.

<out>/<plan>/<接收方>/<nn>-<中文名>.<ext>
<out>/<plan>/草稿/<接收方>/…          drafts
<out>/<plan>/作废/<接收方>/…          what a later printing has no more
<out>/<plan>/目录.html, 目录.json     what goes to whom, and the register that `shelf.Shelf` keeps
"""
