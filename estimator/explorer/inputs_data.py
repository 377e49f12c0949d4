"""What the page tells of assumptions, in the units of the pack's files; of sources; of scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from estimator.analysis.draws.distributions import is_uncertain
from estimator.analysis.questions.tornado_drivers import ends_of
from estimator.display.owners import owners_of
from estimator.explorer.gathering import Document, Telling
from estimator.model import Model
from estimator.pack import apply_scenarios
from estimator.pack.records import Assumption, Pack, Source


def inputs_data(model: Model, telling: Telling) -> list[Document]:
    """Each input, in the order of the slots."""
    ends = ends_of({id: each for id, each in model.inputs.items() if is_uncertain(each)})
    return [_input(model, each, telling, ends.get(each.id)) for each in model.inputs.values()]


def _input(model: Model, each: Assumption, telling: Telling, ends: tuple[float, float] | None) -> Document:
    made: Document = {
        "label": telling.label(each.label),
        "note": telling.note("" if each.note == "pack.toml" else each.note),
        "unit": telling.unit(each.unit),
        "scale": each.scale,
        "value": in_file(model, each),
        "grade": each.grade,
        "source": each.source,
    }
    owners = owners_of(model.pack, each.id)
    known = {
        "owner": telling.joined(owners) if owners else None,
        "range": [each.low, each.high] if each.low is not None else None,
        "bounds": each.range_is == "bounds" or None,
        "ends": list(ends) if ends else None,
        "limits": list(each.limits) if each.limits else None,
        "mode": each.mode,
        "whole": each.whole or None,
        "fixed": not each.editable or None,
        "why": telling.note(each.why) if each.why else None,
        "as_of": each.as_of or None,
    }
    return made | {key: value for key, value in known.items() if value is not None}


def in_file(model: Model, each: Assumption) -> float | list[float]:
    """The value in the file's unit; one for each column if by year."""
    if each.is_by_year:
        return [each.year_value(year) for year in model.years]
    return float(each.value or 0.0)


def sources_data(model: Model, telling: Telling) -> Mapping[str, Document]:
    """The sources that the inputs name: title, publisher, date, and where it is found."""
    used = dict.fromkeys(each.source for each in model.inputs.values())
    return {id: _source(model.pack.sources[id], telling) for id in used if id in model.pack.sources}


def _source(source: Source, telling: Telling) -> Document:
    title, publisher, where = map(telling.say, (source.title, source.publisher, source.where))
    return {"title": title, "publisher": publisher, "date": source.date, "where": where}


def scenarios_data(model: Model, telling: Telling) -> list[Document]:
    """The scenarios, each with the values that it changes, by the place of the input."""
    return [
        {
            "id": id,
            "label": telling.say(scenario.label),
            "note": telling.say(scenario.note) if scenario.note else "",
            "values": _changed(model, apply_scenarios(model.pack, [id])),
        }
        for id, scenario in model.pack.scenarios.items()
        if id not in model.pack.scenario
    ]


def _changed(model: Model, under: Pack) -> Mapping[int, float | list[float]]:
    found = {}
    for place, (id, before) in enumerate(model.inputs.items()):
        after = under.assumptions.get(id, before)
        if in_file(model, after) != in_file(model, before):
            found[place] = in_file(model, after)
    return found
