"""What an id may be: everything that `show` and `trace` know, and the message for an id that nothing has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from estimator.errors import UnknownNameError, did_you_mean
from estimator.model.graph import Model
from estimator.pack.layers.settings_text import SEARCH, by_label
from estimator.pack.records import Pack
from estimator.pack.targets import one_of_many

LONGEST_SHOWN = 80
SHORTEST_PART = 3
MOST_WHOLE = 3


def known_ids(model: Model) -> list[str]:
    """Everything that `explain` knows, for 'did you mean'."""
    pack = model.pack
    metrics = {id for option in model.options for id in model.metrics(option)}
    graph: list[Iterable[str]] = [model.inputs, model.rows, model.absent]
    files: list[Iterable[str]] = [pack.options, pack.systems, pack.scenarios, pack.sources]
    return sorted(metrics.union(*graph, *files, elements(pack)))


def elements(pack: Pack) -> set[str]:
    """The ids of all elements, `option.element`."""
    return {element.id for option in pack.options.values() for element in option.elements}


def shortened(id: str) -> str:
    """An id as a message repeats it: on one line, not longer than a line."""
    return ascii(id[:LONGEST_SHOWN])[1:-1] if len(id) > LONGEST_SHOWN or not id.isprintable() else id


def require_known(model: Model, id: str, also: Iterable[str] = ()) -> None:
    """Raise UnknownNameError, with the nearest ids, for an id that nothing has; `also` may be meant as well."""
    known = known_ids(model)
    if id not in known:
        known = [*also, *known]
        like = "" if id.lower() in known else ending_with(id, known) or listed(id, known) or by_label(id, model.inputs)
        many = one_of_many(id, model.pack.assumptions, model.pack.groups)
        hint = many or like or did_you_mean(id, known)
        last = hint or did_you_mean(id, {each.rsplit(".", 1)[-1] for each in known})
        raise UnknownNameError(f'nothing is called "{shortened(id)}". {last or SEARCH}')


def ending_with(id: str, known: Iterable[str]) -> str:
    """The first ids that end with a word, however it is written; nothing where none does."""
    whole = [f'"{each}"' for each in known if id and each.endswith(f".{id.lower()}")][:MOST_WHOLE]
    return f"Did you mean {' or '.join(whole)}?" if whole else ""


def listed(id: str, known: Sequence[str]) -> str:
    """What lists the ids that hold a word as part of theirs, such as the name of a group; nothing for other words."""
    id = id.lower()
    held = [each for each in known if id in each]
    if len(id) < SHORTEST_PART or len(held) < 2:
        return ""
    return f'{len(held)} ids hold "{id}": estimator list assumptions {id}, estimator list rows {id}'
