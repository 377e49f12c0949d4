"""Options that several commands share, and the estimate that they describe."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from estimator.cli.output import say

if TYPE_CHECKING:
    from estimator.api import Estimate, Result
    from estimator.pack.records import Pack


MOST_FAILURES = 3
T = TypeVar("T")


class Format(StrEnum):
    """How a result is printed."""

    table = "table"
    json = "json"
    markdown = "markdown"
    csv = "csv"


class TextFormat(StrEnum):
    """How a text is printed."""

    table = "table"
    json = "json"
    markdown = "markdown"


class SamplerName(StrEnum):
    """How chances are drawn."""

    sobol = "sobol"
    latin_hypercube = "latin_hypercube"
    random = "random"


class Language(StrEnum):
    """The language of what people read."""

    en = "en"
    ja = "ja"


class Naming(StrEnum):
    """What the tabs of a workbook are called."""

    labels = "labels"
    ids = "ids"


PackFolder = Annotated[
    Path | None,
    typer.Option(
        "--pack",
        "-p",
        metavar="DIR",
        help="A pack: its folder, or one that list packs names. [default: the pack in this folder, else japan]",
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help='Set an assumption, its unit optional: "budget.gdp_share=2 %". *=, += and -= change the value in force; '
        '"*.unit_price*=1.2" and "@crews*=1.2" change all that fit a pattern or a group.',
    ),
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="NAME", help="Put a scenario, or that of a FILE.toml, on top; the last one wins."
    ),
]
FromWorkbook = Annotated[
    Path | None,
    typer.Option(
        "--from-workbook",
        metavar="FILE.xlsx",
        help="Take scenario and values typed into a workbook. Its values go before --scenario, --set before both.",
    ),
]
Options = Annotated[
    str | None, typer.Option("--options", metavar="A,B", help="Options to show. [default: all of the pack]")
]
InLanguage = Annotated[
    Language, typer.Option("--language", metavar="en|ja", help="The language of what is printed and written: en or ja.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there, even if it was edited.")]
Protection = Annotated[
    bool,
    typer.Option("--protection/--no-protection", help="Lock the cells of sheets to type into, without a password."),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="Equal seeds give equal draws; with sobol, for the same options.")
]
Sampler = Annotated[SamplerName, typer.Option("--sampler", help="How chances are drawn.")]
Correlated = Annotated[
    bool, typer.Option("--correlated/--independent", help="Let inputs move together as correlation.toml says.")
]
Workers = Annotated[
    int, typer.Option("--workers", min=0, help="Processes; 0 is one for each processor. The answer is the same.")
]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786, or local.")
]
Printed = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]
PrintedText = Annotated[TextFormat, typer.Option("--format", "-f", help="How to print.")]


def estimate(
    pack: Path | None,
    settings: list[str] | None = None,
    scenarios: list[str] | None = None,
    workbook: Path | None = None,
) -> Estimate:
    """Load the pack, and put a workbook's scenario and values, then scenarios and settings on top."""
    from estimator.api import load

    return layered(load(pack_in_use(pack)), settings, scenarios, workbook)


def pack_in_use(pack: Path | None) -> Path | None:
    """The pack asked for, else that in or around the current folder, said on stderr; None for the default one.

    A pack holds no code, so a folder from anybody can do no more here than when it is named.
    """
    if pack is None and Path("pack.toml").is_file():
        say(f"The pack in this folder, {Path.cwd().name}, is used; -p takes another.")
        return Path()
    if pack is None and (around := next((each for each in Path.cwd().parents if (each / "pack.toml").is_file()), None)):
        say(f"The pack around this folder, {around.name}, is used; -p takes another.")
        return Path(os.path.relpath(around))
    return pack


def layered(
    made: Estimate, settings: list[str] | None = None, scenarios: list[str] | None = None, workbook: Path | None = None
) -> Estimate:
    """Put a workbook's scenario and values, then scenarios and settings on top of a pack."""
    if workbook is not None:
        made = made.with_workbook(workbook, say)
    made = made.with_scenarios(*(scenarios or [])).with_settings(*(settings or []))
    for setting in settings or []:
        _say_what_it_hits(made.pack, setting)
    _say_what_is_set_anew(made.pack, settings or [])
    return made


def _say_what_is_set_anew(pack: Pack, settings: list[str]) -> None:
    """Say on stderr which settings a later one leaves without effect."""
    from estimator.pack import without_effect

    for setting, later in without_effect(settings, pack) if len(settings) > 1 else ():
        say(f"--set {setting} has no effect: --set {later} comes after it.")


def _say_what_it_hits(pack: Pack, setting: str) -> None:
    """Say on stderr which assumptions a setting with a pattern or a group has changed."""
    from estimator.pack import targets_of

    ids = targets_of(setting, pack)
    if ids:
        word = "assumption" if len(ids) == 1 else "assumptions"
        say(f"{setting.strip()} changes {len(ids)} {word}: {', '.join(ids)}")


def say_if_mixed(pack: Pack, language: Language) -> None:
    """Say on stderr that a pack has no texts in the language asked for, so that two languages stand side by side."""
    from estimator.language import has_texts

    if language is not Language.en and not has_texts(pack, language.value):
        own = f"has no texts of its own in the language {language.value}"
        say(f"The pack {pack.name} {own}; its labels and notes stand in English.")


def say_if_failing(result: Result) -> None:
    """Say on stderr which checks do not hold, since what is printed may then not follow from what was put in."""
    from estimator.analysis.standing.checking import failures

    found = failures(result.model, result.values)
    for each in found[:MOST_FAILURES]:
        year = f", {result.model.pack.settings.year_prefix}{each.year}" if each.year else ""
        say(f"A check does not hold: {each.label} ({each.id}{year}).")
    if found:
        more = f"{len(found) - MOST_FAILURES} more checks do not hold. " if len(found) > MOST_FAILURES else ""
        say(f"{more}The numbers are not valid: estimator check, with the same options, tells more.")


def names(text: str | None, option: str, nothing: str = "nothing") -> list[str] | None:
    """Ids parted by commas; None if the option was not given. Raises BadParameter if it names `nothing`."""
    if text is None:
        return None
    found = [each.strip() for each in text.split(",") if each.strip()]
    if not found:
        raise typer.BadParameter(f"names {nothing}; separate ids by commas", param_hint=option)
    return found


def refuse_idle(given: Mapping[str, object], why: str) -> None:
    """Refuse options that would change nothing, instead of passing over them."""
    for name, value in given.items():
        if value:
            raise typer.BadParameter(why, param_hint=name)


def by_id(pairs: Iterable[tuple[str, T]], option: str) -> dict[str, T]:
    """What is given for each id. Raises BadParameter for an id that is given twice."""
    found: dict[str, T] = {}
    for id, given in pairs:
        if id in found:
            raise typer.BadParameter(f"{id} is given twice; give it once", param_hint=option)
        found[id] = given
    return found


def once(ids: list[str] | None) -> list[str]:
    """Ids in the order given, each once."""
    return list(dict.fromkeys(each.strip() for each in ids or ()))


def chosen_options(text: str | None) -> list[str] | None:
    """The ids in `--options A,B`; None for all. Raises BadParameter if it names none."""
    return names(text, "--options", "no option")


def pack_as_read(folder: Path | None) -> Pack:
    """A pack as far as its files can be read, problems or not: for what needs its words and no computing.

    Raises PackError for a folder that is no pack, or whose pack.toml holds no case.
    """
    from estimator.errors import PackError
    from estimator.pack import default_folder, read_files
    from estimator.pack.reading.files import read_texts

    reading = read_files(read_texts(pack_in_use(folder) or default_folder()))
    if reading.pack is None:
        raise PackError(reading.problems)
    return reading.pack
