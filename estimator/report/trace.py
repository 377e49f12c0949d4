"""Where a number comes from and where it goes: the graph as a tree of text or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from estimator.model.graph import YEAR, Model
from estimator.report.explain import Values, label_of, value_text


@dataclass(frozen=True, slots=True)
class Branch:
    """One id in a tree; `mark` says why its own branches are not repeated."""

    id: str
    mark: str = ""
    branches: tuple[Branch, ...] = ()


def tree(model: Model, id: str, dependents: bool, depth: int) -> Branch:
    """What an id reads (or what reads it), `depth` levels down; a branch seen before is not repeated."""
    step = model.dependents if dependents else model.precedents
    return _grow(id, step, depth, (), set())


Step = Callable[[str], tuple[str, ...]]


def _grow(id: str, step: Step, depth: int, above: tuple[str, ...], seen: set[str]) -> Branch:
    if id in above:
        return Branch(id, "last year's value")
    below = [each for each in step(id) if each != YEAR]
    if below and id in seen:
        return Branch(id, "see above")
    if below and depth == 0:
        return Branch(id, f"{len(below)} more below")
    seen.add(id)
    return Branch(id, "", tuple(_grow(each, step, depth - 1, (*above, id), seen) for each in below))


def as_text(model: Model, values: Values, branch: Branch, indent: int = 0) -> str:
    """Indented lines: id, label, value."""
    return "\n".join(_lines(model, values, branch, indent)) + "\n"


def _lines(model: Model, values: Values, branch: Branch, level: int, bullet: str = "") -> Iterator[str]:
    value = value_text(model, values, branch.id)
    mark = f"  ({branch.mark})" if branch.mark else ""
    yield f"{'  ' * level}{bullet}{branch.id}  {label_of(model, branch.id)}: {value}{mark}"
    for each in branch.branches:
        yield from _lines(model, values, each, level + 1, bullet)


def as_markdown(model: Model, values: Values, branch: Branch) -> str:
    """A nested list."""
    return "\n".join(_lines(model, values, branch, 0, "- ")) + "\n"


def as_document(model: Model, values: Values, branch: Branch) -> dict[str, object]:
    """Nested objects for JSON."""
    made: dict[str, object] = {
        "id": branch.id,
        "label": label_of(model, branch.id),
        "value": value_text(model, values, branch.id),
        "branches": [as_document(model, values, each) for each in branch.branches],
    }
    return {**made, "mark": branch.mark} if branch.mark else made
