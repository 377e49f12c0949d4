"""Names across files: stems that mean two things, options listed and there, includes that lead anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from estimator import names
from estimator.errors import Problem
from estimator.pack.reading.files import Document, Folder
from estimator.pack.reading.findings import Findings
from estimator.pack.records import Option, Settings

SHARED_FOLDERS: Final = ("", "systems", "options")


def check_stems(findings: Findings, read: Folder) -> None:
    """Each file's name is a legal id, and no two files give the same ids."""
    seen: dict[str, str] = {}
    for document in read.documents.values():
        taken = names.OPTION_WORDS if document.folder == "options" else names.PROGRAM_WORDS
        wrong = names.problem_with_name(document.stem, taken)
        if wrong:
            line = 1 if names.is_legal(document.stem) else 0
            findings.problems.append(Problem(document.file, line, f'"{document.stem}" is no legal id', wrong))
        elif document.folder in SHARED_FOLDERS:
            earlier = seen.setdefault(document.stem, document.file)
            if earlier != document.file:
                hint = f'ids "{document.stem}.…" would stand for both; rename one of the files'
                findings.problems.append(Problem(document.file, 0, f"the name is taken by {earlier}", hint))


def check_options(
    findings: Findings, first: Document, files: Sequence[str], options: Mapping[str, Option], settings: Settings | None
) -> None:
    """Listed options have a file and files are listed; baseline, reference and what options name are among them."""
    if settings:
        _check_listed(findings, first, files, settings)
    for option in options.values():
        for name in option.include:
            if name not in files:
                hint = findings.guess(name, files) or "expected the name of a file in options/"
                findings.at(option.place, f'option.include: no such option "{name}"', hint)
        ring = _ring(option.id, options)
        if ring:
            findings.at(option.place, "option.include runs in a ring: " + " → ".join(ring), "take one include out")
        else:
            _check_excluded(findings, option, files, options)


def _check_excluded(findings: Findings, option: Option, files: Sequence[str], options: Mapping[str, Option]) -> None:
    """Excluded options exist, and nothing that an option holds excludes itself or another part of it."""
    for name in option.excludes:
        if name not in files:
            hint = findings.guess(name, files) or "expected the name of a file in options/"
            findings.at(option.place, f'option.excludes: no such option "{name}"', hint)
    held = [option.id, *_held(option, options)]
    for one in held:
        for other in options[one].excludes if one in options else ():
            if other in held:
                said = "" if one == option.id else f"include: {one} excludes {other}, and both are part of {option.id}"
                findings.at(
                    option.place,
                    f"option.{said or f'excludes: {other} is part of {option.id}'}",
                    "take one of the two out",
                )


def _held(option: Option, options: Mapping[str, Option]) -> list[str]:
    """The options that one includes, directly or through others."""
    found, waiting = list[str](), list(option.include)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += options[name].include if name in options else ()
    return found


def _check_listed(findings: Findings, first: Document, files: Sequence[str], settings: Settings) -> None:
    for number, name in enumerate(settings.options):
        path = ("pack", "options", number)
        if name not in files:
            hint = findings.guess(name, files) or f"Write options/{name}.toml, or take it out of the list"
            findings.about(first, path, name, f"no such file in options/. {hint}")
        if name in settings.options[:number]:
            findings.about(first, path, name, "the option is listed twice")
    for name in files:
        if name not in settings.options:
            hint = "add it to options in pack.toml, or move the file out of options/"
            findings.problems.append(Problem(f"options/{name}.toml", 0, f'the option "{name}" is not listed', hint))
    for key in ("baseline_option", "reference_option", "alone_option"):
        name = getattr(settings, key)
        if name not in settings.options and (name or key != "alone_option"):
            hint = findings.guess(name, settings.options) or "Expected one of the options listed."
            findings.about(first, ("pack", key), name, f"not among the options. {hint}")


def readable_options(listed: Sequence[str], options: Mapping[str, Option]) -> dict[str, Option]:
    """The options of the list that could be read, each once, with those of their includes that could be read."""
    sound = [name for name in dict.fromkeys(listed) if name in options and not _ring(name, options)]
    return {name: _including(options[name], sound) for name in sound}


def _including(option: Option, sound: Sequence[str]) -> Option:
    kept = tuple(name for name in option.include if name in sound)
    return option if kept == option.include else replace(option, include=kept)


def _ring(start: str, options: Mapping[str, Option]) -> list[str]:
    """The way from an option back to itself by `include`, or nothing."""
    waiting = [[start]]
    seen = set()
    while waiting:
        way = waiting.pop()
        for name in options[way[-1]].include if way[-1] in options else ():
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []
