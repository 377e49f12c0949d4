"""A live sentence: a formula that joins words and rounded numbers, chosen by tests, and the text that it gives.

Numbers are written by FIXED, with the decimals and separators that cells show; a format as TEXT takes it would be
another in each language that the program is set to. In another language the sentence has that language's order of
words: the formula is put together anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from estimator.display.decision import Shown
from estimator.display.text import LIST_MARK
from estimator.display.text import text as digits
from estimator.language import Speaker
from estimator.units import FINE
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Value

FIRST_MARK, ONE = 7001, "1"
LIVE = ", live"  # what a number is called inside a formula, where another language would write a fixed one otherwise


@dataclass(frozen=True, slots=True)
class LiveNumber:
    """A number inside a sentence: its formula, its value, and the words on both sides that go with it.

    `one` are the words after it where it is exactly 1; none if they are the same.
    """

    formula: str
    value: Value
    before: str = ""
    after: str = ""
    one: str = ""

    @property
    def text(self) -> str:
        """The number with its words."""
        text = self.value if isinstance(self.value, str) else plain(self.value)
        return f"{self.before}{text}{self.one}" if self.one and text == ONE else self.around(text)

    def around(self, text: str) -> str:
        """A text in place of the number."""
        return f"{self.before}{text}{self.after}"


@dataclass(frozen=True, slots=True)
class Case:
    """One wording: words and numbers in order, and the test under which it holds; empty for any other case."""

    parts: tuple[str | LiveNumber, ...]
    test: str = ""


@dataclass(frozen=True, slots=True)
class LiveSentence(Formula):
    """A formula that gives one of several wordings; `chosen` is the place of the one that holds."""

    cases: tuple[Case, ...] = ()
    chosen: int = 0


def sentence(cases: Sequence[Case], chosen: int) -> LiveSentence:
    """The formula and the text of a sentence; the last case holds where no other does."""
    text = joined(cases[-1].parts)
    for case in reversed(cases[:-1]):
        text = f"IF({case.test},{joined(case.parts)},{text})"
    value = "".join(part if isinstance(part, str) else part.text for part in cases[chosen].parts)
    return LiveSentence(text, value, tuple(cases), chosen)


def case(pattern: str, *told: LiveNumber | str, test: str = "") -> Case:
    """A wording from a pattern with `{}` for each number or word."""
    words = pattern.split("{}")
    parts: list[str | LiveNumber] = [words[0]]
    for each, following in zip(told, words[1:], strict=True):
        parts += [each, following]
    return Case(tuple(parts), test)


def nothing(test: str = "") -> Case:
    """A dash, where a sentence does not apply."""
    return Case((DASH,), test)


def unsaid(test: str = "") -> Case:
    """No words, where a line of a paragraph does not apply."""
    return Case(("",), test)


def joined(parts: Sequence[str | LiveNumber]) -> str:
    """The parts as a spreadsheet joins them: `"It costs ¥"&FIXED(C9/money_scale,1)&" bn."`."""
    pieces, words = list[str](), ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        words += part.before
        pieces += [*([_literal(words)] if words else []), part.formula]
        if part.one:
            pieces.append(f'IF({part.formula}="{ONE}",{_literal(part.one)},{_literal(part.after)})')
        words = "" if part.one else part.after
    return "&".join([*pieces, *([_literal(words)] if words or not pieces else [])])


def _literal(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def number(
    cell: str, value: float, how: Shown, before: str = "", after: str = "", *, one: str = "", scale: str = "", fine: str
) -> LiveNumber:
    """A number of a cell as a table shows it; `scale` names a cell that holds what it is divided by.

    No formula holds a number above 2, so a cell named `fine` holds the most decimals that there are in a sentence.
    """
    how = replace(how, places=min(how.places, FINE))
    places = how.places if how.places < FINE else fine
    formula = f"FIXED({cell}{'/' + scale if scale else ''},{places})"
    return LiveNumber(formula, digits(value, how), before, after, "" if how.places or one == after else one)


def plain(value: float) -> str:
    """A number as a spreadsheet joins it to a text: no separators, no decimals that are nil.

    >>> [plain(each) for each in (2189.2, 12.0, 0.67, -0.0)]
    ['2189.2', '12', '0.67', '0']
    """
    return f"{value + 0.0:.15g}"


def in_language(english: LiveSentence, speaker: Speaker) -> LiveSentence:
    """The sentence in another language; where a wording has no translation, only the names that it reads are said."""
    cases = [_case_in_language(each, speaker) for each in english.cases]
    if not all(cases):
        said = tuple(_with_names_said(each, speaker) for each in english.cases)
        return english if said == english.cases else sentence(said, english.chosen)
    return sentence([each for each in cases if each], english.chosen)


def _with_names_said(case: Case, speaker: Speaker) -> Case:
    """The same words around what their cells hold in the language."""
    parts = (
        replace(each, value=_said(each.value, speaker)) if isinstance(each, LiveNumber) else each for each in case.parts
    )
    return replace(case, parts=tuple(parts))


def _case_in_language(case: Case, speaker: Speaker) -> Case | None:
    """A wording said with a mark in place of each number, and the numbers put back where the marks stand."""
    if case.parts == ("",):
        return case
    told = {
        str(FIRST_MARK + at): part
        for at, part in enumerate(each for each in case.parts if isinstance(each, LiveNumber))
    }
    marks = iter(told)
    text = "".join(part if isinstance(part, str) else part.around(next(marks)) for part in case.parts)
    whole = speaker.translation(text)
    placed = {speaker.say(each.around(mark)): (mark, each) for mark, each in told.items()}
    if whole is None or not all(each in whole for each in placed):
        return None
    if not placed:
        return Case((whole,), case.test)
    pieces = re.split("(" + "|".join(map(re.escape, placed)) + ")", whole)
    return replace(case, parts=tuple(_placed(pieces, placed, speaker)))


def _placed(
    pieces: Sequence[str], placed: dict[str, tuple[str, LiveNumber]], speaker: Speaker
) -> Iterator[str | LiveNumber]:
    for piece in pieces:
        if piece not in placed:
            yield piece
            continue
        mark, told = placed[piece]
        live = speaker.translation(told.around(mark) + LIVE) or piece
        before, _, after = live.partition(mark)
        yield replace(told, value=_said(told.value, speaker), before=before, after=after, one="")


def _said(value: Value, speaker: Speaker) -> Value:
    """The value of a number with its words; names that stand in a list are said one by one."""
    if not isinstance(value, str) or value == DASH:
        return value
    if value in speaker.catalogue.texts:
        return speaker.say(value)
    return speaker.say(LIST_MARK).join(map(speaker.say, value.split(LIST_MARK)))
