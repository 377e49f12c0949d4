"""The comparison in plain words: brief."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from estimator.cli.options import (
    FromWorkbook,
    InLanguage,
    Language,
    Options,
    PackFolder,
    Scenarios,
    Settings,
    chosen_options,
    estimate,
    say_if_mixed,
)
from estimator.cli.output import put


class BriefFormat(StrEnum):
    """How a brief is written."""

    text = "text"
    markdown = "markdown"
    json = "json"


def brief(
    pack: PackFolder = None,
    options: Options = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Annotated[BriefFormat, typer.Option("--format", "-f", help="How to write it.")] = BriefFormat.text,
    language: InLanguage = Language.en,
) -> None:
    """Say what the comparison found: a summary and a paragraph per option, made from the numbers.

    \b
    Examples:
      estimator brief
      estimator brief --options aegis_ashore,patriot_500 --format markdown
      estimator brief --scenario pandemic_slump
      estimator brief --language ja
    """
    from estimator.analysis.standing.flips import flips
    from estimator.analysis.standing.grades import grade_shares
    from estimator.language import speaker_of
    from estimator.report.words.brief import brief as make
    from estimator.report.words.brief import written
    from estimator.report.words.translated_brief import brief_in_language

    result = estimate(pack, settings, scenarios, from_workbook).compare(chosen_options(options))
    model, values = result.model, result.values
    judged = {option: shares["C"] for option, shares in grade_shares(model, values).items()}
    made = make(model, values, result.metrics, judged, flips(model, values))
    speaker = speaker_of(model.pack, language.value)
    made = brief_in_language(made, speaker) if speaker else made
    say_if_mixed(model.pack, language)
    put(written(made, printed.value), machine=printed is BriefFormat.json)
