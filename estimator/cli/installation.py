"""What of the program's own installation is broken, where a failure tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

COMPILED: Final = (".pyc", ".pyo")
AGAIN: Final = "Install the program again with pip, which brings what it needs; README says how."


def broken(problem: BaseException) -> str:
    """Say which file of the installation is damaged or missing; empty for a failure of another kind."""
    path = _compiled(problem)
    if path:
        return f"{path}: is damaged, a file that Python keeps to start sooner. Remove it; Python writes it again."
    if isinstance(problem, ModuleNotFoundError) and problem.name:
        return f"{problem.name.partition('.')[0]}, which the program needs, is not installed. {AGAIN}"
    return ""


def _compiled(problem: BaseException) -> str:
    """The compiled file that could not be read when a module was loaded."""
    if isinstance(problem, ImportError):
        return problem.path if (problem.path or "").endswith(COMPILED) and problem.path else ""
    return next((each for each in _loaded(problem) if each), "")


def _loaded(problem: BaseException) -> Iterator[str]:
    """The files that Python's own loader was taking code from, from the outermost call on."""
    step = problem.__traceback__
    while step:
        if step.tb_frame.f_code.co_name == "_compile_bytecode":
            yield str(step.tb_frame.f_locals.get("bytecode_path") or "")
        step = step.tb_next
