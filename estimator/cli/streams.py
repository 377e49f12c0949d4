"""Standard input, output and error: always there, and never an end of the work."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TextIO

from estimator.errors import FileError
from estimator.visible import visible

NAMES = ("stdin", "stdout", "stderr")
OUTPUT = "standard output"
NARROWEST = 60
PASTED = "    ["


def open_streams() -> None:
    """Give the program the streams that it was started without, as a service or a double click does.

    What goes to such a stream goes nowhere. Its number is taken as well, lest the next file that is opened gets it and
    a library writes its words into that file. A terminal that cannot show a character shows `?` instead of failing.
    """
    for number, name in enumerate(NAMES):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere(number))
        elif number and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _nowhere(number: int) -> TextIO:
    """A stream that keeps nothing, under the number of a standard stream."""
    handle = os.open(os.devnull, os.O_RDWR)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)
    os.set_inheritable(number, True)
    return os.fdopen(number, "w" if number else "r", encoding="utf-8", errors="replace", closefd=False)


def tell(message: str) -> None:
    """A message for the person, on stderr; if nobody can be told, the work goes on."""
    with suppress(OSError, ValueError):
        sys.stderr.write(_for_the_terminal(visible(message)) + "\n")
        sys.stderr.flush()


def _for_the_terminal(message: str) -> str:
    """A message folded to the width of the terminal that it goes to; lines to be pasted into a file stay whole."""
    if not sys.stderr.isatty():
        return message
    from estimator.report.words.wrapped_lines import hanging

    width = max(NARROWEST, shutil.get_terminal_size().columns)
    lines = message.splitlines()
    return "\n".join(each if each.startswith(PASTED) or " = {" in each else hanging(each, width) for each in lines)


def write_out(content: str | bytes) -> None:
    """A result on stdout. A reader that stops early (`| head`) does not stop the rest of the work.

    Raises FileError where stdout cannot be written to, as on a full disk.
    """
    try:
        if isinstance(content, bytes) and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content.decode() if isinstance(content, bytes) else content)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as problem:
        _let_go()
        raise FileError(f"{OUTPUT}: cannot be written: {problem.strerror or problem}. Is the disk full?") from None


def _let_go() -> None:
    """Send the rest of stdout nowhere, so that no second failure follows at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
