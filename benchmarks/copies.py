"""How `compare` grows with the options of a pack: the small pack with its options copied to 1, 10 and 100.

Each run is a process of its own; prints wall and processor seconds and the largest memory of any process. Time and
memory should be at most linear beyond the start-up. `--libreoffice` opens the largest workbook in LibreOffice.
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from aims import OURS, cost, in_libreoffice

SIZES = (1, 10, 100)
SMALL = Path(__file__).parents[1] / "assumptions" / "coastguard"


def copied(target: Path, count: int) -> list[str]:
    """The small pack with as many options more as it needs; the names of so many, the reference option first."""
    shutil.copytree(SMALL, target)
    settings = (target / "pack.toml").read_text(encoding="utf-8")
    reference = re.search(r'^reference_option = "(\w+)"', settings, re.M)[1]
    own = [each.stem for each in sorted((SMALL / "options").glob("*.toml"), key=lambda each: each.stem != reference)]
    names = [own[at] if at < len(own) else f"{own[at % len(own)]}_no{at}" for at in range(max(count, len(own)))]
    for at, name in enumerate(names[len(own) :], len(own)):
        text = (SMALL / "options" / f"{own[at % len(own)]}.toml").read_text(encoding="utf-8")
        text = re.sub(r'^(label = ".*)"$', rf'\1, no. {at}"', text, count=1, flags=re.M)
        text = re.sub(r'^(short = ".{0,13}).*"$', rf'\1 {at}"', text, count=1, flags=re.M)  # at most 18 columns
        (target / "options" / f"{name}.toml").write_text(text, encoding="utf-8")
    listed = ", ".join(f'"{each}"' for each in names)
    settings = re.sub(r"^options = \[.*?\]", f"options = [{listed}]", settings, flags=re.M | re.S)
    (target / "pack.toml").write_text(settings, encoding="utf-8")
    (target / "judgement.toml").unlink()  # ratings are of the options as they were
    return names[:count]


def main() -> None:
    """All sizes, one after the other."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--libreoffice", action="store_true", help="open the largest workbook in LibreOffice, too")
    given.add_argument("sizes", nargs="*", type=int, default=SIZES)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            pack, file = Path(folder) / f"pack{size}", Path(folder) / f"made{size}.xlsx"
            wanted = ["--options", ",".join(copied(pack, size)), "--pack", str(pack), "-o", str(file)]
            found = cost([sys.executable, "-c", OURS, "compare", *wanted], folder)
            figures = f"{found.wall:7.1f} s wall, {found.processor:7.1f} s processor, {found.memory:5.0f} MB"
            print(f"{size:4} options: {figures}, file {file.stat().st_size / 1e6:6.2f} MB", flush=True)
        if chosen.libreoffice and shutil.which("soffice"):
            found = in_libreoffice(file, Path(folder))
            print(f"LibreOffice opens and recalculates the last in {found.processor:.1f} s of processor")


if __name__ == "__main__":
    main()
