"""Whether a weakness is known of a locked package, as `pip-audit` says it; in a line, where its data cannot be had.

    python -m supply.audit

The data are those of PyPI. Without them nothing is audited, which is said and is no fault: status 0. Status 1 where a
weakness is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from supply.locked import LOCKED, uv

TOOL = "pip-audit>=2.9,<3"


def verdict(answer: dict[str, Any]) -> tuple[int, str]:
    """Status and text for what `pip-audit --format json` has answered."""
    told = answer["dependencies"]
    skipped = [one["name"] for one in told if "skip_reason" in one]
    weak = [(one, weakness) for one in told for weakness in one.get("vulns", ())]
    if weak:
        return 1, "\n".join(
            f"{one['name']} {one['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or '-'}"
            for one, weakness in weak
        )
    if skipped:
        return 0, f"not audited, as PyPI told nothing of them: {len(skipped)} of {len(told)} packages"
    return 0, f"{len(told)} packages audited: no known weakness"


def main() -> int:
    """Ask pip-audit and print what it says."""
    command = [uv(), "tool", "run", "--quiet", "--from", TOOL, "pip-audit", "--requirement", str(LOCKED)]
    asked = [*command, "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    if not ran.stdout.strip():
        reason = (ran.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"not audited: {reason[:200]}")
        return 0
    status, text = verdict(json.loads(ran.stdout))
    print(text)
    return status


if __name__ == "__main__":
    sys.exit(main())
