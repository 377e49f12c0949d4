"""How the commands that answer a question print it, and what they share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from estimator.cli.options import Format, TextFormat
from estimator.cli.output import on_terminal, put, put_table, say, terminal_width, text_width
from estimator.files import as_argument

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Simulation
    from estimator.api import Result
    from estimator.model import Model
    from estimator.pack.records import Pack
    from estimator.report.answers.answer import Answer
    from estimator.report.tables import Table

LEAST_OF_TEXT = 8  # columns that a text needs beside numbers

Lever = Annotated[str, typer.Option("--by", metavar="ID", help="The assumption to turn.")]
Years = Annotated[
    str, typer.Option("--years", metavar="YEAR-YEAR", help="The fiscal years that turn, if the assumption is by year.")
]
Low = Annotated[str | None, typer.Option("--from", metavar="VALUE", help="Look from here. [default: its lower limit]")]
ForceScenario = Annotated[bool, typer.Option("--force", help="Overwrite the scenario file.")]
High = Annotated[str | None, typer.Option("--to", metavar="VALUE", help="Look up to here. [default: its upper limit]")]
Beyond = Annotated[
    bool,
    typer.Option("--beyond", help="Let values pass the pack's limits, as far as they make sense; they are marked."),
]


def put_answer(answer: Answer, printed: Format) -> None:
    """An answer in the format asked for."""
    from estimator.report.answers.answer import written

    if printed is Format.table and on_terminal():
        for table in answer.tables:
            _put_table(table)
        return
    put(written(answer, printed.value), machine=printed in (Format.json, Format.csv))


class Text(Protocol):
    """What is told of one thing, as a text for people or a document."""

    def as_text(self, width: int) -> str:
        """Lines of at most so many columns."""

    def as_markdown(self) -> str:
        """The same as Markdown."""

    def as_json(self) -> str:
        """The same for programs."""


def put_text(text: Text, printed: TextFormat, width: int) -> None:
    """A text in the format asked for, in lines as wide as usual and no wider than a terminal."""
    if printed is TextFormat.table:
        put(text.as_text(text_width(width)))
    else:
        put(text.as_json() if printed is TextFormat.json else text.as_markdown(), machine=printed is TextFormat.json)


def put_or_write(text: str, output: Path | None) -> None:
    """A text for programs on stdout, or into a file where one is named."""
    from estimator.files import write_text
    from estimator.overwriting import remember

    if output is None:
        put(text, machine=True)
        return
    write_text(output, text)
    remember(output)
    say(f"Wrote {output}")


def _put_table(table: Table) -> None:
    """A table for a person; one whose numbers are too wide for the terminal in plain text, so that none is folded."""
    from estimator.report.tables import GAP, as_text, widths

    needed = [
        width if column.right else LEAST_OF_TEXT for width, column in zip(widths(table), table.columns, strict=True)
    ]
    if sum(needed) + 2 * len(GAP) * len(needed) > terminal_width():
        put(as_text(table) + "\n")
    else:
        put_table(table, "table")


@contextmanager
def progress(words: str, wanted: bool = True) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on stderr, if there is work to wait for and a person reads it; else nothing."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def simulated(result: Result, draws: int | None) -> Simulation | None:
    """The draws behind chances, with a bar while they are made; None where none are wanted or possible."""
    from estimator.workbook.wanted import Watch

    require_draws(draws)
    with progress("Draws for chances", draws != 0) as report:
        return result.simulation(draws, Watch(report, say), pair=False)


def require_draws(draws: int | None) -> None:
    """Raise InputError for 1 draw, and for more than can be made, whatever is to be written; 0 is none at all."""
    from estimator.analysis.draws.records import Run

    if draws:
        Run(draws).check()


def require_name(path: Path | None, ending: str, option: str = "--output") -> None:
    """Refuse a file to be written before anything is computed for it: another ending, a folder, a device's name."""
    from estimator.files import require_file_name, require_folder

    if path is None:
        return
    require_file_name(path)
    require_folder(path)
    if path.suffix.lower() != ending:
        raise typer.BadParameter(f"{path}: expected a file whose name ends in {ending}", param_hint=option)


def require_text(path: Path | None, ending: str, force: bool) -> None:
    """Refuse a text that cannot or may not be written, before anything is computed for it."""
    from estimator.overwriting import require_own

    require_name(path, ending)
    if path is not None:
        require_own(path, force)


def require_workbook(output: Path | None, force: bool, read: Path | None = None) -> None:
    """Refuse a workbook that cannot or may not be written, before anything is computed for it.

    Of the one that values are `read` from it is not told how to lose them.
    """
    if output is None:
        return
    require_name(output, ".xlsx")
    if not force:
        from estimator.errors import WorkbookError
        from estimator.returned.overwriting import refuse_if_edited

        try:
            refuse_if_edited(output)
        except WorkbookError:
            if read is None or not (read.exists() and output.samefile(read)):
                raise
            says = "not overwritten, for it holds the values that --from-workbook reads. Name another file by -o"
            raise WorkbookError(f"{output}: {says}") from None


def write_workbook(model: Model, output: Path | None, force: bool, **how: Any) -> None:
    """The workbook of a model beside an answer, where one is asked for; `how` as in `Result.to_workbook`."""
    from estimator.analysis.standing.compare import compare
    from estimator.api import Result

    if output is not None:
        say(f"Wrote {Result(compare(model)).to_workbook(output, force=force, **how)}")


def require_new_scenario(path: Path | None, pack: Pack, force: bool) -> None:
    """Refuse a scenario file that is there already, without `force`, or whose name a scenario of the pack has.

    It is asked before anything is computed for the file. Raises InputError.
    """
    from estimator.errors import FileError
    from estimator.overwriting import kept
    from estimator.pack.layers.overrides_file import require_free_name

    if path is None:
        return
    if path.name == "pack.toml":
        raise FileError(f"{path}: a file of this name makes its folder a pack; give it another name")
    if path.exists() and not force:
        raise FileError(kept(path, "a scenario that is there may be in use"))
    require_free_name(pack, path)


def write_scenario(output: Path, text: str, options: str) -> None:
    """Write a scenario file and say how it is used."""
    from estimator.files import write_text

    write_text(output, text)
    say(f"Wrote {output}. Next: estimator compare {options}--scenario {as_argument(output)}")
