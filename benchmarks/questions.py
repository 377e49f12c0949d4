"""What the questions of docs/questions.md take of the processor, with what is kept between two questions and without.

Each is a process of its own, in turn with one that only imports NumPy, which tells how fast the machine is at the time.
Aim: half a second each on a machine that imports NumPy in 0.1 s, and a third of what it takes without.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 3
OURS = (sys.executable, "-m", "estimator")


def questions() -> list[list[str]]:
    """The commands of the page."""
    lines = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8").splitlines()
    return [shlex.split(each.removeprefix("$ estimator ")) for each in lines if each.startswith("$ estimator ")]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Processor seconds of a process and of those that it starts."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Ask each question several times in turn and print the least of each."""
    print(f"{'NumPy':>6} {'kept':>6} {'anew':>6} {'ratio':>6}  question")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder, "PYTHONPATH": str(ROOT)}
        for question in questions():
            ways = ([sys.executable, "-c", "import numpy"], [*OURS, *question], [*OURS, "--no-cache", *question])
            seconds(ways[1], environment)
            numpy, kept, anew = (
                min(each)
                for each in zip(*([seconds(way, environment) for way in ways] for _ in range(RUNS)), strict=True)
            )
            print(f"{numpy:6.2f} {kept:6.2f} {anew:6.2f} {kept / anew:6.2f}  {shlex.join(question)}", flush=True)


if __name__ == "__main__":
    main()
