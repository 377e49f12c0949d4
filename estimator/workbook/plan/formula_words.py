"""The formulas of the rows in words, with labels in place of ids, in English and in the language of a speaker."""

from __future__ import annotations

from estimator.expression.words import Phrases, in_words
from estimator.language import Speaker
from estimator.model.graph import YEAR, Model, ModelRow
from estimator.workbook.plan.row_places import heading

AXIS = "Fiscal year"
QUOTES = "“{0}”"


def worded(model: Model, row: ModelRow) -> str:
    """The formula of a row in English words."""
    words = in_words(row.expression, lambda name: QUOTES.format(_whole(model, name, row.group)))
    return words[:1].upper() + words[1:]


def worded_in(model: Model, speaker: Speaker) -> dict[str, str]:
    """The formula of each row in English words, and in those of a speaker."""
    catalogue = speaker.catalogue
    if not catalogue.operations:
        return {}
    phrases = Phrases(catalogue.operations, catalogue.marks["brackets"], catalogue.marks["between"])
    return {worded(model, row): _worded(model, row, speaker, phrases) for row in model.rows.values()}


def _worded(model: Model, row: ModelRow, speaker: Speaker, phrases: Phrases) -> str:
    quotes, place = speaker.catalogue.marks["quotes"], speaker.catalogue.marks["place"]

    def name(id: str) -> str:
        label, where = _label(model, id, row.group)
        said = speaker.say(label)
        return quotes.format(place.format(speaker.say(where), said) if where else said)

    return in_words(row.expression, name, phrases)


def _whole(model: Model, id: str, group: str) -> str:
    label, where = _label(model, id, group)
    return f"{label}, {where}" if where else label


def _label(model: Model, id: str, group: str) -> tuple[str, str]:
    """The label of a row or an assumption, and where it stands if that is another element or option."""
    if id == YEAR:
        return AXIS, ""
    row = model.rows.get(id)
    if row is None:
        return (model.inputs[id].label if id in model.inputs else id), ""
    elsewhere = row.group != group and row.scope in ("element", "option")
    return row.label, heading(model, row.group) if elsewhere else ""
