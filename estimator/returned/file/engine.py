"""Compute a workbook's formulas by IronCalc: run as a program of its own, since a file may make it use up memory.

A formula that nests very deeply ends the engine's process, and texts that double from cell to cell fill any memory.
So it runs apart from ours, within limits: `python -P engine.py FILE.xlsx CELLS.json BYTES SECONDS`.
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


def computed(path: str) -> dict[str, object]:
    """The names of the sheets, and each cell as sheet number, row, column and value."""
    import ironcalc

    model = ironcalc.load_from_xlsx(path)
    model.evaluate()
    cells = [(*place, model.get_cell_value(*place)) for place in model.get_all_cells()]
    return {"sheets": [each["name"] for each in model.get_worksheets_properties()], "cells": cells}


def main() -> None:
    """Compute the file named on the command line; a failure says why on stderr."""
    limit(int(sys.argv[3]), int(sys.argv[4]))
    gc.disable()  # nothing that is made here is circular
    try:
        Path(sys.argv[2]).write_text(json.dumps(computed(sys.argv[1])), encoding="utf-8")
    except BaseException as problem:  # the engine's panics are no ordinary exceptions
        sys.exit(f"{type(problem).__name__}: {problem}"[:500])


if __name__ == "__main__":
    main()
