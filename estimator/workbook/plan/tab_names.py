"""What the tab of each sheet is called in the workbook's language: an option's by its short label.

A sheet keeps its name inside the program, where an option's is its id; so do defined names and the sheet Data. A
workbook tells in its manifest, `tab.aegis_ashore`, which of its tabs are called otherwise than their sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import category, normalize

from estimator.errors import InputError
from estimator.language import Speaker, read_back
from estimator.model.graph import Model
from estimator.visible import UNSAFE, length_in_cell
from estimator.workbook.plan.landmarks import NAMING, TAB
from estimator.workbook.plan.row_places import options_present
from estimator.workbook.plan.sheet_registry import (
    LONGEST_SHEET_NAME,
    OPTIONS,
    SHEETS,
    option_sheet_names,
    reserved_names,
)

IN_PLACE_OF: Final = {":": "-", "\\": "-", "/": "-", "?": "", "*": "", "[": "(", "]": ")", "'": "’", '"': "”"}
"""For what Excel refuses in the name of a sheet, in full width too, and for quotes, which formulas would double."""
KEPT_BY_EXCEL: Final = ("History", "履歴")
JOINER: Final = "\u200d"
TONES: Final = re.compile("[\U0001f3fb-\U0001f3ff]")
NAMINGS: Final = ("labels", "ids")


def tab_names(model: Model, speaker: Speaker | None = None) -> dict[str, str]:
    """The tab of each sheet that a workbook of the model may have, by short label, in the language of a speaker.

    All are legal in Excel, at most 31 characters long as it counts them, and no two alike in any case or width.
    """
    say = speaker.say if speaker else str
    fixed = [sheet.name for sheet in SHEETS if sheet.name != OPTIONS]
    made = _apart([(name, say(name)) for name in fixed], KEPT_BY_EXCEL)
    options = option_sheet_names(options_present(model))
    labels = [(sheet, say(model.short(option))) for option, sheet in options.items()]
    return {**made, **_apart(labels, (*KEPT_BY_EXCEL, *made.values(), *reserved_names()))}


def _apart(wanted: Iterable[tuple[str, str]], others: Iterable[str]) -> dict[str, str]:
    """The tab of each sheet from the words for it, none alike another or one of the others; else numbered."""
    taken, made = {_alike(each) for each in others}, dict[str, str]()
    for sheet, words in wanted:
        name, number = legal(words) or sheet, 1
        while _alike(name) in taken:
            number += 1
            ending = f" ({number})"
            name = _cut(legal(words) or sheet, LONGEST_SHEET_NAME - len(ending)) + ending
        taken.add(_alike(name))
        made[sheet] = name
    return made


def _alike(name: str) -> str:
    return normalize("NFKC", name).casefold()


def legal(words: str) -> str:
    """The words as Excel takes them for the name of a sheet; empty if nothing is left of them.

    >>> legal("Ships / 'shore' radar?"), legal("[A:B]")
    ('Ships - ’shore’ radar', '(A-B)')
    """
    letters = (IN_PLACE_OF.get(normalize("NFKC", letter), letter) for letter in UNSAFE.sub(" ", words))
    return _cut(" ".join("".join(letters).split()), LONGEST_SHEET_NAME)


def _cut(text: str, most: int) -> str:
    """As much of a text as has so many characters, an emoji counting as two, without the half of a joined letter."""
    kept = text
    while length_in_cell(kept) > most or (kept != text and _joins(kept[-1:], text[len(kept)])):
        kept = kept[:-1]
    return kept.rstrip()


def _joins(letter: str, following: str) -> bool:
    """True if two characters make up one letter on the screen."""
    marks = category(following) in ("Mn", "Me") or bool(TONES.match(following))
    return bool(letter) and (marks or JOINER in (letter, following))


def is_by_label(sheet_names: str) -> bool:
    """Whether tabs are called by labels or by ids. Raises InputError for another word."""
    if sheet_names not in NAMINGS:
        raise InputError(f'sheet names "{sheet_names}" are not known. Expected {" or ".join(NAMINGS)}')
    return sheet_names == NAMINGS[0]


def as_told(tabs: Mapping[str, str]) -> dict[str, str]:
    """The tabs as lines of a manifest, but for those known by their names in some language; none if there are none."""
    told = {f"{TAB}{sheet}": tab for sheet, tab in tabs.items() if read_back(tab) != sheet}
    return {NAMING: NAMINGS[0], **told} if tabs else {}
