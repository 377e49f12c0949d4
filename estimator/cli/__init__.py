"""The command line, a thin layer over the Python API.

Exit codes: 0 fine, 1 a check failed, 2 wrong input, 3 a fault of the program, 130 interrupted,
143 told to stop.
"""

from __future__ import annotations

import gc
import io
import sys
import traceback
from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any, NoReturn

from estimator import cache
from estimator.cli.failures import EXIT_INTERRUPTED, EXIT_STOPPED, INTERRUPTED, explained, hear_requests
from estimator.cli.streams import open_streams, tell
from estimator.errors import EXIT_BAD_INPUT, require_docstrings

if TYPE_CHECKING:
    from typer import Typer
    from typer.models import CommandInfo

OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
"""Most of the million cells and nodes of a command live to its end; looking for cycles less often saves an eighth."""
DEBUG, NO_CACHE, LANGUAGE = "--debug", "--no-cache", "--language"
NO_TEXT = "estimator: an argument holds the character NUL, which no name and no number has; leave it out"


def main() -> NoReturn:
    """Run the command line and leave with its exit code; a request to stop cleans up as Ctrl-C does.

    What was read and wired is kept for the next question, unless `--no-cache` is given.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    hear_requests(DEBUG in sys.argv)
    cache.use(NO_CACHE not in sys.argv)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every failure becomes a message on stderr and an exit code.

    `--debug` and `--no-cache` may stand anywhere.
    """
    debug = DEBUG in arguments
    open_streams()
    if any("\0" in each for each in arguments):
        return _say(NO_TEXT, EXIT_BAD_INPUT)
    try:
        require_docstrings()
        return _call([each for each in arguments if each not in (DEBUG, NO_CACHE)])
    except (KeyboardInterrupt, Exception) as problem:
        message, code = explained(problem)
        if code in (EXIT_INTERRUPTED, EXIT_STOPPED):
            return _say(message, code)
        if debug:
            tell("".join(traceback.format_exception(problem)))
        return _say(f"estimator: {message}", code)


def _call(arguments: Sequence[str]) -> int:
    from estimator.cli.app import app

    try:
        asked = [name for name in arguments[:1] if name in [each.name for each in app.registered_commands]]
        code = _command(*(asked or [""]))(args=list(arguments), prog_name="estimator", standalone_mode=False)
    except SystemExit as stop:
        code = stop.code
    except Exception as problem:
        if type(problem).__name__ == "Abort":  # what older ones raise on Ctrl-C, and all for a file that ends too soon
            raise (problem.__cause__ if isinstance(problem.__cause__, EOFError) else KeyboardInterrupt()) from problem
        if not hasattr(problem, "show"):
            raise
        code = _misused(problem)
    if code == EXIT_INTERRUPTED:  # typer leaves with it on Ctrl-C, without a word
        return _say(INTERRUPTED, EXIT_INTERRUPTED)
    code = code if isinstance(code, int) else 0 if code is None else EXIT_BAD_INPUT
    return _say(_who_speaks(app), code) if code == EXIT_BAD_INPUT and _asks_in_vain(app, arguments) else code


@lru_cache
def _command(name: str) -> Any:
    """The application with one command alone, as typer works out the arguments of all that it holds; or all of it."""
    from typer.main import get_command

    from estimator.cli.app import app

    made = copy(app)
    if name:
        made.registered_commands = [each for each in app.registered_commands if each.name == name]
        made.registered_groups = []
    return get_command(made)


def _misused(problem: Any) -> int:
    """Say what typer says of options that are not as expected."""
    words = io.StringIO()
    problem.show(file=words)
    return _say(words.getvalue().rstrip("\n"), int(problem.exit_code))


def _asks_in_vain(app: Typer, arguments: Sequence[str]) -> bool:
    """True if a language is asked of a command that speaks English only."""
    command = next((each for each in arguments if not each.startswith("-")), "")
    asked = any(each.partition("=")[0] == LANGUAGE for each in arguments)
    return asked and command in [each.name for each in app.registered_commands if not _speaks(each)]


def _speaks(command: CommandInfo) -> bool:
    return command.callback is not None and "language" in signature(command.callback).parameters


def _who_speaks(app: Typer) -> str:
    names = [str(each.name) for each in app.registered_commands if _speaks(each)]
    return f"{LANGUAGE} is known to {', '.join(names[:-1])} and {names[-1]}; the other commands speak English."


def _say(message: str, code: int) -> int:
    tell(message)
    return code
