"""What to say to a person who wants to set what the model computes: by which row, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from estimator.errors import EstimatorError, UnknownNameError
from estimator.model import Model, build_model
from estimator.model.findings import code_place
from estimator.pack.layers.settings_text import meant, parse_settings
from estimator.pack.records import Override, Pack
from estimator.pack.targets import one_of_many

MOST_NAMED: Final = 5


def no_assumption(pack: Pack, name: str) -> UnknownNameError:
    """The error for an id that is no assumption: a computed row with its nearest assumptions, or the nearest ids."""
    said = computed(pack, name)
    if said:
        return UnknownNameError(said)
    hint = one_of_many(name, pack.assumptions, pack.groups) or meant(name, pack.assumptions)
    return UnknownNameError(f'no assumption "{name[:80]}". {hint}')


def computed(pack: Pack, name: str) -> str:
    """What a row's or a metric's id is; empty for anything else, or where the pack cannot be wired."""
    try:
        model = build_model(pack)
    except EstimatorError:
        return ""
    if name in model.rows:
        row, nearest = model.rows[name].definition, list(_nearest_inputs(model, name))
        set_one = f"; set what it rests on, nearest first: {', '.join(nearest[:MOST_NAMED])}" if nearest else ""
        more = " …" if len(nearest) > MOST_NAMED else ""
        return f"{name} is computed (row {row.name} of {code_place(row).file}) and cannot be set{set_one}{more}"
    if name in model.metric_labels:
        example = next((f"{option}.{name}" for option in model.options if f"{option}.{name}" in model.rows), "")
        seen = f"; estimator trace {example} shows what each of its values rests on" if example else ""
        return f"{name} is a metric, computed for each option, and cannot be set{seen}"
    return ""


def _nearest_inputs(model: Model, name: str) -> Iterator[str]:
    """The assumptions that a row rests on, those that it reads itself first, then those of the rows that it reads."""
    seen, level = {name}, [name]
    while level:
        read = [each for id in level for each in model.precedents(id) if each not in seen]
        level = list(dict.fromkeys(read))
        seen |= set(level)
        yield from (each for each in level if each in model.pack.assumptions and model.pack.assumptions[each].editable)


def settings_of(pack: Pack, text: str) -> tuple[Override, ...]:
    """What a setting sets; of a row that the model computes the error says so, and what the row rests on."""
    try:
        return parse_settings(text, pack)
    except UnknownNameError as problem:
        said = computed(pack, text.partition("=")[0].rstrip("*+- ").strip())
        raise UnknownNameError(said or str(problem)) from None
