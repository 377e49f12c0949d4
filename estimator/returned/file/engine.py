"""Compute a workbook's formulas by IronCalc: run as a program of its own, since a file may make it use up memory.

A formula that nests very deeply ends the engine's process, and texts that double from cell to cell fill any memory.
So it runs apart from ours, within limits: `python -P engine.py FILE.xlsx ASKED.json CELLS.json BYTES SECONDS`.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path


def limit(memory: int, seconds: int) -> None:
    """Bound memory and time where the system can; Windows bounds only the time, by the caller's patience."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def computed(path: str, asked: list[list[int]]) -> list[object]:
    """The values of the cells asked for: of those side by side the sheet, the row, the first column, and how many."""
    import ironcalc

    model = ironcalc.load_from_xlsx(path)
    model.evaluate()
    value = model.get_cell_value
    return [value(sheet, row, column) for sheet, row, first, count in asked for column in range(first, first + count)]


def main() -> None:
    """Compute the file named on the command line; a failure says why on stderr."""
    path, asked, result, memory, seconds = sys.argv[1:]
    limit(int(memory), int(seconds))
    gc.disable()  # nothing that is made here is circular
    try:
        wanted = json.loads(Path(asked).read_text(encoding="utf-8"))
        Path(result).write_text(json.dumps(computed(path, wanted)), encoding="utf-8")
    except BaseException as problem:  # the engine's panics are no ordinary exceptions
        sys.exit(f"{type(problem).__name__}: {problem}"[:500])


if __name__ == "__main__":
    main()
