"""Tables and paragraphs in another language: labels for ids, money in 億円, lines folded between letters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from estimator.language.speaker import UNIT, Speaker, in_oku
from estimator.model.graph import Model
from estimator.report.tables import Cell, Column, Number, Table, width_of

LONGEST_HEADING, WIDTH = 12, 100
NEVER_FIRST = "、。，．）」』】％：；・〜ーっゃゅょッャュョ年度億円案人発隻組基"


def labelled(model: Model, made: Table, speaker: Speaker) -> Table:
    """A comparison with labels for ids. The first two columns are the metric and its unit."""
    columns = [replace(each, heading=_heading(model, each, speaker)) for each in made.columns]
    rows = tuple(tuple(_row(model, row, speaker)) for row in made.rows)
    return Table(speaker.say(made.title), tuple(columns), rows, tuple(map(speaker.say, made.notes)))


def _heading(model: Model, column: Column, speaker: Speaker) -> str:
    if column.key not in model.pack.options:
        return speaker.say(column.heading)
    return "\n".join(folded(speaker.say(model.pack.options[column.key].label), LONGEST_HEADING))


def _row(model: Model, row: tuple[Cell, ...], speaker: Speaker) -> Iterator[Cell]:
    if len(row) == 1:
        yield speaker.say(str(row[0]))
        return
    id, unit, *numbers = row
    yield speaker.say(model.metric_labels.get(str(id), str(id)))
    yield speaker.say(str(unit))
    money = str(unit).startswith(UNIT)
    yield from (_moved(each) if money and isinstance(each, Number) else each for each in numbers)


def _moved(number: Number) -> Number:
    """The digits of ¥bn as 億円; a dash stays."""
    return Number(number.value, in_oku(number.text)) if any(map(str.isdigit, number.text)) else number


def joined(sentences: Iterable[str]) -> str:
    """Sentences as one paragraph; no space follows the Japanese full stop."""
    return "".join(each if each.endswith("。") else f"{each} " for each in sentences).rstrip()


def wrapped(text: str) -> str:
    """Lines of at most a hundred columns, broken at spaces, or between letters where the text has wide ones."""
    if width_of(text) > len(text):
        return "\n".join(folded(text, WIDTH))
    return textwrap.fill(text, WIDTH, break_on_hyphens=False, break_long_words=False)


def folded(text: str, width: int) -> list[str]:
    """Lines of a text in a language without spaces; no line starts with a mark, and no number or word is broken."""
    lines = [""]
    for part in _parts(text):
        if lines[-1] and width_of(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _parts(text: str) -> Iterator[str]:
    """What must stay on one line: a word or number, or a letter with the marks that follow it."""
    part = ""
    for letter in text:
        narrow = width_of(part[-1:]) == 1 and width_of(letter) == 1 and letter != " "
        if part and not (narrow or letter in NEVER_FIRST or part[-1:] in "（「『"):
            yield part
            part = ""
        part += letter
    if part:
        yield part
