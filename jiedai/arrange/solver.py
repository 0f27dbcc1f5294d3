"""Proofs by OR-Tools, where the extra `jiedai[solver]` is installed; without it nothing here does anything.

One worker, a fixed seed and a limit in the solver's own deterministic time: the same plan gives the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from jiedai.arrange.spreading import Cell, Spread

SECONDS = 5.0
"""The limit, in deterministic seconds; about as many of a clock."""
SEED = 7


def installed() -> bool:
    """Whether OR-Tools can be imported."""
    return find_spec("ortools") is not None


def solved(model: Any, seconds: float) -> Any:
    """The solver after its run; None where it found nothing."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = seconds
    status = solver.solve(model)
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def better_spread(
    cells: Sequence[Cell], rooms: Sequence[int], known: Spread | None = None, seconds: float = SECONDS
) -> Spread | None:
    """A spread no worse than a known one, with the solver's bound; None without OR-Tools, or where it finds none."""
    if not installed():
        return None
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    places = range(len(rooms))
    counts = [[model.new_int_var(0, cell.size, f"x{i}_{p}") for p in places] for i, cell in enumerate(cells)]
    for cell, row in zip(cells, counts, strict=True):
        model.add(sum(row) == cell.size)
    for place in places:
        model.add(sum(row[place] for row in counts) <= rooms[place])
    terms: list[Any] = [cell.points[p] * counts[i][p] for i, cell in enumerate(cells) for p in places]
    members: dict[int, list[int]] = {}
    weights: dict[int, int] = {}
    for i, cell in enumerate(cells):
        for group, each in cell.groups:
            members.setdefault(group, []).append(i)
            weights[group] = each
    for group, inside in members.items():
        used = [model.new_bool_var(f"u{group}_{p}") for p in places]
        for place in places:
            for i in inside:
                model.add(counts[i][place] <= cells[i].size * used[place])
        terms.append(weights[group] * (sum(used) - 1))
    for i, some in enumerate(known.counts if known else ()):
        for place in places:
            model.add_hint(counts[i][place], some[place])
    model.minimize(sum(terms))
    solver = solved(model, seconds)
    if solver is None or (known and round(solver.objective_value) > known.points):
        return None
    found = tuple(tuple(int(solver.value(count)) for count in row) for row in counts)
    bound = max(math.ceil(solver.best_objective_bound - 1e-6), known.bound if known else 0)
    return Spread(found, round(solver.objective_value), bound)
