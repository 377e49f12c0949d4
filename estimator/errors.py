"""What can go wrong, as one tree.

    EstimatorError
    ├── InputError            the user's input is wrong (exit code 2)
    │   ├── PackError         problems of a pack, all of them together
    │   ├── UnitError         a unit that cannot be read, or two that do not fit
    │   ├── UnknownNameError  an id, option, scenario or metric that does not exist
    │   ├── ModelError        rows that cannot be wired: unknown argument, cycle, shape
    │   │   └── WiringError   all problems of wiring a pack together; a PackError, too
    │   ├── WorkbookError     a workbook that cannot be read or may not be overwritten
    │   └── FileError         a file that cannot be written, or that is no plain file
    ├── EvaluationError       a number could not be computed (row id and fiscal year given)
    └── CheckFailed           a check or threshold did not hold (exit code 1)

Every message says where, what, what was expected and what to do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from estimator.names import WITHDRAWN
from estimator.visible import visible_line

NO_DOCSTRINGS = (
    "Python was started with -OO (or PYTHONOPTIMIZE=2), which takes the docstrings out of the program. Rows are "
    "explained by their docstrings, here and in the workbook. Start it without, or with -O"
)
MOST_PLACES = 3
EXIT_FINE, EXIT_CHECK_FAILED, EXIT_BAD_INPUT = 0, 1, 2


class EstimatorError(Exception):
    """Any failure that the estimator explains to its user."""

    exit_code = EXIT_BAD_INPUT


class InputError(EstimatorError):
    """The user's input is wrong."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One problem of a pack: where it stands, what is wrong, what to do.

    Problems that are `like` one another, such as one key misspelt in many tables, are told once, with their places.
    """

    file: str
    line: int
    message: str
    hint: str = ""
    like: str = field(default="", compare=False)

    @property
    def where(self) -> str:
        """`file:line`, or the file alone."""
        file = visible_line(self.file)
        return f"{file}:{self.line}" if self.line else file

    def __str__(self) -> str:
        """`file:line: message`, with the hint indented below."""
        return f"{self.where}: {self.message}" + (f"\n  {self.hint}" if self.hint else "")


def with_places(hint: str, places: Sequence[str]) -> str:
    """A hint with the other places of its problem."""
    if not places:
        return hint
    more = len(places) - MOST_PLACES
    others = f" and {more} more place{'s' if more > 1 else ''}" if more > 0 else ""
    told = f"The same at {', '.join(places[:MOST_PLACES])}{others}"
    return f"{hint}{'' if hint.endswith(('.', '?')) else '.'} {told}" if hint else told


def _told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of problems that are like one another the first, with the places of the others."""
    groups: dict[str, list[Problem]] = {}
    for each in problems:
        groups.setdefault(each.like or str(each), []).append(each)
    for first, *others in groups.values():
        yield replace(first, hint=with_places(first.hint, [each.where for each in others]))


class PackError(InputError):
    """All problems of one pack, in order of file and line, those that are like one another once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted and without repeats."""
        self.problems: tuple[Problem, ...] = tuple(_told_once(sorted(set(problems))))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnitError(InputError):
    """A unit that cannot be read, or two units that do not fit together: then `pair` holds the two."""

    def __init__(self, message: str = "", pair: tuple[str, str] | None = None) -> None:
        """Keep the two units apart from the words."""
        self.pair = pair
        super().__init__(message)


class UnknownNameError(InputError):
    """An id, option, scenario or metric that does not exist."""


class ModelError(InputError):
    """Rows that cannot be wired into one graph."""


class WiringError(PackError, ModelError):
    """All problems of wiring one pack, each cause once, in order of file and line."""


class WorkbookError(InputError):
    """A workbook that cannot be read, or may not be overwritten."""


class FileError(InputError):
    """A file that cannot be written, the old one being as it was; or one that is no plain file."""


class EvaluationError(EstimatorError):
    """A number could not be computed; the message names the row and the fiscal year."""

    exit_code = EXIT_CHECK_FAILED


class CheckFailed(EstimatorError):
    """A check or threshold did not hold."""

    exit_code = EXIT_CHECK_FAILED


def require_docstrings() -> None:
    """Raise InputError where Python took the docstrings out of the program, for they are data of it."""
    if sys.flags.optimize > 1:
        raise InputError(NO_DOCSTRINGS)


def did_you_mean(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return a hint with what took the place of a word, else with the nearest known ones, or an empty string.

    Of known words with the same letters, large or small, only these are named.
    """
    words = list(known)
    last = word.rpartition(".")[2]
    if last in WITHDRAWN and not any(each.rpartition(".")[2] == last for each in words):
        return f"It was withdrawn; in its place stands {WITHDRAWN[last]}"
    spelt: dict[str, list[str]] = {}
    for each in words:
        spelt.setdefault(each.lower(), []).append(each)
    small = word.lower()
    near = [small] if small in spelt else get_close_matches(small, spelt, n=count, cutoff=0.5)
    nearest = list(dict.fromkeys(each for found in near for each in spelt[found]))[:count]
    return "Did you mean " + " or ".join(f'"{each}"' for each in nearest) + "?" if nearest else ""
