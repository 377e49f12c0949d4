"""An order in which rows can be computed, rings of rows that read last year's values, and cycles shown as chains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator.expression import Constant, Node, Operation, Reference, walk
from estimator.expression.operations import WHOLE_SERIES
from estimator.model.findings import Findings
from estimator.model.graph import ModelRow
from estimator.pack.records import Place

PlaceOfCircle = Callable[[Sequence[str]], Place]


@dataclass(frozen=True)
class Order:
    """`rows` in topological order; `rings` are the groups to compute year by year.

    `wrong` are the rows of circles, which cannot be computed; no more is said of them.
    """

    rows: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]
    wrong: frozenset[str] = frozenset()


def instant_references(node: Node) -> Iterator[str]:
    """The ids that an expression reads in the same year; `previous(x, …)` reads x a year earlier."""
    if isinstance(node, Reference):
        yield node.id
    elif isinstance(node, Operation):
        arguments = node.arguments[1:] if node.name == "previous" else node.arguments
        for argument in arguments:
            yield from instant_references(argument)


def ordered(rows: Mapping[str, ModelRow], findings: Findings, place_of_circle: PlaceOfCircle) -> Order:
    """Order the rows. Notes the chain of those that read one another in the same year."""
    instant = {id: [each for each in instant_references(row.expression) if each in rows] for id, row in rows.items()}
    everything = {id: [each for each in row.precedents if each in rows] for id, row in rows.items()}
    result: list[str] = []
    rings: list[tuple[str, ...]] = []
    wrong: set[str] = set()
    for component in _components(everything):
        if len(component) == 1 and component[0] not in everything[component[0]]:
            result += component
            continue
        members = set(component)
        inside = {id: [each for each in instant[id] if each in members] for id in component}
        ring, circles = _order_ring(inside)
        for circle in circles:
            wrong.update(circle)
            _note_circle(_chain(inside, circle), findings, place_of_circle)
        if not circles:
            _check_previous_only(rows, members, findings)
        rings.append(ring)
        result += ring
    return Order(tuple(result), tuple(rings), frozenset(wrong))


def _order_ring(inside: Mapping[str, list[str]]) -> tuple[tuple[str, ...], list[list[str]]]:
    """The members in an order in which they can be computed within a year, and circles, which cannot."""
    components = _components(inside)
    circles = [each for each in components if len(each) > 1 or each[0] in inside[each[0]]]
    return tuple(id for component in components for id in component), circles


def _note_circle(chain: Sequence[str], findings: Findings, place_of_circle: PlaceOfCircle) -> None:
    says = "rows read one another in a circle: " + " → ".join(chain)
    hint = "take out what lets one of them read the next, or let it read last year's value: previous(x, opening)"
    findings.note(("circle", *sorted(chain)), place_of_circle(chain), says, hint)


def _chain(edges: Mapping[str, list[str]], component: list[str]) -> list[str]:
    """One circle inside a component: a, b, a."""
    members, path = set(component), [min(component)]
    while True:
        following = next(each for each in edges[path[-1]] if each in members)
        if following in path:
            return [*path[path.index(following) :], following]
        path.append(following)


def _check_previous_only(rows: Mapping[str, ModelRow], members: set[str], findings: Findings) -> None:
    for id in sorted(members):
        for node in walk(rows[id].expression):
            if isinstance(node, Operation) and node.name in WHOLE_SERIES:
                inner = node.arguments[0]
                if isinstance(inner, Reference) and inner.id in members:
                    says = f"{node.name} reads {inner.id}, which itself depends on {id}; use previous"
                    findings.about_code(rows[id].definition, says, id)


def _components(edges: Mapping[str, list[str]]) -> list[list[str]]:
    """Strongly connected components, precedents first (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []

    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, following = work[-1]
            advanced = False
            for each in following:
                if each not in index:
                    index[each] = low[each] = len(index)
                    stack.append(each)
                    on_stack.add(each)
                    work.append((each, iter(edges[each])))
                    advanced = True
                    break
                if each in on_stack:
                    low[node] = min(low[node], index[each])
            if advanced:
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                found.append(_pop_component(node, stack, on_stack))
    return found


def _pop_component(root: str, stack: list[str], on_stack: set[str]) -> list[str]:
    component = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == root:
            return component[::-1]


def openings(rows: Mapping[str, ModelRow], findings: Findings) -> dict[str, Node]:
    """The opening value of each row that some row reads a year back. Notes where two differ."""
    opened: dict[str, tuple[str, Node]] = {}
    for id, row in rows.items():
        for node in walk(row.expression):
            if not (isinstance(node, Operation) and node.name == "previous"):
                continue
            says = _opening_problem(id, node, rows, opened)
            if says:
                findings.about_code(row.definition, says, id)
    return {target: opening for target, (_, opening) in opened.items()}


def _opening_problem(
    id: str, node: Operation, rows: Mapping[str, ModelRow], opened: dict[str, tuple[str, Node]]
) -> str:
    """What is wrong with one `previous`; its opening value is kept in `opened`."""
    target, opening = node.arguments
    if not isinstance(target, Reference):
        return "previous needs a row as its first argument"
    if target.id not in rows:
        return f'previous reads the input "{target.id}"; use lagged(…, one_year)'
    first = opened.setdefault(target.id, (id, opening))
    if fingerprint(first[1]) != fingerprint(opening):
        return (
            f"gives {target.id} another opening value than {first[0]}: a row cannot have two different opening values"
        )
    return ""


def fingerprint(node: Node) -> tuple[object, ...]:
    """A value that is equal for expressions of equal structure."""
    if isinstance(node, Constant):
        return ("constant", node.value)
    if isinstance(node, Reference):
        return ("reference", node.id)
    if isinstance(node, Operation):
        return (node.name, *(fingerprint(argument) for argument in node.arguments))
    raise TypeError(type(node))
