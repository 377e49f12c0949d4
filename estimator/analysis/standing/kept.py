"""What was found of a pack as its files have it, by draws or back-tests, kept by the command line as JSON.

It stands under the pack's digest and the sources that read, compute and draw; machines may round differently in the
last bit, and ranks turn on it. What is not there, or is not what was kept, is found anew.
"""

from __future__ import annotations

import json
import platform
from typing import Any, Final

import numpy as np

from estimator import cache

ROOMS: Final = (*cache.ROOMS, "analysis", "display")
"""The rooms whose sources decide what is found; a test holds that they import no other."""
OF_WORKBOOKS: Final = (*ROOMS, "language", "report", "returned", "workbook")
"""Those whose sources and texts decide what a workbook is written with and read by; a test holds it."""


def key_of(kind: str, digest: str, rooms: tuple[str, ...] = ROOMS) -> str:
    """What a finding of the pack with a digest is kept under; empty where nothing is kept."""
    return cache.key_of(kind, digest, np.__version__, platform.node(), platform.machine(), rooms=rooms)


def find(key: str) -> Any:
    """The finding kept under a key, as JSON has it; None if there is none that can be read."""
    try:
        return json.loads(cache.find(key) or b"null")
    except ValueError:
        return None


def keep(key: str, found: Any) -> None:
    """Keep a finding."""
    if key:
        cache.keep(key, json.dumps(found).encode())


def numbers(found: Any, count: int) -> list[float] | None:
    """The numbers of a kept list of so many; None for anything else."""
    sound = isinstance(found, list) and len(found) == count and all(isinstance(each, float) for each in found)
    return found if sound else None
