"""What can go wrong, as one tree.

    EstimatorError
    ├── InputError            the user's input is wrong (exit code 2)
    │   ├── PackError         problems of a pack, all of them together
    │   ├── UnitError         a unit that cannot be read, or two that do not fit
    │   ├── UnknownNameError  an id, option, scenario or metric that does not exist
    │   ├── ModelError        rows that cannot be wired: unknown argument, cycle, shape
    │   │   └── WiringError   all problems of wiring a pack together; a PackError, too
    │   ├── WorkbookError     a workbook that cannot be read or may not be overwritten
    │   └── FileError         a file that cannot be written
    ├── EvaluationError       a number could not be computed (row id and fiscal year given)
    └── CheckFailed           a check or threshold did not hold (exit code 1)

Every message says where, what, what was expected and what to do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from estimator.visible import visible_line

NO_DOCSTRINGS = (
    "Python was started with -OO (or PYTHONOPTIMIZE=2), which takes the docstrings out of the program. Rows are "
    "explained by their docstrings, here and in the workbook. Start it without, or with -O"
)
EXIT_FINE, EXIT_CHECK_FAILED, EXIT_BAD_INPUT = 0, 1, 2


class EstimatorError(Exception):
    """Any failure that the estimator explains to its user."""

    exit_code = EXIT_BAD_INPUT


class InputError(EstimatorError):
    """The user's input is wrong."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One problem of a pack: where it stands, what is wrong, what to do."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: message`, with the hint indented below."""
        file = visible_line(self.file)
        where = f"{file}:{self.line}" if self.line else file
        return f"{where}: {self.message}" + (f"\n  {self.hint}" if self.hint else "")


class PackError(InputError):
    """All problems of one pack, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted and without repeats."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
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
    """A file that cannot be written; the old one, if there was one, is as it was."""


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
    """Return a hint with the nearest known words, or an empty string."""
    nearest: Sequence[str] = get_close_matches(word, list(known), n=count, cutoff=0.5)
    if not nearest:
        return ""
    return "Did you mean " + " or ".join(f'"{near}"' for near in nearest) + "?"
