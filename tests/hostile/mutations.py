"""Workbooks and packs changed by chance: the program gives a right result, or one clear message and exit 2.

    python -m tests.hostile.mutations [--mutations 500] [--seed 1] [--only workbook|pack] [--first N]

Each kind is tried in a worker process of its own, within the bounds of `trials.py`; one in ten goes through every
command that reads it. What failed is printed with its seed and number, by which it is made again.
"""

import argparse
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

from estimator import load
from estimator.pack import write_pack_skeleton
from tests.coast import rewrite

SILENCE = 180  # seconds without a line, on a busy machine: then a worker hangs
HORIZON = {"last_year = 2044": "last_year = 2029", "last_column_year = 2070": "last_column_year = 2031"}
KINDS = ("workbook", "pack")


def prepare(folder):
    """A pack of two options over some years, and its workbook of a few hundred rows."""
    write_pack_skeleton(folder / "pack")
    rewrite(folder / "pack" / "pack.toml", HORIZON)
    rewrite(folder / "pack" / "manpower.toml", {", 2040 = 780000": ""})
    load(folder / "pack").compare().to_workbook(folder / "sound.xlsx", draws=0)


class Worker:
    """A process that tries mutations one after the other, started again behind one that ends or hangs."""

    def __init__(self, kind, seed, numbers, folder):
        self.kind, self.seed, self.folder = kind, seed, folder
        self.first, self.step, self.count = numbers
        self.wrong, self.seconds, self.tried, self.refused, self.done = [], {}, 0, Counter(), ()

    def run(self):
        """Try all of them."""
        folder = self.folder / self.kind
        at = self.first
        while at < self.count:
            at = self._from(at, folder) + self.step

    def _from(self, at, folder):
        """The number of the last mutation that this process tried."""
        arguments = [self.kind, self.seed, at, self.step, self.count, folder]
        program = [sys.executable, "-m", "tests.hostile.trials", *map(str, arguments)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            last = at
            for line in _lines(process):
                last = self._heard(json.loads(line))
            error = process.communicate()[1].strip().splitlines() if process.poll() is not None else []
        if process.returncode != 0:
            self._fault(last, "worker", f"ended with {process.returncode}: {' '.join(error[-1:])[:300]}")
        return last if process.returncode != 0 else self.count

    def _heard(self, report):
        if report["step"] == "made":
            self.tried, self.done = self.tried + 1, report["done"]
        else:
            self.refused[report["step"]] += report["refused"]
            self.seconds[report["step"]] = max(self.seconds.get(report["step"], 0), report["seconds"])
            if report["wrong"]:
                self._fault(report["number"], report["step"], f"{report['wrong']} after {', '.join(self.done)}")
        return report["number"]

    def _fault(self, number, step, words):
        """Keep what went wrong, and say it at once."""
        self.wrong.append((number, step, words))
        print(f"{self.kind} {number} of seed {self.seed}, {step}: {words}", flush=True)


def _lines(process):
    """The lines of a process, until it ends or is silent for too long; then it is ended."""
    heard = queue.Queue()

    def listen():
        for line in process.stdout:
            heard.put(line)
        heard.put(None)

    threading.Thread(target=listen, daemon=True).start()
    try:
        while (line := heard.get(timeout=SILENCE)) is not None:
            yield line
        process.wait()
    except queue.Empty:
        process.kill()
        process.wait()


def tried(count, seed, kinds=KINDS, first=0, step=1):
    """Try some mutations of each kind at once; gives the workers, which know what went wrong."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder / "sound")
        for kind in kinds:
            shutil.copytree(folder / "sound", folder / kind)
        workers = [Worker(kind, seed, (first, step, first + count), folder) for kind in kinds]
        threads = [threading.Thread(target=each.run) for each in workers]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    return workers


def main():
    """Try them, say what failed, and leave with 1 if anything did."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mutations", type=int, default=500, help="how many of workbooks, and how many of packs")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=KINDS)
    asked.add_argument("--first", type=int, default=0, help="the number of the first one, to make one again")
    given = asked.parse_args()
    print(f"seed {given.seed}, {given.mutations} mutations of each kind", flush=True)
    workers = tried(given.mutations, given.seed, (given.only,) if given.only else KINDS, given.first)
    for worker in workers:
        print(f"{worker.kind}: {worker.tried} tried, refused by {dict(worker.refused)}")
        print(f"{worker.kind}: most seconds of the processor {worker.seconds}")
    failed = sum(len({number for number, *_ in each.wrong}) for each in workers)
    print(f"{sum(each.tried for each in workers) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
