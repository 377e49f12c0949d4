"""What stops a command: failures in words with their exit codes, and requests to stop, heard wherever they come."""

from __future__ import annotations

import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Iterator
from typing import Any

from estimator.errors import EXIT_BAD_INPUT, EstimatorError

EXIT_FAULT, EXIT_INTERRUPTED, EXIT_STOPPED = 3, 130, 143
SOON = 0.05  # seconds after which a request to stop that was lost is made again, in the work itself
INTERRUPTED = "Interrupted; nothing half-written was left behind."
NO_MEMORY = (
    "There is not enough memory for this. Ask for fewer draws, options or values, or for one worker (--workers 1)."
)
COMPILED = (".pyc", ".pyo")
INSTALL_AGAIN = "Install the program again with pip, which brings what it needs; README says how."
FAULT = "This is a fault of the program, not of your input. Run it again with --debug and report what it prints."


def explained(problem: BaseException) -> tuple[str, int]:
    """What is said of a failure, and the exit code; a request to stop is none, nor what a library made of it."""
    if isinstance(problem, EstimatorError):
        return str(problem), problem.exit_code
    if isinstance(problem, MemoryError):
        return NO_MEMORY, EXIT_BAD_INPUT
    if isinstance(problem, OSError | UnicodeError):
        return _file_message(problem), EXIT_BAD_INPUT
    if code := _stopped(problem):
        return INTERRUPTED, code
    return _broken(problem) or f"{type(problem).__name__}: {problem}\n{FAULT}", EXIT_FAULT


def _file_message(problem: OSError | UnicodeError) -> str:
    if isinstance(problem, OSError) and problem.filename is not None:
        return f"{problem.filename}: {problem.strerror or problem}"
    return str(problem)


def hear_requests(debug: bool) -> None:
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
