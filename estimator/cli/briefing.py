"""The comparison in plain words: brief."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import simulated
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
    say_if_failing,
    say_if_mixed,
)
from estimator.cli.output import put, say, text_width

if TYPE_CHECKING:
    from estimator.language import Speaker
    from estimator.report.memo.contents import Found
    from estimator.report.words.brief import Brief

Draws = Annotated[
    int | None,
    typer.Option("--draws", min=0, help="Draws behind chances and medians; 0 leaves them out. [default: 2048]"),
]
MemoFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write a memo instead: FILE.docx, FILE.md or FILE.html."),
]


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
    draws: Draws = None,
    output: MemoFile = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the memo, whatever it is.")] = False,
    language: InLanguage = Language.en,
) -> None:
    """Say what the comparison found, with its chances: a summary and a paragraph per option, made from the numbers.

    Chances and medians are those of 2,048 draws, or of --draws; with 0 the brief is of the given values and says so.
    With -o it becomes a memo with table, charts, changes and sources: .docx for Word, .md or .html. A memo that
    someone edited since it was written is kept, unless --force.

    \b
    Examples:
      estimator brief
      estimator brief --options aegis_ashore,patriot_500 --format markdown
      estimator brief --scenario pandemic_slump
      estimator brief --language ja
      estimator brief -o memo.docx
    """
    from estimator.language import speaker_of
    from estimator.report.memo.contents import Found
    from estimator.report.words.brief import written
    from estimator.report.words.wrapped_lines import WIDTH

    if output is not None:
        require_output(output, force)
        if printed is not BriefFormat.text:
            raise typer.BadParameter("a memo is written by the ending of FILE; leave --format out", param_hint="-o")
    result = estimate(pack, settings, scenarios, from_workbook).compare(chosen_options(options))
    found = Found(result.model, result.values, result.metrics, simulated(result, draws))
    speaker = speaker_of(found.model.pack, language.value)
    made = _made(found, speaker)
    say_if_mixed(found.model.pack, language)
    say_if_failing(result)
    if output is None:
        put(written(made, printed.value, text_width(WIDTH)), machine=printed is BriefFormat.json)
    else:
        _write(output, force, found, made, speaker)


def _made(found: Found, speaker: Speaker | None) -> Brief:
    """The brief of what was found, in the language of a speaker."""
    from estimator.analysis.standing.flips import flips
    from estimator.analysis.standing.grades import grade_shares
    from estimator.report.words.brief import brief as make
    from estimator.report.words.translated_brief import brief_in_language

    model, values = found.model, found.values
    judged = {option: shares["C"] for option, shares in grade_shares(model, values).items()}
    made = make(model, values, found.metrics, judged, flips(model, values), found.simulation)
    return brief_in_language(made, speaker) if speaker else made


def require_output(path: Path, force: bool) -> None:
    """Refuse a memo before anything is computed for it: its ending, a folder, a library that is missing, an edit."""
    from estimator.files import require_file_name, require_folder
    from estimator.report.memo.forms import require_form
    from estimator.report.memo.keeping import refuse_if_edited

    require_file_name(path)
    require_folder(path)
    require_form(path)
    if not force:
        refuse_if_edited(path)


def _write(path: Path, force: bool, found: Found, made: Brief, speaker: Speaker | None) -> None:
    from estimator.report.memo.contents import memo
    from estimator.report.memo.forms import content_of
    from estimator.report.memo.keeping import write_memo

    say(f"Wrote {write_memo(path, content_of(memo(found, made, speaker), path), force)}")
