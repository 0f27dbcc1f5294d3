"""Pairs at least cost: minimum-cost perfect matching in a general graph.

Edmonds' blossom algorithm with dual values, in steps of the order of n cubed. Costs are whole numbers, so that the
result is exact and the same on every machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

Edge = tuple[int, int]


def cheapest_pairs(vertices: int, costs: Mapping[Edge, int]) -> list[int] | None:
    """For each vertex (0 .. n-1) its partner in a perfect matching of least total cost; None where there is none.

    `costs` holds each edge once, in either direction.
    """
    if vertices % 2:
        return None
    search = _Search(vertices, costs)
    return search.mates() if search.run() else None


_OUTER, _INNER, _FREE = 0, 1, -1


class _Search:
    """The state of the algorithm.

    Vertices are 0 .. n-1, blossoms have the numbers from n on. `top[v]` is the outermost blossom (or vertex) that holds
    a vertex or a blossom. An edge is kept as its two end vertices, the own one first. Gains (a large number less the
    cost) are maximised. All duals begin even, and those of unmatched vertices change alike, so that all stays whole.
    """

    def __init__(self, n: int, costs: Mapping[Edge, int]) -> None:
        self.n = n
        highest = max(costs.values(), default=0)
        self.gain: list[dict[int, int]] = [{} for _vertex in range(n)]
        for (u, v), cost in costs.items():
            self.gain[u][v] = self.gain[v][u] = 2 * (highest - cost)
        size = n + n // 2 + 1
        self.dual = [0] * size
        self.top = list(range(size))
        self.parts: list[list[int]] = [[] for _node in range(size)]
        self.links: list[list[Edge]] = [[] for _node in range(size)]  # links[b][k] joins parts[b][k] to parts[b][k+1]
        self.matched: list[Edge | None] = [None] * size
        self.label = [_FREE] * size
        self.parent: list[Edge | None] = [None] * size
        self.nearest: list[Edge | None] = [None] * size  # the edge of least slack from an outer node
        self.unused = list(range(size - 1, n - 1, -1))
        self.queue: deque[int] = deque()
        self._begin()

    def _begin(self) -> None:
        """Duals for which many edges are tight, and a first matching among those edges."""
        for u in range(self.n):
            self.dual[u] = max(self.gain[u].values(), default=0)
        for u in range(self.n):
            if self.gain[u]:
                self.dual[u] = max(2 * gain - self.dual[v] for v, gain in self.gain[u].items())
        for u in range(self.n):
            if self.matched[u] is None:
                for v in self.gain[u]:
                    if self.matched[v] is None and self._slack((u, v)) == 0:
                        self.matched[u], self.matched[v] = (u, v), (v, u)
                        break

    def _slack(self, edge: Edge) -> int:
        u, v = edge
        return self.dual[u] + self.dual[v] - 2 * self.gain[u][v]

    def run(self) -> bool:
        """Match everybody; False where that cannot be."""
        while any(self.matched[u] is None for u in self._tops()):
            if not self._grow():
                return False
        return True

    def mates(self) -> list[int]:
        """The partner of each vertex, blossoms opened."""
        for node in self._tops():
            if node >= self.n:
                self._unfold(node)
        return [edge[1] if (edge := self.matched[u]) else -1 for u in range(self.n)]

    def _unfold(self, b: int) -> None:
        edge = self.matched[b]
        if edge is not None:
            self._rematch(b, edge)
        for part in self.parts[b]:
            if part >= self.n:
                self._unfold(part)

    def _tops(self) -> list[int]:
        return sorted({self.top[u] for u in range(self.n)})

    def _vertices(self, node: int) -> list[int]:
        if node < self.n:
            return [node]
        return [u for part in self.parts[node] for u in self._vertices(part)]

    # --- one phase: trees from every unmatched node until two meet ----------------------------------------------------

    def _grow(self) -> bool:
        tops = self._tops()
        for node in tops:
            self.label[node], self.parent[node], self.nearest[node] = _FREE, None, None
        self.queue.clear()
        for node in tops:
            if self.matched[node] is None:
                self._make_outer(node)
        while True:
            while self.queue:
                if self._scan(self.queue.popleft()):
                    return True
            if not self._adjust():
                return False
            for node in self._tops():
                edge = self.nearest[node] if self.top[node] == node else None
                if edge and self.top[edge[0]] != node and self._slack(edge) == 0 and self._found(edge):
                    return True
            for node in self._tops():
                if node >= self.n and self.label[node] == _INNER and self.dual[node] == 0:
                    self._expand(node)

    def _make_outer(self, node: int) -> None:
        self.label[node] = _OUTER
        self.queue.extend(self._vertices(node))

    def _scan(self, u: int) -> bool:
        """Look at the edges of an outer vertex; whether that led to a longer matching."""
        dual, top, label = self.dual, self.top, self.label
        mine = dual[u]
        for v, gain in self.gain[u].items():
            other = top[v]
            if other == top[u] or label[other] == _INNER:
                continue
            slack = mine + dual[v] - 2 * gain
            if slack == 0:
                if self._found((u, v)):
                    return True
                continue
            before = self.nearest[other]
            if before is None or slack < self._slack(before):
                self.nearest[other] = (u, v)
        return False

    def _adjust(self) -> bool:
        """Change the duals until an edge becomes tight or a blossom may open; False where nothing ever would."""
        least: int | None = None
        tops = self._tops()
        for node in tops:
            room: int | None = None
            if self.label[node] == _INNER:
                room = self.dual[node] // 2 if node >= self.n else None
            elif (edge := self.nearest[node]) is not None:
                slack = self._slack(edge)
                room = slack if self.label[node] == _FREE else slack // 2
            if room is not None and (least is None or room < least):
                least = room
        if least is None:
            return False
        for node in tops:
            sign = {_OUTER: -1, _INNER: 1, _FREE: 0}[self.label[node]]
            if sign:
                for u in self._vertices(node):
                    self.dual[u] += sign * least
                if node >= self.n:
                    self.dual[node] -= 2 * sign * least
        return True

    def _found(self, edge: Edge) -> bool:
        """A tight edge from an outer node: the tree grows, a blossom closes, or - True - two trees meet."""
        u, v = edge
        mine, other = self.top[u], self.top[v]
        if self.label[other] == _FREE:
            self.label[other], self.parent[other] = _INNER, (v, u)
            matched = self.matched[other]
            assert matched is not None  # who is unmatched is outer from the beginning
            beyond = self.top[matched[1]]
            self.nearest[other] = None
            self.parent[beyond] = (matched[1], matched[0])
            self.nearest[beyond] = None
            self._make_outer(beyond)
            return False
        meeting = self._meeting(mine, other)
        if meeting is None:
            self._augment(edge)
            self._augment((v, u))
            return True
        self._close(edge, meeting)
        return False

    def _up(self, node: int) -> list[int]:
        """The outer nodes from a node to the root of its tree."""
        found = [node]
        while (edge := self.parent[found[-1]]) is not None:
            inner = self.top[edge[1]]
            above = self.parent[inner]
            assert above is not None
            found.append(self.top[above[1]])
        return found

    def _meeting(self, one: int, two: int) -> int | None:
        """The first outer node that two branches share; None where they are of two trees."""
        above = set(self._up(one))
        return next((node for node in self._up(two) if node in above), None)

    def _augment(self, edge: Edge) -> None:
        """Match the outer node at the first end of an edge along it, and change the matching up to its root."""
        while True:
            node = self.top[edge[0]]
            above = self.parent[node]
            self._rematch(node, edge)
            if above is None:
                return
            inner = self.top[above[1]]
            link = self.parent[inner]
            assert link is not None
            self._rematch(inner, link)
            edge = (link[1], link[0])

    def _rematch(self, node: int, edge: Edge) -> None:
        """Match a node along an edge (own end first); inside a blossom the other parts pair up around the ring."""
        self.matched[node] = edge
        if node < self.n:
            return
        parts, links = self.parts[node], self.links[node]
        start = self._part_with(node, edge[0])
        self._rematch(parts[start], edge)
        for step in range(1, len(parts), 2):
            one, two = (start + step) % len(parts), (start + step + 1) % len(parts)
            first, second = links[one]
            self._rematch(parts[one], (first, second))
            self._rematch(parts[two], (second, first))
        self.parts[node] = parts[start:] + parts[:start]
        self.links[node] = links[start:] + links[:start]

    def _part_with(self, b: int, u: int) -> int:
        return next(k for k, part in enumerate(self.parts[b]) if u in self._vertices(part))

    # --- blossoms -----------------------------------------------------------------------------------------------------

    def _branch(self, node: int, end: int) -> tuple[list[int], list[Edge]]:
        """The nodes from `node` up to, not including, the outer node `end`; and the edge from each to the next."""
        nodes, links = [], []
        while node != end:
            edge = self.parent[node]
            assert edge is not None
            inner = self.top[edge[1]]
            above = self.parent[inner]
            assert above is not None
            nodes += [node, inner]
            links += [edge, above]
            node = self.top[above[1]]
        return nodes, links

    def _close(self, edge: Edge, meeting: int) -> None:
        """Make one outer blossom of the ring that an edge between two branches of a tree closes."""
        u, v = edge
        left, left_links = self._branch(self.top[u], meeting)
        right, right_links = self._branch(self.top[v], meeting)
        b = self.unused.pop()
        # Around the ring from the meeting node: down the left branch, across the edge, up the right one.
        down = [(q, p) for p, q in reversed(left_links)]
        self.parts[b] = [meeting, *reversed(left), *right]
        self.links[b] = [*down, edge, *right_links]
        self.dual[b] = 0
        self.matched[b], self.parent[b] = self.matched[meeting], self.parent[meeting]
        self.nearest[b] = None
        self.label[b] = _OUTER
        fresh = [u for part in self.parts[b] if self.label[part] == _INNER for u in self._vertices(part)]
        for vertex in self._vertices(b):
            self.top[vertex] = b
        for part in self.parts[b]:
            self.top[part] = b
        self.top[b] = b
        self._look_around(b)
        self.queue.extend(fresh)

    def _expand(self, b: int) -> None:
        """Open an inner blossom whose dual is used up; the parts on the path through it stay in the tree."""
        entry = self.parent[b]
        assert entry is not None
        parts, links = self.parts[b], self.links[b]
        for part in parts:
            self._lift(part)
            self.label[part], self.parent[part], self.nearest[part] = _FREE, None, None
        # The first part is the one matched outside; the others are matched 1-2, 3-4, …
        index = self._part_with(b, entry[0])
        step = 1 if index % 2 else -1
        edge, inner = entry, True
        while True:
            node = parts[index]
            self.parent[node] = edge
            if inner:
                self.label[node] = _INNER
            else:
                self._make_outer(node)
            if index == 0:
                break
            following = (index + step) % len(parts)
            here, there = links[index] if step == 1 else reversed(links[following])
            edge, index, inner = (there, here), following, not inner
        self.parts[b], self.links[b] = [], []
        self.unused.append(b)
        for part in parts:
            if self.label[part] == _FREE:
                self._look_around(part)

    def _lift(self, part: int) -> None:
        for vertex in self._vertices(part):
            self.top[vertex] = part
        self.top[part] = part

    def _look_around(self, node: int) -> None:
        """Find anew the edge of least slack to a node from the other outer nodes."""
        self.nearest[node] = None
        least = 0
        for v in self._vertices(node):
            for u, gain in self.gain[v].items():
                other = self.top[u]
                if other == node or self.label[other] != _OUTER:
                    continue
                slack = self.dual[u] + self.dual[v] - 2 * gain
                if self.nearest[node] is None or slack < least:
                    self.nearest[node], least = (u, v), slack
