"""Learning what a reception needs: cards made from rules, the office file and past visits, repeated when they are due.

Cards are made, never stored. What a person answered is in `records/study/<person>.jsonl`, a journal as of
`jiedai.workflow.records`; when a card comes back is replayed from it.
"""
