"""Which findings are wanted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted: codes or their beginnings (`YC`, `SJ02`); everything where nothing is selected."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __contains__(self, code: object) -> bool:
        text = str(code)
        wanted = not self.select or text.startswith(self.select)
        return wanted and not (self.ignore and text.startswith(self.ignore))


ALL = Selection()
