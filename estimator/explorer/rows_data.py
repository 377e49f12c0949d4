"""What the page tells of rows: label, note, how its number is shown, and its formula in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from estimator.calculators.row import first_sentence
from estimator.display.declared import shown_row
from estimator.evaluation import Values
from estimator.explorer.gathering import Document, Telling
from estimator.explorer.table import Script
from estimator.expression.words import ENGLISH, Phrases, in_words
from estimator.language import Speaker
from estimator.model import Model

BRACKETS, BETWEEN = "brackets", "between"


def rows_data(model: Model, values: Values, script: Script, telling: Telling) -> Document:
    """For each slot from the first row on: the places of label, note and how it is shown; and words for each shape."""
    rows = [model.rows.get(id) for id in script.slots]
    return {
        "label": [telling.label(row.label) if row else -1 for row in rows],
        "note": [telling.note(first_sentence(row.doc)) if row else -1 for row in rows],
        "how": [telling.how(shown_row(model, row, values[row.id][0].tolist())) if row else -1 for row in rows],
        "words": words_of_shapes(script, phrases_of(telling.speaker)),
    }


def words_of_shapes(script: Script, phrases: Phrases) -> list[str]:
    """A template in words for each shape: `{0}` stands for the first slot that a line of the shape reads."""
    found: dict[int, str] = {}
    for line, (expression, reads) in zip(script.lines, script.told, strict=True):
        if line.shape not in found:
            places = {id: f"{{{place}}}" for place, id in enumerate(reads)}
            found[line.shape] = in_words(expression, places.__getitem__, phrases)
    return [found[shape] for shape in range(len(script.shapes))]


def phrases_of(speaker: Speaker | None) -> Phrases:
    """The phrases of formulas in the page's language."""
    if speaker is None:
        return ENGLISH
    operations, marks = speaker.catalogue.operations, speaker.catalogue.marks
    return Phrases(
        {name: operations.get(name, phrase) for name, phrase in ENGLISH.operations.items()},
        marks.get(BRACKETS, ENGLISH.brackets),
        marks.get(BETWEEN, ENGLISH.between),
    )


def years_data(model: Model, telling: Telling) -> Mapping[str, Sequence[object]]:
    """The fiscal years as they are called, and the columns of the first and the last year compared."""
    settings = model.pack.settings
    span = [model.years.index(settings.first_year), model.years.index(settings.last_year)]
    return {"years_named": [telling.say(f"{settings.year_prefix}{year}") for year in model.years], "span": span}
