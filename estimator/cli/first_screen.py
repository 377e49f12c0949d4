"""The table of a comparison for a person: the first screen, or every metric."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from estimator.cli.output import on_terminal, put, put_table, terminal_width
from estimator.files import as_argument

if TYPE_CHECKING:
    from estimator.api import Result
    from estimator.language import Speaker
    from estimator.model import Model
    from estimator.report.answers.compare import Beside
    from estimator.report.screen.screen import Line

PIPED: Final = 80
"""Columns where nobody looks: the screen is then the same wherever it is made."""
VERDICT: Final = re.compile(r"[✓?✗] \S+( [<>]?[ 0-9.]+ %)?$")
COLOURS: Final = {"✓": "green", "?": "yellow", "✗": "red"}
LOOKS: Final = {"question": "bold", "head": "bold"}


class Wanted(NamedTuple):
    """What of a comparison is to be printed as a table: every metric, with ids above, or some metrics."""

    full: bool = False
    by_metric: bool = False
    metrics: tuple[str, ...] = ()

    def check(self, for_people: bool) -> None:
        """Raise BadParameter for options that do not go together."""
        if self.by_metric and not self.full:
            raise typer.BadParameter("it is another way to print --full; give that, too", param_hint="--by-metric")
        if (self.by_metric or self.metrics) and not for_people:
            hint = "--metrics" if self.metrics else "--by-metric"
            raise typer.BadParameter("it shapes --format table; every other format holds all metrics", param_hint=hint)


def same_again(
    pack: Path | None, scenarios: list[str] | None, settings: list[str] | None, workbook: Path | None
) -> str:
    """The options that give another command the same pack and values."""
    given = [("-p", str(pack) if pack else None)]
    given += [("--scenario", each) for each in scenarios or ()] + [("--set", each) for each in settings or ()]
    given.append(("--from-workbook", str(workbook) if workbook else None))
    return " ".join(f"{name} {as_argument(value)}" for name, value in given if value)


def put_comparison(result: Result, speaker: Speaker | None, wanted: Wanted, same: str, beside: Beside) -> None:
    """Print a comparison as a table. Raises UnknownNameError for a metric that there is not."""
    if wanted.full:
        _put_full(result, speaker, wanted, beside)
        return
    from estimator.report.screen.screen import Asked, screen
    from estimator.report.screen.seen import Seen

    require_metrics(result.model, wanted.metrics)
    seen = Seen(result.model, result.values, result.metrics, beside.simulation, speaker)
    if on_terminal():
        lines = shutil.get_terminal_size().lines
        _put_lines(screen(seen, Asked(terminal_width(), lines, wanted.metrics, same)))
    else:
        put("".join(f"{each.text}\n" for each in screen(seen, Asked(PIPED, None, wanted.metrics, same))))
    _put_beside(result, speaker, replace(beside, costs=None))


def _put_beside(result: Result, speaker: Speaker | None, beside: Beside) -> None:
    from estimator.report.answers.compare import tables_beside

    for table in tables_beside(result.model, beside, speaker):
        put("\n")
        put_table(table, "table")


def require_metrics(model: Model, metrics: tuple[str, ...]) -> None:
    """Raise UnknownNameError for what is no metric of the pack, with the nearest ids."""
    from estimator.errors import UnknownNameError, did_you_mean

    for each in metrics:
        if each not in model.metric_labels:
            hint = did_you_mean(each, model.metric_labels) or "estimator list metrics shows them."
            raise UnknownNameError(f'no metric is called "{each}". {hint}')


def _put_lines(lines: tuple[Line, ...]) -> None:
    """Lines on a terminal: bold headings, and verdicts in colour beside their signs and words."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=terminal_width())
    for line in lines:
        text = Text(line.text, LOOKS.get(line.look, ""))
        found = VERDICT.search(line.text) if line.look == "row" else None
        if found:
            text.stylize(COLOURS[found[0][0]], found.start())
        console.print(text, soft_wrap=True)


def _put_full(result: Result, speaker: Speaker | None, wanted: Wanted, beside: Beside) -> None:
    """Every metric, or those chosen: options across, or with metrics across under their ids."""
    from estimator.report.answers import compare as comparison

    require_metrics(result.model, wanted.metrics)
    model, metrics = result.model, comparison.only(result.metrics, wanted.metrics)
    beside = replace(beside, costs=None) if wanted.metrics or wanted.by_metric else beside
    if wanted.by_metric and on_terminal():
        made = comparison.tables_by_metric(model, metrics, terminal_width(), speaker)
    elif wanted.by_metric:
        made = [comparison.table_by_metric(model, metrics, speaker)]
    elif on_terminal():
        made = comparison.tables(model, metrics, terminal_width(), speaker)
    else:
        put(comparison.written(model, metrics, "table", speaker, beside))
        return
    for table in made:
        put_table(table, "table")
    _put_beside(result, speaker, beside)
