"""The first screen: question, finding, one row an option, what would change it, where to look next.

It is made for a terminal of eighty columns and twenty-four lines, in which thirteen options fit, and uses more room
where there is some. No line is wider than the terminal, and no option is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from estimator.display.verdict import chance_in_percent
from estimator.report.manifest import in_force
from estimator.report.screen.changes import MOST_LINES, changes
from estimator.report.screen.columns import verdict_column
from estimator.report.screen.layout import Laid, laid_out
from estimator.report.screen.seen import Seen
from estimator.report.words.finding import Finding, finding
from estimator.report.words.wrapped_lines import joined_sentences, wrapped
from estimator.visible import visible_line, width_of

PROSE: Final = 110
"""Columns beyond which a sentence is hard to read, however wide the terminal."""
RESERVED: Final = 2
"""Lines that what was written and the prompt of the terminal take."""
NO_DRAWS: Final = "no draws: no chances"


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it is: `question`, `head`, `row`, or plain."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the screen is to show: the metrics chosen, if any, the commands' words for pack and values, the room."""

    width: int
    height: int | None = None
    metrics: tuple[str, ...] = ()
    pack: str = ""


def screen(seen: Seen, asked: Asked) -> tuple[Line, ...]:
    """The lines of the screen, but for what was written, which is said after it."""
    found = finding(seen.model, seen.metrics, seen.simulation, seen.names)
    prose = min(asked.width, PROSE)
    asks = map(seen.say, filter(None, (seen.settings.question, seen.settings.notice)))
    above = [
        [Line(each, "question") for each in _folded(joined_sentences(asks), prose)],
        [Line(each) for each in _folded(joined_sentences(map(seen.say, found.sentences)), prose)],
        *map(_table, laid_out(seen, asked.width, asked.metrics)),
        [Line(each) for each in _notes(seen, prose)],
    ]
    last = [Line(each) for each in _next(seen, found, asked)]
    left = (asked.height or 0) - RESERVED - sum(map(len, above)) - len(last)
    most = MOST_LINES if asked.height is None else max(1, min(left, MOST_LINES))
    turning = [Line(each) for each in changes(seen, found.option, prose, most)]
    return _spaced([each for each in (*above, turning, last) if each], asked.height)


def _folded(text: str, width: int) -> list[str]:
    return wrapped(visible_line(text), width).split("\n") if text else []


def _table(part: Laid) -> list[Line]:
    return [*(Line(each, "head") for each in part.head()), *(Line(each, "row") for each in part.rows())]


def _notes(seen: Seen, width: int) -> Iterator[str]:
    """What the numbers are, from which chances on a verdict has its class, and what is in force."""
    settings = seen.settings
    prefix = settings.year_prefix
    period = f"{prefix}{settings.first_year}–{prefix}{settings.last_year}, {prefix}{settings.price_year} prices"
    judged = verdict_column(seen) is not None
    if seen.simulation:
        holds, fails = (chance_in_percent(each) for each in (settings.chance_holds, settings.chance_fails))
        how = f"medians of {seen.simulation.draws:,} draws" + (f"; ✓ from {holds}, ✗ to {fails}." if judged else ".")
    else:
        how = NO_DRAWS + (", verdicts of the point." if judged else ".")
    for each in (f"{period}, {how}", *in_force(seen.model.pack)):
        yield from _folded(seen.say(each), width)


def _next(seen: Seen, found: Finding, asked: Asked) -> list[str]:
    """Commands that tell more, as many a line as there is room for."""
    pack = f" {asked.pack}" if asked.pack else ""
    commands = (f"estimator brief{pack}", f"estimator show {found.option}{pack}", f"estimator compare{pack} --full")
    said = seen.say("Next:")
    lines = [said if said.endswith("：") else f"{said} "]
    for place, each in enumerate(commands):
        after = "; " if place < len(commands) - 1 else ""
        if width_of(lines[-1] + each) + len(after.strip()) > asked.width:
            lines.append("  ")
        lines[-1] += f"{each}{after}"
    return [each.rstrip() for each in lines]


def _spaced(blocks: Sequence[Sequence[Line]], height: int | None) -> tuple[Line, ...]:
    """The blocks with as many blank lines between them as there is room for.

    All where nobody counts lines, and where the table alone is longer than the screen.
    """
    gaps, rows = len(blocks) - 1, max(map(len, blocks))
    left = gaps if height is None or rows > height - RESERVED else height - RESERVED - sum(map(len, blocks))
    table = max(range(len(blocks)), key=lambda place: len(blocks[place]))
    wanted = sorted(range(1, len(blocks)), key=lambda place: (abs(2 * (place - table) - 1), place))
    chosen = set(wanted[: max(0, left)])
    made: list[Line] = []
    for place, block in enumerate(blocks):
        made += ([Line("")] if place in chosen else []) + list(block)
    return tuple(made)
