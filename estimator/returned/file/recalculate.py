"""Recalculate a workbook from scratch by a program that is not ours, IronCalc, which forgets stored values."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from estimator.errors import WorkbookError
from estimator.returned.file import engine
from estimator.returned.file.collecting import uncollected
from estimator.returned.file.engine_copy import EngineCopy, engine_copy, seen
from estimator.returned.file.limits import MEGABYTE
from estimator.returned.file.package import Package, read_package
from estimator.returned.file.recalculated import Recalculated
from estimator.returned.file.sheet_cells import SheetCells, Value

PATIENCE = 300
MOST_MEMORY, LEAST_MEMORY, MEMORY_A_MEGABYTE = 4 * 2**30, 640 * MEGABYTE, 200 * MEGABYTE
LEAST_SECONDS, SECONDS_A_MEGABYTE = 20, 10


def recalculate(path: Path) -> Recalculated:
    """The value of every cell that is not blank, by sheet and address, by IronCalc, of sheets with formulas.

    Sheets of values alone, which no formula names, are left out. Raises WorkbookError.
    """
    return recalculated(read_package(path), str(path))


def recalculated(package: Package, name: str) -> Recalculated:
    """The value of every cell of a package that is not blank, of sheets with formulas and those that they name."""
    with tempfile.TemporaryDirectory() as folder:
        copy, asked, result = (Path(folder) / each for each in ("copy.xlsx", "asked.json", "cells.json"))
        with uncollected():
            made = engine_copy(package)
        copy.write_bytes(made.file)
        asked.write_text(json.dumps(_asked(package, made)), encoding="utf-8")
        _run_engine(copy, asked, result, name)
        with uncollected():
            return _beside(package, made, json.loads(result.read_text(encoding="utf-8")))


def _asked(package: Package, made: EngineCopy) -> list[list[int]]:
    """The cells whose values the engine hands back: number of the sheet, row, first column, and how many cells."""
    found: list[list[int]] = []
    for number, (sheet, runs) in enumerate(made.computing.items()):
        cells, following = package.cells(sheet), (0, 0)
        for run in runs:
            place = cells.rows[run.place], cells.columns[run.place]
            if place == following:
                found[-1][-1] += run.size
            else:
                found.append([number, *place, run.size])
            following = place[0], place[1] + run.size
    return found


def _beside(package: Package, made: EngineCopy, values: list[Value]) -> Recalculated:
    """What the engine computed, beside the cells of each sheet."""
    found, start = dict[str, tuple[SheetCells, list[Value]]](), 0
    for sheet, runs in made.computing.items():
        cells = package.cells(sheet)
        held: list[Value] = list(map(seen, cells.contents)) if len(runs) < len(cells.runs) else [None] * len(cells)
        for run in runs:
            held[run.place : run.stop] = values[start : start + run.size]
            start += run.size
        found[sheet] = cells, held
    return Recalculated(found, seen)


def _run_engine(copy: Path, asked: Path, result: Path, name: str) -> None:
    bounds, files = map(str, bounds_for(copy.stat().st_size)), map(str, (copy, asked, result))
    command = [sys.executable, "-P", str(Path(engine.__file__)), *files, *bounds]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookError(f"{name}: cannot be recalculated: its formulas take too long") from None
    if done.returncode != 0 or not result.exists():
        why = "IronCalc cannot load it" if done.returncode == 1 else "its formulas take too long or too much memory"
        raise WorkbookError(f"{name}: cannot be recalculated: {why}; open it in Excel or LibreOffice and save it there")


def bounds_for(size: int) -> tuple[int, int]:
    """Bytes of memory and seconds of the processor that the engine may take for a file of some bytes.

    The largest workbook of the program, 2.5 MB as the engine gets it, takes 340 MB and 3 seconds.
    """
    megabytes = size / MEGABYTE
    memory = LEAST_MEMORY + int(megabytes * MEMORY_A_MEGABYTE)
    return min(memory, MOST_MEMORY), min(LEAST_SECONDS + int(megabytes * SECONDS_A_MEGABYTE), PATIENCE)
