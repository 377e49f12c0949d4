"""The frozen schema of a pack's files: every table, every key, in one place.

The reader checks with these tables, the editors' JSON Schema is made from them, and the skeletons are tested
against them. A key that is not here is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from estimator.pack.reading.kinds import KINDS, Kind
from estimator.pack.records import ENABLERS
from estimator.units import PURE

GRADES: Final = ("A", "B", "C")
BASES: Final = ("estimate", "contract", "outturn")
FILLS: Final = ("hold", "zero", "linear")
SHAPES: Final = ("certain", "lognormal", "normal", "triangular", "pert", "uniform", "discrete", "bernoulli")
RANGE_MEANINGS: Final = ("percentiles", "bounds")
VALUE_MEANINGS: Final = ("mean", "point")
FUNDINGS: Final = ("new", "committed", "attributed")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: its kind of value, whether it must be there, what it says, and the words it may be."""

    kind_name: str
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """How the value is checked."""
        return KINDS[self.kind_name]

    @property
    def expected(self) -> str:
        """What a reader is told to write."""
        return "one of: " + ", ".join(self.choices) if self.choices else self.kind.expected


Table = Mapping[str, Field]

PACK: Final[Table] = {
    "title": Field("line", "The title of the case, shown on the first sheet.", True),
    "question": Field("text", "The question that the comparison answers.", True),
    "first_year": Field("year", "First fiscal year of the comparison horizon.", True),
    "last_year": Field("year", "Last fiscal year of the comparison horizon.", True),
    "first_column_year": Field("year", "First fiscal year that has a column; early enough for the actuals.", True),
    "last_column_year": Field("year", "Last fiscal year that has a column; later than any retirement.", True),
    "decision_year": Field("year", "What was signed before this year is sunk or committed.", True),
    "price_year": Field("year", "The year of the constant prices.", True),
    "currency": Field("currency", "The currency of all totals.", True),
    "as_of": Field("date", "The day up to which the figures are known.", True),
    "yardstick": Field("id", "The word for the ship of yardstick.toml, which is freed or crewed, such as destroyer."),
    "yardstick_service": Field("id", "The service that crews it; one of this file."),
    "ally": Field("id", "The word for an ally whose yardstick ships keep the same watch, such as us."),
    "baseline_option": Field("id", "The option against which changes are counted.", True),
    "reference_option": Field("id", "The option whose cost the others are divided by.", True),
    "options": Field("ids", "The options in the order in which they are shown; every file in options/.", True),
    "notice": Field("line", "The notice on the first sheet."),
    "year_prefix": Field("text", 'What stands before a fiscal year, such as "FY".'),
    "money_shown": Field("line", 'The unit of money in tables, such as "GJPY".'),
    "nouns": Field("ids", "Counted nouns of this pack that may be units, such as boat."),
    "alone_option": Field("id", "The option that strikes without the ally; those that the ally helps are held to it."),
    "key_inputs": Field("full_ids", "The inputs that matter most, at most 20; found from draws if left out."),
    "chance_holds": Field("percent", 'A verdict holds from this chance on; "80 %" if left out.'),
    "chance_fails": Field("percent", 'A verdict fails up to this chance; "20 %" if left out.'),
    "threat_noun": Field("line", 'What a raid brings, in the singular, such as "drone"; missile if left out.'),
    "missile_classes": Field("ids", "Classes of missile launcher of the threat, such as liquid_fuel."),
}
SERVICE: Final[Table] = {
    "label": Field("line", "The service's name.", True),
    "short": Field("short", "Its name in at most 18 columns, in short labels; its id if left out."),
}
GROUP: Final[Table] = {
    "label": Field("line", "What the assumptions of the group are.", True),
    "members": Field("patterns", "Their ids; * stands for any letters, as in *.crew_per_hull.", True),
}
METRIC: Final[Table] = {
    "label": Field("line", "What the metric is, in an analyst's words.", True),
    "short": Field("short", "Its label in at most 18 columns, for tables that have no room for more.", True),
    "of": Field("words", "What is added up: rows, element.row, measures or metrics of this file.", True),
    "over": Field("words", "What it is divided by, added up likewise; left out for a sum."),
    "unit": Field("unit", 'The unit that the formula is held to, such as "money / hour"; what it gives if left out.'),
    "shown": Field("line", "What a pure number is; a ratio if left out of one.", choices=PURE),
    "better": Field("line", "Which options are ranked first; none if left out.", choices=("less", "more")),
}
SOURCE: Final[Table] = {
    "title": Field("line", "The document's title.", True),
    "publisher": Field("line", "Its author or publisher.", True),
    "date": Field("line", 'When it was published, such as "2024-02".', True),
    "where": Field("text", "Where to find it: page, table, archive."),
}
ASSUMPTION: Final[Table] = {
    "label": Field("line", "What the number is, in an analyst's words.", True),
    "value": Field("number", "The value; beside a range, the mean of what is drawn."),
    "by_year": Field("by_year", "The values by fiscal year."),
    "fill": Field("line", "How the years follow that by_year does not give.", choices=FILLS),
    "unit": Field("unit", 'The unit, such as "GJPY_2024 / ship"; money carries its price year; "1" for none.', True),
    "shown": Field("line", "What a pure number is, and so how it is shown; a share where the unit is %.", choices=PURE),
    "source": Field("source", "The id of a record in sources.toml.", True),
    "grade": Field("line", "A official, B good secondary, C judgement.", True, GRADES),
    "range": Field("range", "The 10th and 90th percentile."),
    "range_is": Field("line", 'Say "bounds" if the range holds no percentiles.', choices=RANGE_MEANINGS),
    "shape": Field("line", "The shape of the uncertainty; required beside a range or outcomes.", choices=SHAPES),
    "mode": Field("number", "The most likely value of a triangular or pert shape, if it is not to follow the mean."),
    "value_is": Field("line", 'Say "point" if the value is no mean; the note says why.', choices=VALUE_MEANINGS),
    "outcomes": Field("outcomes", "For discrete and bernoulli: [value, probability] pairs."),
    "limits": Field("limits", "Outside these a value is an error."),
    "whole": Field("flag", "True if only whole numbers make sense."),
    "basis": Field("line", "What a cost rests on; required with a currency and price year.", choices=BASES),
    "growth": Field("full_id", "The cost growth that applies to an estimate: the id of an assumption."),
    "as_of": Field("date", "When the figure was known."),
    "note": Field("text", "What a reader should know about the figure."),
    "why": Field("text", "Why this value was chosen here."),
}
_CHANGED: Final = ("unit", "why", "source")
CHANGES: Final = ("to", "times", "plus")
ELEMENT_OVERRIDE: Final[Table] = {
    key: Field(each.kind_name, each.meaning, key in _CHANGED, each.choices) for key, each in ASSUMPTION.items()
}
SCENARIO_OVERRIDE: Final[Table] = {
    **{
        key: Field(ASSUMPTION[key].kind_name, ASSUMPTION[key].meaning, choices=ASSUMPTION[key].choices)
        for key in ("value", "by_year", "fill", "unit", "why", "source", "grade", "as_of", "range")
    },
    "change": Field(
        "line", "What the value is: the new one, a factor, or what is added; to if left out.", choices=CHANGES
    ),
}
SYSTEM: Final[Table] = {
    "label": Field("line", "The system's name.", True),
    "note": Field("text", "What a reader should know about it."),
    "serves": Field("line", "The task of its people that a strike needs.", choices=ENABLERS),
}
OPTION: Final[Table] = {
    "label": Field("line", "The option's name.", True),
    "short": Field(
        "short", "Its name in at most 18 columns, for tables, tabs and charts; no other option has it.", True
    ),
    "role": Field("line", 'What it is for, such as "missile defence".', True),
    "summary": Field("text", "The option in two sentences."),
    "include": Field("ids", "Other options that this one contains."),
    "excludes": Field("ids", "Options that are never taken beside this one, nor this one beside them."),
}
ELEMENT: Final[Table] = {
    "label": Field("line", "The element's name; the system's if left out."),
    "calculator": Field("id", "The kind of element: fleet, site, munitions, unit, …", True),
    "system": Field("id", "A file in systems/ that gives the element's assumptions; or yardstick, today's ship."),
    "service": Field("id", "The service whose people it needs; one of pack.toml."),
    "share": Field("id", "Elements with the same word in one option count once."),
    "funding": Field("line", "New money, committed already, or attributed (spent anyway).", choices=FUNDINGS),
    "set": Field("table", "Assumptions of this element, and changes to its system's."),
    "from": Field("table", 'Arguments from elsewhere: ARGUMENT = "element.row" or a full id.'),
}
LEFT_OUT: Final[Table] = {
    "label": Field("line", "The cost that is left out.", True),
    "reason": Field("text", "Why, and how large it may be.", True),
    "options": Field("ids", "The options that leave it out; those that include them do, too.", True),
}
SCENARIO: Final[Table] = {
    "label": Field("line", "The scenario's name.", True),
    "note": Field("text", "What a reader should know about it."),
    "known_by": Field("date", "Only figures known by this date may be used."),
}
WIRE: Final = Field("full_id", 'A row of another element ("ships.cells_at_sea") or a full id.')
