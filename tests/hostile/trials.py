"""One mutation after the other, in a process with limits: what the program says to each must be right or refuse it.

    python -m tests.hostile.trials workbook|pack SEED FIRST STEP COUNT FOLDER

A line of JSON is printed before each trial and after each command, so that whoever reads knows where it hangs.
"""

import contextlib
import io
import json
import random
import shutil
import signal
import sys
import time
import warnings
from pathlib import Path

from estimator import load
from estimator.cli import run
from estimator.errors import EstimatorError
from estimator.pack import without_layers
from estimator.returned.importing import read_import
from estimator.returned.reader.workbook import read_returned
from estimator.returned.shown_values import read_exported
from tests.hostile.pack_mutations import mutate
from tests.hostile.workbook_mutations import mutated

MEMORY, SECONDS = 2**30, 20
"""What a trial may take: address space, and seconds of the processor for one command."""
LONGEST_MESSAGE = {"workbook": 2_000, "pack": 15_000}  # a pack tells all problems of all its files together
ALL_COMMANDS_EVERY = 10
COMMANDS = {
    "workbook": (
        ("lint", "{file}"),
        ("verify", "{file}"),
        ("diff", "{sound}", "{file}"),
        ("compare", "--pack", "{pack}", "--no-workbook", "--from-workbook", "{file}"),
    ),
    "pack": (
        ("import", "{sound}", "--pack", "{file}"),
        ("diff", "{pack}", "{file}"),
        ("compare", "--pack", "{file}", "-o", "{out}", "--force", "--draws", "0"),
        ("simulate", "--pack", "{file}", "--draws", "64"),
    ),
}


class TooLong(BaseException):
    """A command took more of the processor than any may."""


def limit():
    """Bound memory, where the system can, and let a command that takes too long fail."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _too_long)


def _too_long(*_):
    raise TooLong


def trial(kind, number, seed, folder):
    """Make the mutation of a number and try it; gives the reports of its commands."""
    chance = random.Random(f"{kind} {seed} {number}")
    file, done = _made(kind, chance, folder)
    places = {"file": file, "pack": folder / "pack", "sound": folder / "sound.xlsx", "out": folder / f"{kind}-out.xlsx"}
    yield _said("made", kind, number, done=done)
    for name, call in _always(kind, file, folder).items():
        yield _said(name, kind, number, **_tried(call, LONGEST_MESSAGE[kind]))
    for command in COMMANDS[kind] if number % ALL_COMMANDS_EVERY == 0 else ():
        arguments = [part.format(**places) for part in command]
        yield _said(command[0], kind, number, **_tried(lambda words=arguments: _command(words), LONGEST_MESSAGE[kind]))


def _made(kind, chance, folder):
    if kind == "workbook":
        content, done = mutated((folder / "sound.xlsx").read_bytes(), chance)
        file = folder / "mutated.xlsx"
        file.write_bytes(content)
        return file, done
    file = folder / "mutated"
    shutil.rmtree(file, ignore_errors=True)
    shutil.copytree(folder / "pack", file)
    return file, mutate(file, chance)


def _always(kind, file, folder):
    """The reader and `import`; of a pack the reader and `check`."""
    if kind == "workbook":
        return {"reader": lambda: _read(file), "import": lambda: _import(file, folder)}
    return {"reader": lambda: load(file), "check": lambda: _command(["check", str(file)])}


def _read(file):
    returned = read_returned(file)
    returned.base_rows(), returned.scenarios.choices, returned.comparison.options, returned.manifest
    read_exported(file)


def _import(file, folder):
    found = read_import(file, sound_pack(folder))
    for each in found.taken:
        assert abs(each.number) < float("inf"), each
    return ""


PACKS = {}


def sound_pack(folder):
    if folder not in PACKS:
        PACKS[folder] = without_layers(load(folder / "pack").pack)
    return PACKS[folder]


class Refusal(Exception):
    """What the program said to an input that it does not take."""


def _command(arguments):
    """Run a command of the program; gives what is wrong with how it ended, or nothing. Raises Refusal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    printed, said = (each.buffer.getvalue().decode() for each in (out, err))
    if code not in (0, 1, 2):
        return f"exit {code}: {said[-600:]}"
    if code == 2:
        raise Refusal(said)
    return "" if printed.strip() else f"exit {code} and nothing printed: {said[-300:]}"


def _wrong_with(message, longest):
    """What a message for the user must not be: empty, endless, or of the program's inside."""
    if not message.strip() or len(message) > longest:
        return f"a message of {len(message)} characters: {message[:300]}"
    inside = next((word for word in ("Traceback", "fault of the program", "not enough memory") if word in message), "")
    return f"{inside}: {message[-600:]}" if inside else ""


def _tried(call, longest):
    """What is wrong, whether the input was refused, and the seconds of the processor."""
    start, refused = time.process_time(), False
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        wrong = call() or ""
        wrong = wrong if isinstance(wrong, str) else ""
    except (EstimatorError, Refusal) as problem:
        wrong, refused = _wrong_with(str(problem), longest), True
    except TooLong:
        wrong = f"took more than {SECONDS} seconds"
    except Exception as problem:
        wrong = f"{type(problem).__name__}: {problem}"[:600] + _place(problem)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"wrong": wrong, "refused": refused, "seconds": round(time.process_time() - start, 3)}


def _place(problem):
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""


def _said(step, kind, number, **more):
    return json.dumps({"step": step, "kind": kind, "number": number, **more})


def main(kind, seed, first, step, count, folder):
    """Try every mutation whose number is `first`, `first + step` … below `count`."""
    warnings.simplefilter("error", RuntimeWarning)
    limit()
    for number in range(int(first), int(count), int(step)):
        for line in trial(kind, number, seed, Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
