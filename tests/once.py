"""Files that many tests only read, made once in a run, whichever of its processes asks first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

RUN = "ESTIMATOR_TESTS_RUN"
"""The environment variable with the folder of this run of the tests."""
PATIENCE = 600  # seconds; the process that makes the file may be one of many


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A file of the run's folder; `make` writes it to the path that it is given, unless it is there already."""
    made = Path(os.environ[RUN]) / "once" / name
    made.parent.mkdir(exist_ok=True)
    lock, until = made.with_name(f"{name}.lock"), time.monotonic() + PATIENCE
    while not made.exists():
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:  # another process makes it
            assert time.monotonic() < until, f"{name} was not made in {PATIENCE} seconds"
            time.sleep(0.05)
            continue
        try:
            if not made.exists():
                draft = made.with_name(f"draft-{name}")
                make(draft)
                draft.rename(made)
        finally:
            lock.unlink()
    return made
