"""Choosing a set of options, and what one is: portfolio, together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import put_answer, require_workbook, write_workbook
from estimator.cli.options import (
    Force,
    Format,
    FromWorkbook,
    PackFolder,
    Printed,
    Scenarios,
    Settings,
    by_id,
    estimate,
    names,
    once,
)

if TYPE_CHECKING:
    from estimator.analysis.questions.portfolio_records import Question
    from estimator.analysis.questions.portfolio_solving import Rules

DELAY = re.compile(r"(?P<option>[^=]+)=(?P<first>\d{1,2})(?:\.\.(?P<last>\d{1,2}))?\Z", re.ASCII)

Maximise = Annotated[
    str | None, typer.Option("--maximise", metavar="METRIC", help="A metric to make large, or judgement.")
]
Minimise = Annotated[
    str | None, typer.Option("--minimise", metavar="METRIC", help="A metric to make small, such as expected_leakers.")
]
Candidates = Annotated[
    str | None, typer.Option("--options", metavar="A,B", help="Candidates. [default: all but the baseline]")
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="A,B", help="At most one of these; repeat for more.")
]
Require = Annotated[list[str] | None, typer.Option("--require", metavar="A:B", help="A only with B; repeat for more.")]
Must = Annotated[str | None, typer.Option("--must", metavar="A,B", help="Options that must be in the set.")]
Forbid = Annotated[str | None, typer.Option("--forbid", metavar="A,B", help="Options that must not be in the set.")]
Delays = Annotated[
    list[str] | None, typer.Option("--delay", metavar="OPTION=0..5", help="Delays of an option's start, in years.")
]
BudgetShare = Annotated[
    str, typer.Option("--budget-share", metavar="SHARE", help="Share of the headroom that may be used.")
]
SetFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE.xlsx", help="Write a workbook with the set, too.")
]
People = Annotated[bool, typer.Option("--people/--no-people", help="Hold to what services can spare.")]


def portfolio(
    maximise: Maximise = None,
    minimise: Minimise = None,
    options: Candidates = None,
    exclude: Exclude = None,
    require: Require = None,
    must: Must = None,
    forbid: Forbid = None,
    delay: Delays = None,
    budget_share: BudgetShare = "100 %",
    people: People = True,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Find the set of options that gives most under the yearly headroom and the people that services can spare.

    What adds up over options (money, judgement) goes to a solver, with delays; other metrics are computed by the model
    for every set that fits, if they are few. An option that includes others is never taken beside them, nor
    options that exclude one another in the pack (excludes). Also shows the effect against money, and what more of each
    year's limits would add.

    \b
    Examples:
      estimator portfolio --maximise judgement
      estimator portfolio --minimise expected_leakers --budget-share "50 %"
      estimator portfolio --maximise judgement --exclude ballistic_missile,independent_strike --delay aegis_ashore=0..5
      estimator portfolio --maximise judgement --must aegis_ashore --forbid patriot_500
      estimator portfolio --maximise stations_held --require ballistic_missile:aegis_ashore --no-people --format json
    """
    from estimator.analysis.questions.portfolio import portfolio as ask
    from estimator.report.answers.portfolio import answer

    question = replace(
        _aim(maximise, minimise),
        options=tuple(names(options, "--options") or ()),
        rules=_rules(exclude or [], require or []),
        delays=by_id((_delay(each) for each in delay or ()), "--delay"),
        budget_share=_share(budget_share),
        people=people,
        must=tuple(once(names(must, "--must"))),
        forbidden=tuple(once(names(forbid, "--forbid"))),
    )
    put_answer(answer(ask(estimate(pack, settings, scenarios, from_workbook).pack, question)), printed)


def _aim(maximise: str | None, minimise: str | None) -> Question:
    """What is to be made large or small, of the two options the one that is given."""
    from estimator.analysis.questions.portfolio_records import Question

    if maximise and minimise:
        raise typer.BadParameter("give one of --maximise and --minimise, not both", param_hint="--minimise")
    if not maximise and not minimise:
        raise typer.BadParameter("give --maximise METRIC or --minimise METRIC", param_hint="--maximise")
    return Question(maximise or minimise or "", bool(maximise))


def together(
    options: Annotated[
        list[str], typer.Argument(metavar="A B [C …]", help="Two options or more, parted by spaces or commas.")
    ],
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
    output: SetFile = None,
    force: Force = False,
) -> None:
    """Show what a set of options costs and needs as given: shared elements once, year by year, people by service.

    Options that exclude or contain one another are refused. -o writes a workbook of these options in which the set
    stands as one more, on a live sheet of its own.

    \b
    Examples:
      estimator together aegis_ashore air_launched_standoff
      estimator together aegis_destroyers ground_launched_tomahawk --scenario two_percent -o both.xlsx
    """
    from estimator.analysis.questions.together import together as ask
    from estimator.report.answers.together import answer

    require_workbook(output, force, from_workbook)
    chosen = [id for each in options for id in names(each, "A B [C …]") or ()]
    found = ask(estimate(pack, settings, scenarios, from_workbook).pack, chosen)
    put_answer(answer(found), printed)
    write_workbook(found.model, output, force)


def _rules(exclude: list[str], require: list[str]) -> Rules:
    from estimator.analysis.questions.portfolio_solving import Rules

    apart = [frozenset(names(each, "--exclude") or ()) for each in exclude]
    if any(len(each) < 2 for each in apart):
        raise typer.BadParameter("expected two options or more, as in A,B", param_hint="--exclude")
    pairs = [[part.strip() for part in each.split(":")] for each in require]
    if any(len(pair) != 2 or not all(pair) or pair[0] == pair[1] for pair in pairs):
        raise typer.BadParameter("expected A:B, two options of which A is taken only with B", param_hint="--require")
    return Rules(tuple(apart), tuple((one, frozenset([needed])) for one, needed in pairs))


def _delay(text: str) -> tuple[str, tuple[int, ...]]:
    found = DELAY.match(text.strip())
    first, last = (int(found["first"]), int(found["last"] or found["first"])) if found else (1, 0)
    if not found or last < first:
        raise typer.BadParameter(f'"{text}" cannot be read; expected OPTION=0..5 or OPTION=2', param_hint="--delay")
    return found["option"].strip(), tuple(range(first, last + 1))


def _share(text: str) -> float:
    from estimator.pack.changes import Refused
    from estimator.pack.layers.written_number import PLAINER, split

    expected = f'"{text}" is no share; expected 0.5 or "50 %"'
    try:
        found = split(text.translate(PLAINER))
    except Refused as reason:
        raise typer.BadParameter(f"{expected}. {reason}", param_hint="--budget-share") from None
    if found is None or found[1] not in ("", "%") or not 0 <= found[0] < float("inf"):
        raise typer.BadParameter(expected, param_hint="--budget-share")
    return found[0] / (100 if found[1] else 1)
