"""How long the whole `estimator compare` takes against a bare openpyxl script with as many styled formula cells.

Prints the ratio (aim: at most 2.5). The bare script computes nothing and stores no values: it only writes.
"""

import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

RUNS = 5
OURS = "from estimator.cli import main; main()"
BARE = """
import sys
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

book = Workbook()
sheet = book.active
font, fill = Font(name="Calibri", size=10), PatternFill("solid", fgColor="F2F2F2")
width, left = 80, int(sys.argv[1])
row = 0
while left > 0:
    row += 1
    for column in range(1, min(width, left) + 1):
        cell = sheet.cell(row, column, f"=ROW()*2+COLUMN()/{row}")
        cell.font, cell.fill, cell.number_format = font, fill, "#,##0.0"
    left -= width
book.save(sys.argv[2])
"""


def seconds(command: list[str], folder: str) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def formula_cells(path: Path) -> int:
    """How many cells of a workbook hold a formula."""
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return sum(book.read(name).count(b"<f>") + book.read(name).count(b"<f ") for name in sheets)


def main() -> None:
    """Run both in turn, so that a busy machine is busy for both."""
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-c", OURS, "compare", "-o", "ours.xlsx", "--force"]
        seconds(ours, folder)
        cells = formula_cells(Path(folder) / "ours.xlsx")
        bare = [sys.executable, "-c", BARE, str(cells), "bare.xlsx"]
        pairs = [(seconds(bare, folder), seconds(ours, folder)) for _ in range(RUNS)]
    low, high = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"formula cells                      {cells:8,d}")
    print(f"bare openpyxl script, same number  {low:8.2f} s")
    print(f"estimator compare, whole process   {high:8.2f} s")
    print(f"ratio                              {high / low:8.2f}   (median of {RUNS} runs in turn; aim: at most 2.50)")


if __name__ == "__main__":
    main()
