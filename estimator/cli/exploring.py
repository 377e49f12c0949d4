"""The page that anyone can open: explore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import require_name
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
from estimator.cli.output import say

if TYPE_CHECKING:
    from estimator.api import Result

PageFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page. [default: PACK-explorer.html here]")
]
HostedFolder = Annotated[
    Path | None,
    typer.Option("--folder", metavar="DIR", help="Write the page as files of a folder, to be hosted, instead."),
]
OverPage = Annotated[bool, typer.Option("--force", help="Overwrite a page even if it was edited.")]


def explore(
    pack: PackFolder = None,
    options: Options = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    output: PageFile = None,
    folder: HostedFolder = None,
    force: OverPage = False,
    language: InLanguage = Language.en,
) -> None:
    """Write the model as one page for any browser: the same rows, computed there, with nothing to install.

    The page opens from a disk, asks nothing of any server, and holds levers, charts, draws and the way of every number
    down to its source. A page that someone edited since it was written is kept, unless --force. How to send or host
    it: docs/sharing.md.

    \b
    Examples:
      estimator explore
      estimator explore --pack coastguard -o coastguard.html
      estimator explore --options aegis_ashore,aegis_destroyers --language ja
      estimator explore --folder public
    """
    require_name(output, ".html")
    if output is not None and folder is not None:
        raise typer.BadParameter("names a second place; choose one", param_hint="--folder")
    result = estimate(pack, settings, scenarios, from_workbook).compare(chosen_options(options))
    say_if_mixed(result.model.pack, language)
    say_if_failing(result)
    if folder is not None:
        say(f"Wrote {result.to_page_folder(folder, force=force, language=language.value)}")
        return
    target = output or default_page(result)
    say(f"Wrote {result.to_page(target, force=force, language=language.value)}")


def default_page(result: Result) -> Path:
    """The page's name where none is given."""
    return Path(f"{result.model.pack.name}-explorer.html")
