"""Where a number comes from and where it goes: the graph as a tree of text or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from estimator.errors import UnknownNameError, did_you_mean
from estimator.model.graph import YEAR, Model
from estimator.pack.layers.settings_text import SEARCH
from estimator.pack.targets import one_of_many
from estimator.report.markdown import escaped
from estimator.report.words.explain import Values, grade_text, label_of, value_text
from estimator.report.words.known_ids import ending_with, listed, shortened
from estimator.report.words.wrapped_lines import hanging

FROM_FILES = ("base", "system", "option")  # layers whose numbers have grade and source
GIVEN = "given"  # by pack.toml, which has no sources


@dataclass(frozen=True, slots=True)
class Branch:
    """One id in a tree; `mark` says why its own branches are not repeated."""

    id: str
    mark: str = ""
    branches: tuple[Branch, ...] = ()


def tree(model: Model, id: str, dependents: bool, depth: int) -> Branch:
    """What an id reads (or what reads it), `depth` levels down; a branch seen before is not repeated.

    Raises UnknownNameError for an id that is neither row nor assumption.
    """
    require_traceable(model, id)
    step = model.dependents if dependents else model.precedents
    return _grow(id, step, depth, (), set())


def require_traceable(model: Model, id: str) -> None:
    """Raise UnknownNameError unless the id is a row or an assumption, with the nearest or the reason."""
    if id in model.absent:
        raise UnknownNameError(f'"{id}" does not apply: {model.absent[id]}')
    if id not in model.rows and id not in model.inputs:
        known = [*model.rows, *model.inputs]
        like = "" if id.lower() in known else ending_with(id, known) or listed(id, known)
        many = one_of_many(id, model.pack.assumptions, model.pack.groups)
        hint = many or like or did_you_mean(id, known)
        raise UnknownNameError(f'no row or assumption is called "{shortened(id)}". {hint or SEARCH}')


Say = Callable[[str], str]
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


def as_text(model: Model, values: Values, branch: Branch, indent: int = 0, width: int = 0) -> str:
    """Indented lines: id, label, value, and of an assumption its grade and source; folded where a width is given."""
    lines = _lines(model, values, branch, indent)
    return "\n".join(hanging(each, width) if width else each for each in lines) + "\n"


def _lines(model: Model, values: Values, branch: Branch, level: int, bullet: str = "", say: Say = str) -> Iterator[str]:
    value = value_text(model, values, branch.id)
    mark = "".join(f"  {say(each)}" for each in (origin(model, branch.id), branch.mark and f"({branch.mark})") if each)
    yield f"{'  ' * level}{bullet}{branch.id}  {say(label_of(model, branch.id))}: {say(value)}{mark}"
    for each in branch.branches:
        yield from _lines(model, values, each, level + 1, bullet, say)


def origin(model: Model, id: str) -> str:
    """Where the number of an assumption comes from: grade and source, `[B, dsca_sm3_2018]`, or what set another.

    Empty for a row.
    """
    used = model.inputs.get(id)
    if used is None or used.layer == GIVEN:
        return ""
    return f"[{grade_text(used)}, {used.source}]" if used.layer in FROM_FILES else f"[{used.layer}]"


def as_markdown(model: Model, values: Values, branch: Branch) -> str:
    """A nested list."""
    return "\n".join(_lines(model, values, branch, 0, "- ", escaped)) + "\n"


def as_document(model: Model, values: Values, branch: Branch) -> dict[str, object]:
    """Nested objects for JSON."""
    made: dict[str, object] = {
        "id": branch.id,
        "label": label_of(model, branch.id),
        "value": value_text(model, values, branch.id),
        "branches": [as_document(model, values, each) for each in branch.branches],
    }
    used = model.inputs.get(branch.id)
    if used and used.layer in FROM_FILES:
        made |= {"grade": used.grade, "source": used.source}
    return {**made, "mark": branch.mark} if branch.mark else made
