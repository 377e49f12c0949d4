"""The main job: compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from estimator.cli.answering import progress, require_draws, require_name, require_workbook
from estimator.cli.exploring import default_page
from estimator.cli.first_screen import Wanted, put_comparison, require_metrics, same_again
from estimator.cli.options import (
    Force,
    Format,
    FromWorkbook,
    InLanguage,
    Language,
    Naming,
    Options,
    PackFolder,
    Printed,
    Protection,
    Scenarios,
    Settings,
    chosen_options,
    estimate,
    names,
    refuse_idle,
    say_if_failing,
    say_if_mixed,
)
from estimator.cli.output import put, say

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Simulation
    from estimator.api import Result
    from estimator.language import Speaker
    from estimator.report.answers.compare import Beside
    from estimator.workbook.wanted import Drawn, Sheets

Draws = Annotated[
    int | None,
    typer.Option("--draws", min=0, help="Draws behind chances and verdicts; 0 leaves them out. [default: 2048]"),
]
WorkbookFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The workbook. [default: PACK-comparison.xlsx here]"),
]
CsvFolder = Annotated[
    Path | None, typer.Option("--csv", metavar="DIR", help="Write all values as one long table into a folder.")
]
WriteWorkbook = Annotated[bool, typer.Option("--workbook/--no-workbook", help="Write the Excel workbook.")]
DataTables = Annotated[
    bool,
    typer.Option(
        "--data-tables",
        help="Make the tornado and the two-way table of What-if Excel data tables, which follow your values at F9.",
    ),
]
AllYears = Annotated[
    bool,
    typer.Option(
        "--all-years",
        help="Show the years before and after those compared, folded away otherwise, with every cell there.",
    ),
]
PrintAll = Annotated[
    bool, typer.Option("--print-all", help="Let every page of the workbook be printed, not the first of each sheet.")
]
Full = Annotated[bool, typer.Option("--full", help="Print every metric, not the first screen.")]
ByMetric = Annotated[bool, typer.Option("--by-metric", help="With --full: options down, metrics across by their ids.")]
WithBounds = Annotated[
    bool,
    typer.Option(
        "--bounds",
        help="Tell the envelope of each life-cycle cost, too: every ranged input at once at the end of its published "
        "range that lowers it, and that raises it. No likely range.",
    ),
]
Metrics = Annotated[
    str | None, typer.Option("--metrics", metavar="A,B", help="Metrics to print. [default: as many as there is room]")
]
ScenarioChances = Annotated[
    bool, typer.Option("--scenario-chances", help="Draw each scenario, too, for the workbook's sheet Scenario results.")
]
SheetNames = Annotated[
    Naming,
    typer.Option(
        "--sheet-names",
        metavar="labels|ids",
        help="What the workbook's tabs are called: names in its language, options by short label; or ids.",
    ),
]
IDLE = "belongs to the workbook, which --no-workbook leaves out; leave out one of the two"
Page = Annotated[bool, typer.Option("--page", help="Write the page for browsers beside the workbook, too.")]


def compare(
    pack: PackFolder = None,
    options: Options = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
    output: WorkbookFile = None,
    force: Force = False,
    draws: Draws = None,
    csv: CsvFolder = None,
    workbook: WriteWorkbook = True,
    data_tables: DataTables = False,
    all_years: AllYears = False,
    print_all: PrintAll = False,
    protection: Protection = True,
    scenario_chances: ScenarioChances = False,
    sheet_names: SheetNames = Naming.labels,
    page: Page = False,
    full: Full = False,
    by_metric: ByMetric = False,
    metrics: Metrics = None,
    bounds: WithBounds = False,
    language: InLanguage = Language.en,
) -> None:
    """Compare the options of a pack: print what was found and write a live Excel workbook.

    A table tells the question, the finding, one line an option, what would change it and where to look next, with as
    many columns as the terminal has room for; --full prints every metric.
    The result goes to stdout; what was written is said on stderr. What someone edited since it was written is kept,
    unless --force. Verdicts have the chances of a small simulation, which the sheet Uncertainty shows; estimator
    simulate -o makes a larger one. Without a workbook only the first screen draws unless --draws asks.

    \b
    Examples:
      estimator compare
      estimator compare --options aegis_ashore,aegis_destroyers
      estimator compare --set "budget.gdp_share=2 %" -o two-percent.xlsx
      estimator compare --scenario pandemic_slump --format json --no-workbook
      estimator compare --metrics people,expected_leakers --no-workbook
      estimator compare --full --no-workbook
      estimator compare --csv tables --no-workbook
      estimator compare --bounds --no-workbook
      estimator compare --page --language ja
    """
    from estimator.language import speaker_of
    from estimator.workbook.wanted import Sheets

    require_name(output, ".xlsx")
    wanted = Wanted(full, by_metric, tuple(dict.fromkeys(names(metrics, "--metrics") or ())))
    wanted.check(printed is Format.table)
    how = _How(data_tables, all_years, print_all, protection, sheet_names, force, language)
    if not workbook:
        refuse_idle(how.asked(scenario_chances) | {"--output": None if page else output}, IDLE)
    refuse_idle({"--bounds": bounds and printed is Format.csv}, "csv holds metrics alone; take another --format")
    result = estimate(pack, settings, scenarios, from_workbook).compare(chosen_options(options))
    require_metrics(result.model, wanted.metrics)
    beside = (output or default_page(result)).with_suffix(".html") if page else None
    require_workbook(_workbook_file(result, output) if workbook else None, force, from_workbook)
    _require_places(csv, beside, result, force)
    say_if_mixed(result.model.pack, language)
    say_if_failing(result)
    many = _wanted(draws, workbook, printed is Format.table and not wanted.full)
    sheets = Sheets(data_tables, all_years, sheet_names.value) if workbook else None
    simulation, drawn = _drawn(result, sheets, many, scenario_chances)
    speaker = speaker_of(result.model.pack, language.value)
    also = _beside(result, simulation, bounds)
    if printed is Format.table:
        put_comparison(result, speaker, wanted, same_again(pack, scenarios, settings, from_workbook), also)
    else:
        _print(result, printed, speaker, also)
    if csv is not None:
        say(f"Wrote {result.to_csv(csv)}")
    _write(result, drawn, output, how, beside)


def _workbook_file(result: Result, output: Path | None) -> Path:
    """The workbook's name, also where none is given."""
    return output or Path(f"{result.model.pack.name}-comparison.xlsx")


def _require_places(csv: Path | None, page: Path | None, result: Result, force: bool) -> None:
    """Refuse what cannot or may not be written beside the workbook, before anything is drawn, printed or written."""
    if csv is not None:
        from estimator.overwriting import require_own
        from estimator.report.long_table import data_file, require_place

        require_place(csv)
        require_own(data_file(csv, result.model.pack), force)
    if page is not None:
        from estimator.explorer.writing import require_page

        require_page(page, force)


def _beside(result: Result, simulation: Simulation | None, bounds: bool) -> Beside:
    """What is told beside the metrics; the bounds of the cost only where they are asked for."""
    from estimator.report.answers.compare import Beside

    if not bounds:
        return Beside(simulation, result.comparison.elements)
    from estimator.analysis.questions.cost_bounds import cost_bounds

    return Beside(simulation, result.comparison.elements, cost_bounds(result.model))


def _wanted(draws: int | None, workbook: bool, on_screen: bool) -> int | None:
    """How many draws: none, unless asked for, where nothing that is written tells chances of its own."""
    return 0 if draws is None and not workbook and not on_screen else draws


def _drawn(
    result: Result, sheets: Sheets | None, draws: int | None, of_scenarios: bool
) -> tuple[Simulation | None, Drawn | None]:
    """The draws, with a bar while they are made, and what a workbook needs beside them, if its sheets are wanted."""
    from estimator.analysis.draws.blocks import processors
    from estimator.analysis.draws.records import COMPARED
    from estimator.workbook.wanted import Watch

    require_draws(draws)
    each = (COMPARED if draws is None else draws) if of_scenarios else 0
    with progress("Draws for chances", draws != 0) as report:
        watch = Watch(report, say)
        if sheets is None:
            return result.simulation(draws, watch, pair=False), None
        workers = min(processors(), 2)
        drawn = result.drawn(draws=draws, watch=watch, workers=workers, scenario_draws=each, sheets=sheets)
        return drawn.simulation, drawn


class _How(NamedTuple):
    """What of a workbook can be chosen: data tables, years in view, pages printed, protection, names, language."""

    data_tables: bool
    all_years: bool
    print_all: bool
    protection: bool
    sheet_names: Naming
    force: bool
    language: Language

    def asked(self, scenario_chances: bool) -> dict[str, bool]:
        """What of it is asked for, by option."""
        return {
            "--data-tables": self.data_tables,
            "--all-years": self.all_years,
            "--print-all": self.print_all,
            "--no-protection": not self.protection,
            "--sheet-names": self.sheet_names is not Naming.labels,
            "--scenario-chances": scenario_chances,
        }


def _write(result: Result, drawn: Drawn | None, output: Path | None, how: _How, page: Path | None) -> None:
    """Write the workbook, if it was drawn for, and the page, if that is wanted; each names the other."""
    target = _workbook_file(result, output)
    if drawn:
        say(f"Wrote {_written(result, drawn, target, how, page.name if page else '')}")
    if page:
        named = target.name if drawn else ""
        say(f"Wrote {result.to_page(page, force=how.force, language=how.language.value, workbook=named)}")


def _written(result: Result, drawn: Drawn, target: Path, how: _How, page: str) -> Path:
    return result.to_workbook(
        target,
        force=how.force,
        language=how.language.value,
        drawn=drawn,
        data_tables=how.data_tables,
        all_years=how.all_years,
        print_all=how.print_all,
        protection=how.protection,
        page=page,
        sheet_names=how.sheet_names.value,
    )


def _print(result: Result, printed: Format, speaker: Speaker | None, beside: Beside) -> None:
    """Every metric, for a program or a document."""
    from estimator.report.answers import compare as comparison

    told = comparison.written(result.model, result.metrics, printed.value, speaker, beside)
    put(told, machine=printed in (Format.json, Format.csv))
