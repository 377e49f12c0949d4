"""Processes of the program's own that compute the blocks of jobs while this one does something else.

Python's own pools start the caller's script again, which fails in a script without a guard, in a notebook and in a
frozen program. These start the interpreter with this module alone; the job comes through a pipe. Where none can be
started, or one is lost, the blocks are computed here: the answer is the same, it comes later.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

SERVE = "from estimator.analysis.draws.processes import serve; serve()"
LENGTH = 8  # bytes of a message's length
AHEAD = 4  # results of one process that may wait to be taken, so that memory stays flat
LOOK = 1.0  # seconds after which a waiting thread looks whether it is still wanted
LOST: Any = object()
DONE, FAILED = "done", "failed"


class Crew:
    """Some processes that compute blocks. State: those that run. Leave it as a context, or `close` it."""

    def __init__(self, count: int) -> None:
        """Start as many as can be started; they load their libraries while this process goes on."""
        started = (_started() for _ in range(count))
        self._members = [_Member(each) for each in started if each is not None]

    def __enter__(self) -> Crew:
        """The crew itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.close()

    @property
    def size(self) -> int:
        """How many processes run."""
        return len(self._members)

    def results(self, job: Any, blocks: Sequence[int]) -> Iterator[Any]:
        """The results of blocks in their order; the processes begin now. Raises what the job raises."""
        members = self._members
        if not members:
            return (job.block(number) for number in blocks)
        packed = pickle.dumps(job)
        shares = [member.begin(packed, blocks[place :: len(members)]) for place, member in enumerate(members)]
        return _in_turn(job, blocks, shares)

    def close(self) -> None:
        """End all processes, whatever they do."""
        for member in self._members:
            member.end()
        self._members = []


def _in_turn(job: Any, blocks: Sequence[int], shares: Sequence[queue.Queue[Any]]) -> Iterator[Any]:
    """Results from the processes in turn; of one that is lost, all that is left is computed here."""
    lost: set[int] = set()
    for place, number in enumerate(blocks):
        whose = place % len(shares)
        found = LOST if whose in lost else _waited(shares[whose])
        if found is LOST:
            lost.add(whose)
            yield job.block(number)
        elif found[0] == FAILED:
            raise found[1]
        else:
            yield found[1]


def _waited(results: queue.Queue[Any]) -> Any:
    """The next result; Ctrl-C is heard while it is waited for, on Windows too."""
    while True:
        with contextlib.suppress(queue.Empty):
            return results.get(timeout=LOOK)


class _Member:
    """One process, and the thread that talks to it. State: the process, and what it is asked next."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process, self.ended = process, False
        self.asked: queue.Queue[tuple[bytes, Sequence[int], queue.Queue[Any]]] = queue.Queue()
        threading.Thread(target=self._talk, daemon=True).start()

    def begin(self, packed: bytes, numbers: Sequence[int]) -> queue.Queue[Any]:
        """Ask for some blocks of a job; the results come into a queue."""
        results: queue.Queue[Any] = queue.Queue(AHEAD)
        self.asked.put((packed, numbers, results))
        return results

    def end(self) -> None:
        """Stop the process at once."""
        self.ended = True
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self.process.wait()

    def _talk(self) -> None:
        lost = False
        while not self.ended:
            try:
                packed, numbers, results = self.asked.get(timeout=LOOK)
            except queue.Empty:
                continue
            lost = lost or not self._computed(packed, numbers, results)
            if lost:
                self._put(results, LOST)

    def _computed(self, packed: bytes, numbers: Sequence[int], results: queue.Queue[Any]) -> bool:
        """Hand on the results of some blocks; False if the process is lost, or not understood, before the last."""
        try:
            _send(self.process.stdin, packed)
            _send(self.process.stdin, pickle.dumps(list(numbers)))
            for _ in numbers:
                self._put(results, pickle.loads(_received(self.process.stdout)))
        except Exception:  # the process is gone, or what it says cannot be read: who waits for it is told either way
            return False
        return True

    def _put(self, results: queue.Queue[Any], found: Any) -> None:
        while not self.ended:
            with contextlib.suppress(queue.Full):
                results.put(found, timeout=LOOK)
                return


def _started() -> subprocess.Popen[bytes] | None:
    """A process that serves, with this one's paths; None where none can be started, as in a frozen program."""
    program = sys.executable or ""
    if getattr(sys, "frozen", False) or not Path(program).stem.lower().startswith(("python", "pypy")):
        return None
    paths = os.pathsep.join(each or os.curdir for each in sys.path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}
    try:
        return subprocess.Popen(
            [program, "-c", SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None


def serve() -> None:
    """Compute what is asked through standard input until it is closed. Ctrl-C is left to the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    with contextlib.suppress(EOFError, OSError):
        while True:
            job, numbers = pickle.loads(_received(asked)), pickle.loads(_received(asked))
            for number in numbers:
                _send(told, pickle.dumps(_result(job, number), pickle.HIGHEST_PROTOCOL))


def _result(job: Any, number: int) -> tuple[str, Any]:
    try:
        return DONE, job.block(number)
    except Exception as problem:  # the process that asks raises it again
        return FAILED, problem


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    assert pipe is not None
    pipe.write(len(message).to_bytes(LENGTH, "big"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> bytes:
    assert pipe is not None
    length = int.from_bytes(_exactly(pipe, LENGTH), "big")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found
