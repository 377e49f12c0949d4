"""The glossary: each term of the tables and sentences with what it means, declared once for all that tell it.

What shows it to readers, such as the workbook's sheet *Read me*, asks for the terms that its own texts use, so that a
pack of patrol ships explains no satellites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    """A term, what it means, and the words by which a text is known to use it: its own, unless others are given."""

    name: str
    meaning: str
    words: str = ""

    @property
    def pattern(self) -> str:
        """A pattern for its words, in the singular and the plural."""
        return rf"\b(?:{self.words or re.escape(self.name)})s?\b"


GLOSSARY: Final = (
    Term("Option", "One of the choices that are compared: a set of elements that are bought, manned and run together."),
    Term("Element", "A part of an option with costs, people and dates of its own: ships, a site, rounds, a unit."),
    Term("Baseline", "The option that the others are measured against: what goes on if none of them is chosen."),
    Term("Verdict", "Whether an option fits money and people in every year."),
    Term(
        "Life-cycle cost",
        "All that an option costs in the years compared, from development to disposal, with pay; in constant prices, "
        "not discounted, sunk money left out.",
    ),
    Term(
        "New money",
        "Life-cycle cost less what is spent anyway, pay within authorised strength, and what is owed in any case.",
    ),
    Term("Obligation", "What contracts signed in a year bind, whenever it is paid."),
    Term("Outlay", "What is paid in a year, whenever the contract was signed."),
    Term("Burden", "What is signed and unpaid at the end of a year: later years have to pay it."),
    Term("Sunk money", "What was paid before the decision; no choice brings it back.", "sunk (?:money|cost)"),
    Term(
        "Price year",
        "The year in whose prices money is told. Constant prices leave inflation out, then-year prices hold it.",
        "price year|constant price|then-year",
    ),
    Term("Ceiling", "The largest budget of a year: a share of gross domestic product."),
    Term(
        "Headroom",
        "What the ceiling leaves for options in a year: the budget less personnel, materiel that is bound and other "
        "claims.",
    ),
    Term(
        "Redirectable",
        "The part of materiel that can be moved to other ends once earlier contracts have run off; the redirectable "
        "limit is the most of it.",
    ),
    Term("Break-even", "The value of one assumption from which on something just fits or pays, all else unchanged."),
    Term("Authorised strength", "The posts that a service is allowed to fill."),
    Term("Billet", "One post that an option needs, filled by one person."),
    Term("Fill rate", "The people of a service over its authorised strength.", "fill[- ]rate"),
    Term("Movable share", "The share of its people that a service can move to a new task, whatever its fill rate."),
    Term(
        "Station",
        "A place from which a watch is kept day and night. A station held at 0.9 is manned for nine tenths of the "
        "year; a station-year is one station held for a year.",
    ),
    Term("Equal watch", "An option's cost with the station-years that it lacks, each at what one costs the baseline."),
    Term("Yardstick", "The ship in whose number and crews the options' hulls and people are told."),
    Term("Complete chain", "Everything that the effect needs is in full service; the year of it is the fiscal year."),
    Term("Enabler", "What a strike needs beside missiles: to see, to find, to decide and to connect."),
    Term("Revisit time", "How long it takes until a satellite looks at the same place again."),
    Term("Exposure", "The time that a mobile launcher stands in the open for one launch."),
    Term("Raid", "All that attacks in one case; a salvo is what arrives at one time.", "raid|salvo"),
    Term("Leaker", "What attacks and is stopped by no tier of the defence; an expected number, over all chances."),
    Term("Base value", "What the files of the pack say; it is in use where neither you nor a scenario says otherwise."),
    Term("Scenario", "A named set of values that takes the place of base values, until you type in your own."),
    Term("In use", "The value that formulas read: yours, else the scenario's, else the base value."),
    Term("Grade", "How well a number is founded: A official, B a good secondary source, C judgement, marked with *."),
    Term("Point", "A result with every assumption at the value in use, without chance.", "the point|point estimate"),
    Term("Draw", "One trial of the simulation: every assumption takes a value of its range by chance, all at once."),
    Term(
        "P20, P50, P80",
        "The values that 20, 50 and 80 of 100 draws do not exceed; P50 is the median.",
        r"P[0-9]{1,2}|percentile",
    ),
    Term("Driver", "An assumption that moves a result over its range."),
    Term("Tornado", "Bars of what each driver does to a result at its low and at its high, the longest first."),
    Term("Flip", "The value of one assumption at which a verdict changes, all else unchanged.", "flip|turns on"),
)


def used_in(texts: Iterable[str], terms: Iterable[Term] = GLOSSARY) -> tuple[Term, ...]:
    """The terms that any of the texts uses, in the order of the glossary; ids, which are no words, use none."""
    whole = "\n".join(texts)
    return tuple(each for each in terms if re.search(each.pattern, whole, re.IGNORECASE))
