"""Tasks that follow one another, placed as early as they can be: the arithmetic of delays, without a plan.

A task begins when it is planned, or as soon as those before it have ended and the minutes between have passed. A fixed
task stays where it is, whatever comes. All times are minutes from midnight of the visit's first day; whoever wants to
know what an early start pulls forward, turns time round (`mirrored`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """A task that comes before: its place in the list, and how many minutes at least lie between."""

    before: int
    gap: int


class Task(NamedTuple):
    """Something that takes `length` minutes; `start` is when it is planned, None where nobody has said: then it begins
    when it is `ready`, if that is said, and what it waits for has ended, at a full `step` of minutes.

    `due` is the start after which it is late; None where nobody minds. `limit` is the latest start at which it is still
    possible at all. A `fixed` task never moves; one that `holds` keeps its end, however late it begins. What is in
    `giving` may be shortened to `least`, those with a low number first.
    """

    name: str
    start: int | None
    length: int
    after: tuple[Link, ...] = ()
    fixed: bool = False
    holds: bool = False
    due: int | None = None
    limit: int | None = None
    least: int = 0
    giving: int | None = None
    ready: int | None = None
    step: int = 1

    @property
    def planned_end(self) -> int | None:
        """When it is planned to end."""
        return None if self.start is None else self.start + self.length

    @property
    def room(self) -> int:
        """By how many minutes it may be shortened."""
        return 0 if self.fixed or self.giving is None else max(0, self.length - self.least)


class Placed(NamedTuple):
    """When a task takes place, and when it would have begun had it been free to."""

    start: int
    end: int
    wanted: int


Cuts = Mapping[int, int]
"""Minutes taken from tasks, by their place in the list."""


def placed(tasks: Sequence[Task], moved: Mapping[int, int], cuts: Cuts, begin: int = 0) -> list[Placed]:
    """Every task as early as it can be, in the order given; each stands behind those it follows.

    `moved` are the starts of tasks that do not begin as planned; `begin` is when the day begins for what waits for
    nothing and has no time of its own.
    """
    found: list[Placed] = []
    for index, task in enumerate(tasks):
        bounds = [found[link.before].end + link.gap for link in task.after]
        bounds += [own for own in (task.start, task.ready) if own is not None]
        wanted = max(bounds, default=begin)
        wanted = wanted if task.start is not None else -(-wanted // task.step) * task.step
        wanted = max(wanted, moved[index]) if index in moved else wanted
        start = task.start if task.fixed and task.start is not None else wanted
        end = start + task.length - cuts.get(index, 0)
        if task.holds and task.planned_end is not None:
            end = max(start, task.planned_end)
        found.append(Placed(start, end, wanted))
    return found


def lateness(task: Task, at: Placed) -> int:
    """By how many minutes a task that must not be late is."""
    return 0 if task.due is None else max(0, at.wanted - task.due)


def late(tasks: Sequence[Task], times: Sequence[Placed]) -> dict[int, int]:
    """The tasks that are late, and by how many minutes."""
    found = {index: lateness(task, at) for index, (task, at) in enumerate(zip(tasks, times, strict=True))}
    return {index: minutes for index, minutes in found.items() if minutes}


def missed(task: Task, at: Placed) -> bool:
    """Whether a task cannot take place as placed: it is fixed and should move, or too late for what leaves."""
    if task.fixed and task.start is not None and at.wanted > task.start:
        return True
    return task.limit is not None and at.wanted > max(task.limit, task.start or 0)


def shortened(
    tasks: Sequence[Task], moved: Mapping[int, int], begin: int = 0, among: Collection[int] | None = None
) -> dict[int, int]:
    """The minutes to take from tasks so that those with a due start are on time, or as little late as can be.

    For one such task after the other minutes are taken from what leads to it: from those that give first, and last of
    all from the moved tasks themselves. Never more than is of use. Only tasks that follow the moved ones give; with
    `among` only those.
    """
    givers = following(tasks, moved) if among is None else set(among)
    cuts: dict[int, int] = {}
    for index, task in enumerate(tasks):
        if task.due is None or not lateness(task, placed(tasks, moved, cuts, begin)[index]):
            continue
        before = dict(cuts)
        for one in _leading(tasks, moved, index, givers):
            minutes = lateness(task, placed(tasks, moved, cuts, begin)[index])
            if not minutes:
                break
            if take := min(minutes, tasks[one].room - cuts.get(one, 0)):
                cuts[one] = cuts.get(one, 0) + take
        _give_back(tasks, moved, cuts, before, index, begin)
    return {index: minutes for index, minutes in sorted(cuts.items()) if minutes}


def _leading(tasks: Sequence[Task], moved: Collection[int], index: int, givers: Collection[int]) -> list[int]:
    """What may be shortened so that a task comes sooner: in the order in which it gives, the moved tasks last."""
    leading = before(tasks, index).intersection(givers)
    found = [one for one in sorted(leading.difference(moved)) if tasks[one].room]
    found.sort(key=lambda one: tasks[one].giving or 0)
    return [*found, *(one for one in sorted(leading.intersection(moved)) if tasks[one].room)]


def _give_back(
    tasks: Sequence[Task], moved: Mapping[int, int], cuts: dict[int, int], before: Cuts, index: int, begin: int
) -> None:
    """Take back what was taken in vain for a task, the last first; nobody may be later for it than with all of it."""

    def delays(trial: Cuts) -> list[int]:
        times = placed(tasks, moved, trial, begin)
        return [lateness(task, at) for task, at in zip(tasks[: index + 1], times, strict=False)]

    wanted = delays(cuts)
    for one in reversed([one for one in cuts if cuts[one] > before.get(one, 0)]):
        low, high = before.get(one, 0), cuts[one]
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if delays({**cuts, one: middle}) == wanted else (middle + 1, high)
        cuts[one] = low


def before(tasks: Sequence[Task], index: int) -> set[int]:
    """The tasks that a task waits for, near and far."""
    found: set[int] = set()
    waiting = [index]
    while waiting:
        for link in tasks[waiting.pop()].after:
            if link.before not in found:
                found.add(link.before)
                waiting.append(link.before)
    return found


def following(tasks: Sequence[Task], these: Collection[int]) -> set[int]:
    """Some tasks and those that wait for them, near and far."""
    found = set(these)
    for index, task in enumerate(tasks):
        if any(link.before in found for link in task.after):
            found.add(index)
    return found


def mirrored(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with time turned round: the last is the first, and begins where it ended.

    What is due and what is missed has to be said anew by whoever turns it: being early is another thing than being
    late. ValueError where a task has no planned start.
    """
    count = len(tasks)
    links: list[list[Link]] = [[] for _task in tasks]
    for index, task in enumerate(tasks):
        for link in task.after:
            links[count - 1 - link.before].append(Link(count - 1 - index, link.gap))
    found = []
    for index, task in enumerate(reversed(tasks)):
        if task.planned_end is None:
            raise ValueError(f"{task.name} has no start")
        found.append(
            task._replace(start=-task.planned_end, after=tuple(links[index]), due=None, limit=None, holds=False)
        )
    return found


class Slack(NamedTuple):
    """By how many minutes a task could begin later with nothing late, and the task that forbids more; None where
    nothing does.
    """

    minutes: int | None = None
    bound: int | None = None


def slack(tasks: Sequence[Task], times: Sequence[Placed]) -> list[Slack]:
    """The slack of each task, in the order given; one that is not to move has none, and forbids it itself."""
    latest: list[tuple[int, int] | None] = [None] * len(tasks)
    for index in range(len(tasks) - 1, -1, -1):
        task, at = tasks[index], times[index]
        own = at.start if task.fixed else task.due if task.due is not None else task.limit
        known = latest[index]
        if own is not None:
            known = min((max(own, at.start), index), known or (max(own, at.start), index))
        latest[index] = known
        for link in task.after if known else ():
            assert known is not None
            length = 0 if tasks[link.before].holds else times[link.before].end - times[link.before].start
            reached = (known[0] - link.gap - length, known[1])
            latest[link.before] = min(reached, latest[link.before] or reached)
    return [
        Slack() if known is None else Slack(max(0, known[0] - at.start), known[1])
        for known, at in zip(latest, times, strict=True)
    ]


def settled(tasks: Sequence[Task], times: Sequence[Placed], late: Collection[int]) -> list[Placed]:
    """The same times, but some tasks as late as what follows them lets them, and as their own limit does."""
    found = list(times)
    for index in range(len(tasks) - 1, -1, -1):
        if index not in late:
            continue
        at, length = found[index], found[index].end - found[index].start
        bounds = [
            found[other].start - link.gap - length
            for other, task in enumerate(tasks)
            for link in task.after
            if link.before == index
        ]
        bounds += [own for own in (tasks[index].limit,) if own is not None]
        start = max(at.start, min(bounds, default=at.start))
        found[index] = Placed(start, start + length, start)
    return found
