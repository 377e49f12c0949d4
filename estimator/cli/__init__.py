"""The command line, a thin layer over the Python API.

Exit codes: 0 fine, 1 a check failed, 2 wrong input, 3 a fault of the program, 130 interrupted,
143 told to stop.
"""

from __future__ import annotations

import gc
import io
import signal
import sys
import threading
import traceback
from _thread import interrupt_main
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any, NoReturn

from estimator import cache
from estimator.cli.streams import open_streams, tell
from estimator.errors import EXIT_BAD_INPUT, EstimatorError, require_docstrings

if TYPE_CHECKING:
    from typer import Typer
    from typer.models import CommandInfo

EXIT_FAULT, EXIT_INTERRUPTED, EXIT_STOPPED = 3, 130, 143
SOON = 0.05  # seconds after which a request to stop that was lost is made again, in the work itself
INTERRUPTED = "Interrupted; nothing half-written was left behind."
OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
"""Most of the million cells and nodes of a command live to its end; looking for cycles less often saves an eighth."""
NO_MEMORY = (
    "There is not enough memory for this. Ask for fewer draws, options or values, or for one worker (--workers 1)."
)
COMPILED = (".pyc", ".pyo")
INSTALL_AGAIN = "Install the program again with pip, which brings what it needs; README says how."
DEBUG, NO_CACHE, LANGUAGE = "--debug", "--no-cache", "--language"
FAULT = "This is a fault of the program, not of your input. Run it again with --debug and report what it prints."
NO_TEXT = "estimator: an argument holds the character NUL, which no name and no number has; leave it out"


def main() -> NoReturn:
    """Run the command line and leave with its exit code; a request to stop cleans up as Ctrl-C does.

    What was read and wired is kept for the next question, unless `--no-cache` is given.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    _hear_requests(DEBUG in sys.argv)
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
    except KeyboardInterrupt:
        return _say(INTERRUPTED, EXIT_INTERRUPTED)
    except EstimatorError as problem:
        return _failed(problem, str(problem), problem.exit_code, debug)
    except MemoryError as problem:
        return _failed(problem, NO_MEMORY, EXIT_BAD_INPUT, debug)
    except (OSError, UnicodeError) as problem:
        return _failed(problem, _file_message(problem), EXIT_BAD_INPUT, debug)
    except Exception as problem:
        if code := _stopped(problem):
            return _say(INTERRUPTED, code)
        told = _broken(problem) or f"{type(problem).__name__}: {problem}\n{FAULT}"
        return _failed(problem, told, EXIT_FAULT, debug)


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


def _failed(problem: BaseException, message: str, code: int, debug: bool) -> int:
    if debug:
        tell("".join(traceback.format_exception(problem)))
    return _say(f"estimator: {message}", code)


def _say(message: str, code: int) -> int:
    tell(message)
    return code


def _file_message(problem: OSError | UnicodeError) -> str:
    if isinstance(problem, OSError) and problem.filename is not None:
        return f"{problem.filename}: {problem.strerror or problem}"
    return str(problem)


def _hear_requests(debug: bool) -> None:
    """Stop when the system says so as on Ctrl-C, wherever in the work that comes.

    It comes as an exception, and there are places where Python lets none out: a function that a library's own code
    calls back, an object that is cleared away. Such a request is made again, or the work would go on to its end.
    Without `debug` other failures that nobody can hear of are left out: a library that cleans up after a failure may
    fail again, and the first is what is told.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(EXIT_STOPPED))

    def unheard(lost: Any) -> None:
        if isinstance(lost.exc_value, (KeyboardInterrupt, SystemExit)):
            _again(signal.SIGINT if isinstance(lost.exc_value, KeyboardInterrupt) else signal.SIGTERM)
        elif debug:
            sys.__unraisablehook__(lost)

    sys.unraisablehook = unheard


def _again(request: signal.Signals) -> None:
    timer = threading.Timer(SOON, _ask, (request,))
    timer.daemon = True
    timer.start()


def _ask(request: signal.Signals) -> None:
    """Ask the main thread, which wakes from waiting where the system can wake it."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, request)
    else:
        interrupt_main(request)


def _stopped(problem: BaseException) -> int:
    """The exit code of a request to stop that became another failure on its way; 0 for a failure of its own."""
    for each in _behind(problem):
        if isinstance(each, KeyboardInterrupt):
            return EXIT_INTERRUPTED
        if isinstance(each, SystemExit) and each.code == EXIT_STOPPED:
            return EXIT_STOPPED
    return 0


def _behind(problem: BaseException) -> Iterator[BaseException]:
    """A failure and what it came from."""
    seen: set[int] = set()
    found: BaseException | None = problem
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def _broken(problem: BaseException) -> str:
    """Say which file of the installation is damaged or missing; empty for a failure of another kind."""
    path = _compiled(problem)
    if path:
        return f"{path}: is damaged, a file that Python keeps to start sooner. Remove it; Python writes it again."
    if isinstance(problem, ModuleNotFoundError) and problem.name:
        return f"{problem.name.partition('.')[0]}, which the program needs, is not installed. {INSTALL_AGAIN}"
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
