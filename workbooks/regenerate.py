"""Write the example workbook and its JSON twin anew, or check that they are what the program writes today.

    python workbooks/regenerate.py            write workbooks/japan-comparison.xlsx and .json
    python workbooks/regenerate.py --check    write them to a temporary folder and compare; exit 1 on a difference

Equal bytes are promised for two runs on one machine with the same versions. Across machines the unzipped parts are
compared as text, and the numbers in them to 1e-12.
"""

import math
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = ("japan-comparison.xlsx", "japan-comparison.json")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])")
CONTENTS_DIGEST = re.compile(r'(name="contents_sha256".{0,200}?<vt:lpwstr>)[0-9a-f]{64}')
TOLERANCE = 1e-12
SHOWN = 10


def write(folder: Path) -> None:
    """Write the default pack's workbook and JSON into a folder."""
    from estimator import compare

    result = compare()
    result.to_workbook(folder / NAMES[0], force=True)
    (folder / NAMES[1]).write_text(result.to_json(), encoding="utf-8", newline="\n")


def parts(path: Path) -> dict[str, str]:
    """The text of a file, or of every member of a workbook.

    The digest of the contents is left out: it changes with the last bit of any number.
    """
    if path.suffix != ".xlsx":
        return {path.name: path.read_text(encoding="utf-8")}
    with zipfile.ZipFile(path) as book:
        texts = {f"{path.name}/{name}": book.read(name).decode("utf-8") for name in book.namelist()}
    return {name: CONTENTS_DIGEST.sub(r"\1", text) for name, text in texts.items()}


def same_number(old: str, new: str) -> bool:
    """True for two numbers that agree to the tolerance."""
    return old == new or math.isclose(float(old), float(new), rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def differences(old: str, new: str) -> Iterator[str]:
    """What differs between two texts, numbers compared as numbers."""
    before, after = NUMBER.split(old), NUMBER.split(new)
    if before != after:
        place = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
        yield f"text: {before[place][:120]!r} is now {after[place][:120]!r}" if before and after else "text"
        return
    for old_number, new_number in zip(NUMBER.findall(old), NUMBER.findall(new), strict=True):
        if not same_number(old_number, new_number):
            yield f"number: {old_number} is now {new_number}"


def compare_folders(old: Path, new: Path) -> list[str]:
    """Every difference between the committed files and fresh ones."""
    found = []
    for name in NAMES:
        if not (old / name).is_file():
            found.append(f"{name}: not in {old.name}/")
            continue
        before, after = parts(old / name), parts(new / name)
        found += [f"{part}: only in one of them" for part in sorted(before.keys() ^ after.keys())]
        shared = [part for part in before if part in after]
        found += [f"{part}: {each}" for part in shared for each in differences(before[part], after[part])]
    return found


def main() -> int:
    """Write, or check with --check."""
    if "--check" not in sys.argv[1:]:
        write(HERE)
        print(f"Wrote {', '.join(NAMES)} to {HERE}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        found = compare_folders(HERE, Path(folder))
    for each in found[:SHOWN]:
        print(each)
    if found:
        print(f"{len(found)} differences. If they are meant: make regenerate, and say so in CHANGELOG.md.")
    else:
        print("The example workbooks are what the program writes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
