"""Failures that are no answer to a question: a request to stop, and a broken installation of the program.

A request to stop, by Ctrl-C or by the system, is heard wherever in the work it comes. It comes as an exception, and
there are places where Python lets none out: a function that a library's own code calls back, an object that is cleared
away, a class that is being made. The work would go on to its end, or end as a fault.
"""

from __future__ import annotations

import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Iterator
from typing import Any, Final

EXIT_INTERRUPTED, EXIT_STOPPED = 130, 143
SOON: Final = 0.05  # seconds after which a request that was lost is made again, in the work itself
COMPILED: Final = (".pyc", ".pyo")
AGAIN: Final = "Install the program again with pip, which brings what it needs; README says how."


def hear_requests(debug: bool) -> None:
    """Stop when the system says so as on Ctrl-C, and make a request again that was lost.

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


def stopped(problem: BaseException) -> int:
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
