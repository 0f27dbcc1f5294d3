"""The language server: what `jiedai` knows of a plan, told to an editor while somebody writes it.

It speaks the Language Server Protocol (3.17) over standard input and output. The framing is its own: pygls, with what
it imports, takes longer to start than a whole check, and all that is wanted of it are the hundred lines of `rpc`.
"""
