"""Uncertainty: simulate and sensitivity."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from estimator.cli.answering import progress, put_or_write, require_workbook, write_workbook
from estimator.cli.options import (
    Cluster,
    Correlated,
    Force,
    Format,
    FromWorkbook,
    Language,
    Options,
    PackFolder,
    Printed,
    Protection,
    Sampler,
    SamplerName,
    Scenarios,
    Seed,
    Settings,
    Workers,
    chosen_options,
    estimate,
    refuse_idle,
    say_if_mixed,
)
from estimator.cli.output import put, say

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Run, Simulation
    from estimator.model import Model

Draws = Annotated[int, typer.Option("--draws", "-n", min=2, help="How many draws.")]
Metrics = Annotated[
    list[str] | None, typer.Option("--metric", "-m", metavar="ID", help="Metrics to print, or all. [default: cost]")
]
ByYear = Annotated[bool, typer.Option("--by-year", help="Also print outlays, headroom and chances by fiscal year.")]
SavedDraws = Annotated[
    Path | None, typer.Option("--save-draws", metavar="FILE", help="Save every draw: .parquet, .npz or .csv.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Also write to a .json, .csv, .md or .txt file.")
]
SimulationOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Also write to a .xlsx, .json, .csv, .md or .txt file."),
]
WorkbookLanguage = Annotated[
    Language, typer.Option("--language", metavar="en|ja", help="The language of the workbook: en or ja.")
]
WORKBOOK = ".xlsx"
ENDINGS = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}


def simulate(
    pack: PackFolder = None,
    options: Options = None,
    draws: Draws = 16384,
    seed: Seed = 1,
    sampler: Sampler = SamplerName.sobol,
    correlated: Correlated = True,
    metrics: Metrics = None,
    by_year: ByYear = False,
    workers: Workers = 0,
    cluster: Cluster = "",
    saved: SavedDraws = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
    output: SimulationOutput = None,
    force: Force = False,
    protection: Protection = True,
    language: WorkbookLanguage = Language.en,
) -> None:
    """Draw all ranges at once, many times: how sure each metric is, which option is cheaper, what may break.

    Every option sees the same draws. Ctrl-C reports the draws made so far. JSON and CSV hold every metric and year; -o
    FILE.xlsx writes the live workbook with a sheet Uncertainty.

    \b
    Examples:
      estimator simulate --draws 100000 --options aegis_ashore,aegis_destroyers
      estimator simulate --metric people --metric expected_leakers --by-year
      estimator simulate -o uncertain.xlsx
      estimator simulate --save-draws draws.parquet --format json
    """
    from estimator.analysis.draws.records import Run

    how = None if output is None else _ending(output, force, WORKBOOK)
    if how == WORKBOOK:
        require_workbook(output, force, from_workbook)
    _require_draws_file(saved, output, force)
    model = estimate(pack, settings, scenarios, from_workbook).model(chosen_options(options))
    shown = _Shown(tuple(metrics or ["life_cycle_cost"]), by_year)
    found = _simulated(model, Run(draws, seed, sampler.value, correlated, workers, cluster), shown, saved)
    put(shown.written(found, printed.value), machine=printed in (Format.json, Format.csv))
    if how == WORKBOOK:
        say_if_mixed(found.model.pack, language)
        write_workbook(found.model, output, force, simulation=found, language=language.value, protection=protection)
    elif output is not None:
        put_or_write(shown.written(found, how), output)


@dataclass(frozen=True)
class _Shown:
    """What of a simulation is printed."""

    metrics: tuple[str, ...]
    by_year: bool

    def written(self, simulation: Simulation, how: Any) -> str:
        from estimator.report.answers.simulate import written

        return written(simulation, how, self.metrics, self.by_year)


def _simulated(model: Model, run: Run, shown: _Shown, saved: Path | None) -> Simulation:
    """Simulate, after a look at the names that will be wanted."""
    from estimator.analysis.draws.simulate import simulate as simulate_model
    from estimator.report.answers.simulate import chosen_metrics

    chosen_metrics(model, shown.metrics)
    with _sink(saved) as sink, progress("Draws") as report:
        found = simulate_model(model, run, report, sink)
    if saved is not None:
        from estimator.overwriting import remember

        remember(saved)
        say(f"Wrote {saved}: {found.draws:,} draws")
    if found.interrupted:
        say(f"Interrupted: {found.draws:,} of {run.draws:,} draws were made and are reported.")
    return found


class Method(StrEnum):
    """How drivers are found."""

    tornado = "tornado"
    spearman = "spearman"
    sobol = "sobol"
    morris = "morris"


Metric = Annotated[str, typer.Option("--metric", "-m", metavar="ID", help="The metric to explain.")]
Way = Annotated[Method, typer.Option("--method", help="How drivers are found.")]
Size = Annotated[
    int, typer.Option("--size", min=0, help="Draws (spearman), base draws, a power of 2 (sobol), paths (morris).")
]
Top = Annotated[int, typer.Option("--top", min=1, help="How many drivers a table shows.")]
Together = Annotated[bool, typer.Option("--correlated/--independent", help="Let inputs move together (spearman).")]


def sensitivity(
    pack: PackFolder = None,
    options: Options = None,
    metric: Metric = "life_cycle_cost",
    method: Way = Method.tornado,
    size: Size = 0,
    top: Top = 12,
    seed: Seed = 1,
    correlated: Together = True,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
    output: Output = None,
    force: Force = False,
) -> None:
    """Find which assumptions drive a metric of each option.

    tornado moves one input at a time over its range; spearman is the rank correlation over draws; sobol shares out the
    variance; morris is a cheap screening. JSON and CSV hold every input.

    \b
    Examples:
      estimator sensitivity --options aegis_ashore
      estimator sensitivity --metric people --method spearman
      estimator sensitivity --options aegis_destroyers --method sobol --size 1024
    """
    from estimator.analysis.draws.sensitivity import sensitivities
    from estimator.report.answers.sensitivity import written

    how = None if output is None else _ending(output, force)
    if method is Method.tornado:
        refuse_idle({"--size": size}, "belongs to --method spearman, sobol or morris; tornado draws nothing")
    model = estimate(pack, settings, scenarios, from_workbook).model(chosen_options(options))
    with progress("Evaluations") as report:
        found, left_out = sensitivities(
            model, metric, method.value, size=size, seed=seed, correlated=correlated, progress=report
        )
    put(written(model, found, printed.value, top), machine=printed in (Format.json, Format.csv))
    for reason in left_out:
        say(reason)
    if output is not None and how is not None:
        put_or_write(written(model, found, how, top), output)


def _ending(output: Path, force: bool, *more: str) -> Any:
    """What the name of a file says of how it is written; refused before anything is computed for it if it is kept."""
    from estimator.files import require_file_name, require_folder
    from estimator.overwriting import require_own

    require_file_name(output)
    require_folder(output)
    ending = output.suffix.lower()
    if ending in more:
        return ending
    if ending not in ENDINGS:
        known = ", ".join([*more, *ENDINGS])
        raise typer.BadParameter(f"expected a file ending in {known}", param_hint="--output")
    require_own(output, force)
    return ENDINGS[ending]


def _require_draws_file(saved: Path | None, output: Path | None, force: bool) -> None:
    """Refuse a file for draws that cannot or may not be written, or that is also the answer's, before any is drawn."""
    if saved is None:
        return
    from estimator.analysis.draws.draws_file import require_ending
    from estimator.files import require_folder
    from estimator.overwriting import require_own

    require_ending(saved)
    require_folder(saved)
    require_own(saved, force)
    if output is not None and output.resolve() == saved.resolve():
        raise typer.BadParameter("names the same file as --output; name another", param_hint="--save-draws")


def _sink(saved: Path | None) -> Any:
    from estimator.analysis.draws.draws_file import draws_file

    return nullcontext() if saved is None else draws_file(saved)
