"""Commands within bounds of memory and time, each a process of its own: forked from one that has loaded the program.

    python -m tests.hostile.limited

reads a command from each line, a list of a folder and its words as JSON, and answers with its exit code and what it
said.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEMORY, SECONDS, PATIENCE = 2**30, 60, 600


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it said."""

    code: int
    err: str


class Limited:
    """Runs commands within a gigabyte and a minute of the processor."""

    def __init__(self):
        program = [sys.executable, "-m", "tests.hostile.limited"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(program, cwd=ROOT, text=True, **pipes)

    def __call__(self, *arguments, cwd=ROOT):
        """One command, in a folder."""
        print(json.dumps([str(each) for each in (cwd, *arguments)]), file=self._process.stdin, flush=True)
        return Outcome(**json.loads(self._process.stdout.readline()))

    def end(self):
        """End the process from which commands are forked."""
        self._process.communicate()


@contextmanager
def within_limits() -> Iterator[Limited]:
    """Commands, as long as the process is there from which they are forked."""
    made = Limited()
    try:
        yield made
    finally:
        made.end()


def _apart(cwd, arguments):
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            os.chdir(cwd)
            _run(arguments, said.fileno())
        status = os.waitpid(child, 0)[1]
        said.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "err": said.read().decode()}


def _run(arguments, said):
    """The command, in the process that was forked, which ends with it."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(said, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(PATIENCE)  # which ends what waits and takes no time of the processor
        code = run(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    import estimator.returned.lint.rules
    import estimator.returned.verify  # noqa: F401 (loaded before the first command is forked)
    from estimator.cli import run

    for line in sys.stdin:
        folder, *words = json.loads(line)
        print(json.dumps(_apart(folder, words)), flush=True)
