"""How `simulate` grows: 10⁴, 10⁵ and 10⁶ draws, and 1, 10 and 100 options; each run a process of its own.

The model of thirty inputs (model30.py), and with `--pack` the default pack with all its options and as many draws as
named. Prints wall and processor seconds (workers included) and the largest memory of any process. Time should be linear
beyond the start-up, memory flat beyond the draws that are kept.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

DRAWS = (10_000, 100_000, 1_000_000)
OPTIONS = (1, 10, 100)
HERE = Path(__file__).parent


def measured(options: int, draws: int, workers: int) -> None:
    """Simulate once and print what it took; 0 options is the default pack."""
    import model30

    from estimator.analysis.draws.records import Run
    from estimator.analysis.draws.simulate import simulate
    from estimator.model import build_model
    from estimator.pack import read_pack

    model = model30.model(options) if options else build_model(read_pack())
    start = time.perf_counter()
    found = simulate(model, Run(draws, workers=workers))
    wall = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([wall, processor, max(each.ru_maxrss for each in used) / 1024, found.draws]))


def told(options: int, draws: int, workers: int) -> None:
    """One run as a line."""
    command = [sys.executable, __file__, "--one", str(options), str(draws), str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE)
    wall, processor, memory, made = json.loads(done.stdout)
    name = f"{options} options of 30 inputs" if options else "default pack"
    size = f"{made:>9,} draws, {workers} workers"
    print(f"{name:26} {size}: {wall:7.1f} s wall, {processor:7.1f} s processor, {memory:5.0f} MiB", flush=True)


def main() -> None:
    """All sizes, one after the other."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--one", nargs=3, type=int, metavar=("OPTIONS", "DRAWS", "WORKERS"), help=argparse.SUPPRESS)
    given.add_argument("--pack", type=int, metavar="DRAWS", help="only the default pack with so many draws")
    given.add_argument("--workers", type=int, default=2)
    chosen = given.parse_args()
    if chosen.one:
        measured(*chosen.one)
        return
    if chosen.pack:
        told(0, chosen.pack, chosen.workers)
        return
    for draws in DRAWS:
        told(1, draws, 1)
    for options in OPTIONS:
        told(options, 20_000, 1)


if __name__ == "__main__":
    main()
