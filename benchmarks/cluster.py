"""Draws of the small pack over 1, 2 and 4 workers of a Dask cluster on this machine: the same bits, flat memory.

Each run is a process of its own with its cluster; prints wall and processor seconds, the largest memory of any process,
and a digest of every spread and chance, which must be one and the same. Ten million draws are for an idle machine;
`--draws` takes fewer.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from aims import cost

DRAWS, WORKERS = 10_000_000, (1, 2, 4)


def answered(draws: int, workers: int) -> None:
    """Simulate over a cluster and print a digest of what was found."""
    from estimator.analysis.draws.records import Run
    from estimator.api import load
    from estimator.report.answers.simulate import written

    found = load("coastguard").simulate(run=Run(draws, workers=workers, cluster="local"))
    document = json.loads(written(found, "json"))
    for run in (document, document.get("run", {})):
        run.pop("workers", None)
    print(found.draws, hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest())


def main() -> None:
    """Every number of workers in turn."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--one", type=int, metavar="WORKERS", help=argparse.SUPPRESS)
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--workers", type=int, nargs="*", default=WORKERS)
    chosen = given.parse_args()
    if chosen.one:
        answered(chosen.draws, chosen.one)
        return
    for workers in chosen.workers:
        command = [sys.executable, __file__, "--draws", str(chosen.draws), "--one", str(workers)]
        told = Path(f"answer{workers}.txt")
        found = cost(["sh", "-c", f'"$@" > {told}', "sh", *command], ".")
        made, digest = told.read_text(encoding="utf-8").split()
        told.unlink()
        figures = f"{found.wall:7.1f} s wall, {found.processor:7.1f} s processor, {found.memory:5.0f} MB"
        print(f"{int(made):>11,} draws, {workers} workers: {figures}, {digest[:16]}", flush=True)


if __name__ == "__main__":
    main()
