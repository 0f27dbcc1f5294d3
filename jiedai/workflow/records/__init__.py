"""What happened to the paper of a plan, beside the plan: its issued versions, and a journal that is only appended to.

A statement about the visit belongs in the plan; nothing here is needed to check or print one. A plan's records are in
`records/<stem of its file>/` at the root of the workspace: `v<version>.yaml` and `v<version>.office.yaml` are byte
copies of what was issued, `journal.jsonl` has a line for each thing that happened. The copies hold what guests told of
themselves, so nobody but their owner may read the folder (0700, files 0600, where the system knows such modes).
"""

from jiedai.workflow.records.folder import Issued, Records
from jiedai.workflow.records.journal import Entry, JournalError

__all__ = ["Entry", "Issued", "JournalError", "Records"]
