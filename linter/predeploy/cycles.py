"""Circles in what waits for what."""

from collections.abc import Iterator, Mapping


def circles(graph: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Names that wait for one another, each for the next and the last for the first. Linear in the size of the graph:
    one circle for each start from which there is one that was not met before."""
    done: set[str] = set()
    return filter(None, (_found_from(start, graph, done) for start in graph))


def _found_from(start: str, graph: Mapping[str, set[str]], done: set[str]) -> list[str]:
    """The first circle met on the ways from a name; empty when there is none that was not met before."""
    way: list[str] = []
    ahead = [iter([start])]
    while ahead:
        name = next(ahead[-1], None)
        if name is None:
            ahead.pop()
            done |= {way.pop()} if way else set()
        elif name in way:
            circle = way[way.index(name) :]
            done |= set(way)
            return circle
        elif name not in done:
            way.append(name)
            ahead.append(iter(sorted(graph.get(name, ()))))
    return []
