"""The application: its commands and the options that stand before them."""

from __future__ import annotations

from typing import Annotated

import typer

from estimator import __version__
from estimator.cli import (
    asking,
    briefing,
    checking,
    choosing,
    comparing,
    differing,
    exploring,
    holding,
    importing,
    judging,
    looking,
    making,
    simulating,
)
from estimator.cli.commands import Command

app = typer.Typer(
    name="estimator",
    help="Compare defence options by cost, budget, people and effect, with a live Excel workbook as the result.",
    epilog="Main job: estimator compare. Each command has examples: estimator COMMAND --help.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"estimator {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Work everything out anew, and keep nothing for the next question.")
    ] = False,
) -> None:
    """Compare defence options by cost, budget, people and effect, with a live Excel workbook as the result."""


for function, name, short in (
    (comparing.compare, "compare", "Print the comparison and write the workbook."),
    (exploring.explore, "explore", "Write the model as one page for any browser."),
    (briefing.brief, "brief", "Say what the comparison found, in plain words."),
    (looking.list_, "list", "List options, assumptions, rows, metrics, sources …"),
    (looking.show, "show", "Show all there is to know of one id."),
    (looking.trace, "trace", "Show where a number comes from, or where it goes."),
    (looking.scenarios, "scenarios", "List the scenarios."),
    (checking.check, "check", "Check a pack; exit 1 if a check does not hold."),
    (checking.verify, "verify", "Recalculate a workbook and compare."),
    (checking.lint, "lint", "Check how a workbook is made."),
    (holding.backtest, "backtest", "Hold the model against published totals."),
    (holding.flips, "flips", "List what flips a verdict."),
    (simulating.simulate, "simulate", "Draw all ranges at once; how sure each number is."),
    (simulating.sensitivity, "sensitivity", "Find which assumptions drive a metric."),
    (judging.judgement, "judgement", "Show the judgement factors."),
    (holding.method, "method", "Print the method handbook."),
    (asking.whatif, "whatif", "Show what changes, and why, under other values."),
    (asking.sweep, "sweep", "Compute metrics over a range of one or two assumptions."),
    (asking.breakeven, "breakeven", "Find where a metric reaches a target."),
    (asking.afford, "afford", "Find the largest quantity that fits."),
    (choosing.portfolio, "portfolio", "Find the best set of options within limits."),
    (choosing.together, "together", "Show a set of options as one."),
    (asking.breakdown, "breakdown", "Show what makes up an option's cost."),
    (asking.schedule, "schedule", "Show what a delay costs and frees."),
    (importing.import_, "import", "Read back a workbook that someone edited."),
    (differing.diff, "diff", "Show what differs between packs, results or workbooks."),
    (making.init, "init", "Write a small working pack to start from."),
    (making.rename, "rename", "Rename an id in every file of a pack."),
    (making.schema, "schema", "Print the JSON schema of a pack's files."),
):
    app.command(name, short_help=short, cls=Command)(function)
new = typer.Typer(help="Add to a pack, or to the program.", no_args_is_help=True, rich_markup_mode=None)
new.command("option", cls=Command, short_help="Write the skeleton of an option.")(making.option)
new.command("system", cls=Command, short_help="Write the skeleton of a system.")(making.system)
new.command("calculator", cls=Command, short_help="Write a new kind of element, in a checkout.")(making.calculator)
app.add_typer(new, name="new")
