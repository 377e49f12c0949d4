"""Uncertainty: simulate and sensitivity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from estimator.cli.options import Format, FromWorkbook, PackFolder, Printed, Scenarios, Settings, estimate
from estimator.cli.output import put, say

if TYPE_CHECKING:
    from estimator.analysis.uncertainty import Simulation

Options = Annotated[
    str | None, typer.Option("--options", metavar="A,B", help="Options to compute. [default: all of the pack]")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Equal seeds give equal draws.")]
Workers = Annotated[
    int, typer.Option("--workers", min=0, help="Processes; 0 is one for each processor. The answer is the same.")
]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786, or local.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Also write to a .json, .csv or .md file.")
]


SimulationOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Also write to a .xlsx, .json, .csv or .md file."),
]
WORKBOOK = ".xlsx"


class SamplerName(StrEnum):
    """How chances are drawn."""

    sobol = "sobol"
    latin_hypercube = "latin_hypercube"
    random = "random"


Sampler = Annotated[SamplerName, typer.Option("--sampler", help="How chances are drawn.")]
ENDINGS = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}


def simulate(
    pack: PackFolder = None,
    options: Options = None,
    draws: Annotated[int, typer.Option("--draws", "-n", min=2, help="How many draws.")] = 16384,
    seed: Seed = 1,
    sampler: Sampler = SamplerName.sobol,
    correlated: Annotated[
        bool, typer.Option("--correlated/--independent", help="Let inputs move together as correlation.toml says.")
    ] = True,
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", metavar="ID", help="Metrics to print, or all. [default: cost]")
    ] = None,
    workers: Workers = 0,
    cluster: Cluster = "",
    saved: Annotated[
        Path | None, typer.Option("--save-draws", metavar="FILE", help="Save every draw: .parquet, .npz or .csv.")
    ] = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
    output: SimulationOutput = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a workbook even if it was edited.")] = False,
) -> None:
    """Draw all ranges at once, many times: how sure each metric is, which option is cheaper, what may break.

    Every option sees the same draws. Ctrl-C reports the draws made so far. JSON and CSV hold every metric; -o FILE.xlsx
    writes the live workbook with a sheet Uncertainty.

    \b
    Examples:
      estimator simulate
      estimator simulate --draws 100000 --options aegis_ashore,aegis_destroyers
      estimator simulate --metric people --metric expected_leakers
      estimator simulate -o uncertain.xlsx
      estimator simulate --save-draws draws.parquet --format json
    """
    from estimator.analysis.simulate import simulate as simulate_model
    from estimator.analysis.uncertainty import Run
    from estimator.report.simulated import chosen_metrics, written

    how = None if output is None else _ending(output, WORKBOOK)
    made = estimate(pack, settings, scenarios, from_workbook)
    model = made.model(chosen_options(options))
    run = Run(draws, seed, sampler.value, correlated, workers, cluster)
    with _sink(saved) as sink, progress_bar("draws") as progress:
        found: Simulation = simulate_model(model, run, progress, sink)
    names = metrics or ["life_cycle_cost"]
    chosen_metrics(found, names)
    put(written(found, printed.value, names), machine=printed in (Format.json, Format.csv))
    if output is not None and how == WORKBOOK:
        say(f"Wrote {made.compare(chosen_options(options)).to_workbook(output, force=force, simulation=found)}")
    elif output is not None and how is not None:
        _write(output, written(found, how, names))
    if saved is not None:
        say(f"Wrote {saved}: {found.draws:,} draws")
    if found.interrupted:
        say(f"Interrupted: {found.draws:,} of {draws:,} draws were made and are reported.")


class Method(StrEnum):
    """How drivers are found."""

    tornado = "tornado"
    spearman = "spearman"
    sobol = "sobol"
    morris = "morris"


def sensitivity(
    pack: PackFolder = None,
    options: Options = None,
    metric: Annotated[str, typer.Option("--metric", metavar="ID", help="The metric to explain.")] = "life_cycle_cost",
    method: Annotated[Method, typer.Option("--method", help="How drivers are found.")] = Method.tornado,
    size: Annotated[
        int,
        typer.Option("--size", min=0, help="Draws (spearman), base draws, a power of 2 (sobol), paths (morris)."),
    ] = 0,
    top: Annotated[int, typer.Option("--top", min=1, help="How many drivers a table shows.")] = 12,
    seed: Seed = 1,
    correlated: Annotated[
        bool, typer.Option("--correlated/--independent", help="Let inputs move together (spearman).")
    ] = True,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
    output: Output = None,
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
    from estimator.analysis.sensitivity import sensitivities
    from estimator.report.drivers import written

    how = None if output is None else _ending(output)
    model = estimate(pack, settings, scenarios, from_workbook).model(chosen_options(options))
    with progress_bar("evaluations") as progress:
        found, left_out = sensitivities(
            model, metric, method.value, size=size, seed=seed, correlated=correlated, progress=progress
        )
    put(written(model, found, printed.value, top), machine=printed in (Format.json, Format.csv))
    for reason in left_out:
        say(reason)
    if output is not None and how is not None:
        _write(output, written(model, found, how, top))


def chosen_options(options: str | None) -> list[str] | None:
    """The ids of an `--options A,B`."""
    if options is None:
        return None
    chosen = [each.strip() for each in options.split(",") if each.strip()]
    if not chosen:
        raise typer.BadParameter("names no option; separate ids by commas", param_hint="--options")
    return chosen


def _ending(output: Path, *more: str) -> Any:
    if output.suffix in more:
        return output.suffix
    if output.suffix not in ENDINGS:
        known = ", ".join([*more, *ENDINGS])
        raise typer.BadParameter(f"expected a file ending in {known}", param_hint="--output")
    return ENDINGS[output.suffix]


def _write(output: Path, words: str) -> None:
    from estimator.files import write_text

    write_text(output, words)
    say(f"Wrote {output}")


def _sink(saved: Path | None) -> Any:
    from estimator.analysis.draws_file import draws_file

    return nullcontext() if saved is None else draws_file(saved)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr if a person watches it; else nothing."""
    import sys

    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)
