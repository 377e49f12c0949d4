"""The aims of speed and size in one table: each job of the program against a bare openpyxl script, in turn in one run.

The bare script always writes 243,842 styled formula cells, with no values and nothing computed. Each job is a process
of its own; processor seconds count the processes that it starts, memory is the largest of any one of them. Wall time
means something on an idle machine only. `--libreoffice` also opens both files in LibreOffice. `--job verify` runs this
job alone, and may be repeated; with `--file` it reads that workbook in place of a new one.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from compare import BARE, OURS, formula_cells

CELLS = 243_842
RUNS = 3
NEW = "new.xlsx"
"""Stands for a workbook that was not read before: what one says is kept for the next question of it."""
AGAIN = "compare --from-workbook, again"
JOBS = {
    "compare": ("compare", "-o", "ours.xlsx", "--force"),
    "import": ("import", NEW),
    "verify": ("verify", "ours.xlsx"),
    "lint": ("lint", "ours.xlsx"),
    "compare --from-workbook": ("compare", "--from-workbook", NEW, "--no-workbook"),
    AGAIN: ("compare", "--from-workbook", "ours.xlsx", "--no-workbook"),
    "simulate, 16,384 draws": ("simulate",),
    "show": ("show", "aegis_ashore.life_cycle_cost"),
    "trace": ("trace", "aegis_ashore.life_cycle_cost"),
    "whatif": ("whatif", "--set", "budget.gdp_share=2 %"),
    "check": ("check",),
}
AIMS = {
    "compare": "0.7 wall, 1.0 processor, 250 MB",
    "import": "0.5",
    "verify": "0.5",
    "lint": "0.5",
    "compare --from-workbook": "0.5",
    AGAIN: "0.5",
    "simulate, 16,384 draws": "6 s wall on two processors",
    **dict.fromkeys(("show", "trace", "whatif", "check"), "0.9 s of processor"),
}


@dataclass(frozen=True)
class Cost:
    """What a process took: wall and processor seconds, and the most memory of a process in MB."""

    wall: float
    processor: float
    memory: float


def cost(command: Sequence[str], folder: str) -> Cost:
    """Run one process and see what it took. Raises RuntimeError if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(each) for each in zip(*map(vars_of, costs), strict=True)))


def vars_of(cost: Cost) -> tuple[float, float, float]:
    """The figures in their order."""
    return cost.wall, cost.processor, cost.memory


def edited(file: Path) -> float:
    """Seconds that IronCalc takes after one edit, in a process of its own: it prints a line for each blank cell."""
    done = subprocess.run([sys.executable, __file__, "--edit", str(file)], check=True, capture_output=True, text=True)
    return float(done.stdout.rsplit(maxsplit=1)[-1])


def edit(file: Path) -> float:
    """Seconds that IronCalc takes to recalculate the whole workbook in this process after one edit."""
    import ironcalc

    from estimator.returned.file.engine_copy import engine_copy
    from estimator.returned.file.package import read_package

    copy = file.with_name("copy.xlsx")
    copy.write_bytes(engine_copy(read_package(file)).file)
    model = ironcalc.load_from_xlsx(str(copy))
    model.evaluate()
    names = [each["name"] for each in model.get_worksheets_properties()]
    place = next(
        (sheet, row, column)
        for sheet, row, column in model.get_all_cells()
        if names[sheet] == "Yearly inputs" and isinstance(model.get_cell_value(sheet, row, column), float)
    )
    model.set_user_input(*place, "1.5")
    start = time.perf_counter()
    model.evaluate()
    return time.perf_counter() - start


def edit_by_formualizer(file: Path) -> float:
    """Processor seconds that formualizer takes, which computes only what an edit reaches."""
    import formualizer

    from estimator.returned.file.package import read_package
    from estimator.workbook.plan.input_places import COLUMN
    from estimator.workbook.plan.sheet_registry import ASSUMPTIONS

    cells = read_package(file).cells(ASSUMPTIONS)
    row = next(int(at[1:]) for at, cell in cells.items() if at[0] == "A" and str(cell.value).endswith(".unit_price"))
    workbook = formualizer.load_workbook(str(file))
    workbook.evaluate_all()
    start = time.process_time()
    dearer = 1.1 * workbook.get_value(ASSUMPTIONS, row, COLUMN["value"])
    workbook.set_value(ASSUMPTIONS, row, COLUMN["your_value"], dearer)
    workbook.evaluate_all()
    return time.process_time() - start


def in_libreoffice(file: Path, folder: Path) -> Cost:
    """LibreOffice opens, recalculates and saves a file."""
    code = (
        "import sys; from pathlib import Path; from estimator.returned.file.libreoffice import resaved_by_libreoffice; "
        "resaved_by_libreoffice(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    target = folder / f"{file.stem}-office"
    target.mkdir()
    return cost([sys.executable, "-c", code, str(file), str(target)], str(folder))


def told(name: str, found: Cost, bare: Cost, aim: str = "") -> None:
    """One line of the table."""
    ratios = f"{found.wall / bare.wall:6.2f} | {found.processor / bare.processor:6.2f}"
    figures = f"{found.wall:7.2f} | {found.processor:7.2f} | {found.memory:5.0f}"
    print(f"| {name:24} | {figures} | {ratios} | {aim} |", flush=True)


def called(name: str, folder: str, number: int = 0) -> list[str]:
    """The command of a job; a workbook that was not read before has a name of its own in a folder of its own."""
    words = list(JOBS[name])
    if NEW in words:
        file = Path(folder) / f"{name.replace(' ', '_')}-{number}.xlsx"
        shutil.copy(Path(folder) / "ours.xlsx", file)
        words[words.index(NEW)] = str(file)
    return [sys.executable, "-c", OURS, *words]


def side_by_side(jobs: Sequence[str], runs: int, folder: str) -> None:
    """A table of jobs, the bare script before each."""
    print("| job | wall s | processor s | MB | wall ÷ bare | processor ÷ bare | aim |\n|---|--:|--:|--:|--:|--:|---|")
    bares: list[Cost] = []
    for name in jobs:
        bares.append(cost([sys.executable, "-c", BARE, str(CELLS), "bare.xlsx"], folder))
        if name == AGAIN:
            cost(called(name, folder), folder)
        found = middle([cost(called(name, folder, number), folder) for number in range(runs)])
        told(name, found, middle(bares), AIMS[name])
    told("bare openpyxl script", middle(bares), middle(bares))


def main() -> None:
    """Every job in turn with the bare script, so that a busy machine is busy for both."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--libreoffice", action="store_true", help="open both files in LibreOffice, too")
    given.add_argument("--job", action="append", choices=list(JOBS), help="only this job; may be repeated")
    given.add_argument("--file", type=Path, help="the workbook that the jobs read")
    given.add_argument("--runs", type=int, default=RUNS)
    given.add_argument("--edit", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    chosen = given.parse_args()
    if chosen.edit:
        print(edit(chosen.edit))
        return
    with tempfile.TemporaryDirectory() as folder:
        if chosen.file:
            shutil.copy(chosen.file, Path(folder) / "ours.xlsx")
        elif chosen.job:
            cost([sys.executable, "-c", OURS, *JOBS["compare"]], folder)
        side_by_side(chosen.job or list(JOBS), chosen.runs, folder)
        if chosen.job:
            return
        file = Path(folder) / "ours.xlsx"
        print(f"\nfile {file.stat().st_size / 1e6:.2f} MB (aim 2.5), {formula_cells(file):,} formula cells")
        print(f"one edit, recalculated by IronCalc in process: {edited(file) * 1000:.0f} ms (aim 100)")
        if find_spec("formualizer"):
            print(f"the same by formualizer: {edit_by_formualizer(file) * 1000:.0f} ms of the processor (aim 100)")
        if chosen.libreoffice and shutil.which("soffice"):
            both = [in_libreoffice(each, Path(folder)) for each in (Path(folder) / "bare.xlsx", file)]
            told("LibreOffice, our file", both[1], both[0], "2")


if __name__ == "__main__":
    main()
