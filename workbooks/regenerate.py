"""The example workbook, its JSON twin and the digests of its sheets: write them anew, or hold them against the program.

    python workbooks/regenerate.py            write all three, once at the end of a piece of work
    python workbooks/regenerate.py --digests  write the JSON twin and the digests, small texts, with each change
    python workbooks/regenerate.py --check    hold those two against what the program makes; exit 1 on a difference
    python workbooks/regenerate.py --stale    is the workbook itself behind? exit 1 if it is

A digest tells formulas, looks, texts and structure of a sheet and holds no number. Numbers are compared in the twin.
"""

import json
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from digests import Sheet, digest, first_difference, read_digests, read_sheets, written

HERE = Path(__file__).resolve().parent
WORKBOOK, TWIN, DIGESTS = "japan-comparison.xlsx", "japan-comparison.json", "japan-comparison.digests"
TOLERANCE = 1e-9
SHOWN = 10


def write(folder: Path) -> None:
    """Write the default pack's workbook, JSON and digests into a folder."""
    from estimator import compare

    result = compare()
    result.to_workbook(folder / WORKBOOK, force=True)
    _put(folder / TWIN, result.to_json())
    _put(folder / DIGESTS, written(read_sheets(folder / WORKBOOK)))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def same_number(old: float, new: float) -> bool:
    """True for two numbers that agree to the tolerance."""
    return old == new or math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def differences(old: object, new: object, place: str = "") -> Iterator[str]:
    """What differs between two JSON values, with the place of each: numbers to the tolerance, the rest exactly."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key, "nothing"), new.get(key, "nothing"), f"{place}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{place}[{index}]")
    elif _is_number(old) and _is_number(new):
        if not same_number(old, new):
            yield f"{place}: {old} is now {new}"
    elif type(old) is not type(new) or old != new:
        yield f"{place}: {_short(old)} is now {_short(new)}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def compare_digests(committed: Mapping[str, str], kept: Mapping[str, Sheet], fresh: Mapping[str, Sheet]) -> list[str]:
    """Each sheet whose digest is another one now, and where: told from the kept workbook, which may be older."""
    found = []
    for name in [*fresh, *(each for each in committed if each not in fresh)]:
        if name not in fresh or name not in committed:
            found.append(f"{name}: {'a new sheet' if name in fresh else 'no sheet of the workbook any more'}")
        elif committed[name] != digest(fresh[name]):
            found.append(f"{name}: {_where(committed[name], kept.get(name, Sheet()), fresh[name])}")
    return found


def _where(committed: str, kept: Sheet, fresh: Sheet) -> str:
    told = first_difference(kept, fresh) if kept.parts else ""
    if digest(kept) == committed:
        return told
    return (
        f"another digest; against {WORKBOOK}, which is older: {told or 'nothing'}" if kept.parts else "another digest"
    )


def check(old: Path, new: Path) -> list[str]:
    """Every difference between the committed digests and twin and fresh ones."""
    lost = [f"{name}: not in {old.name}/" for name in (TWIN, DIGESTS) if not (old / name).is_file()]
    if lost:
        return lost
    committed, fresh = (json.loads((folder / TWIN).read_text(encoding="utf-8")) for folder in (old, new))
    kept = read_sheets(old / WORKBOOK) if (old / WORKBOOK).is_file() else {}
    digests = read_digests((old / DIGESTS).read_text(encoding="utf-8"))
    return compare_digests(digests, kept, read_sheets(new / WORKBOOK)) + list(differences(committed, fresh))


def stale(old: Path, new: Path) -> list[str]:
    """Each sheet in which the kept workbook is behind: in its parts, or in a number."""
    if not (old / WORKBOOK).is_file():
        return [f"{WORKBOOK}: not in {old.name}/"]
    kept, fresh = read_sheets(old / WORKBOOK), read_sheets(new / WORKBOOK)
    behind = compare_digests({name: digest(sheet) for name, sheet in kept.items()}, kept, fresh)
    for name in [each for each in fresh if each in kept and kept[each].parts == fresh[each].parts]:
        moved = next(differences(kept[name].numbers, fresh[name].numbers), "")
        behind += [f"{name}: {moved}"] if moved else []
    return behind


def _report(found: list[str], fine: str, remedy: str) -> int:
    for each in found[:SHOWN]:
        print(each)
    print(f"{len(found)} differences. {remedy}" if found else fine)
    return 1 if found else 0


def main(words: list[str]) -> int:
    """Write, or compare with --check or --stale."""
    if not words:
        write(HERE)
        print(f"Wrote {WORKBOOK}, {TWIN} and {DIGESTS} to {HERE}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        write(made)
        if words == ["--check"]:
            fine = "The digests and the JSON twin are what the program makes."
            return _report(check(HERE, made), fine, "If they are meant: make digests, and say so in CHANGELOG.md.")
        if words == ["--stale"]:
            return _report(
                stale(HERE, made), "The workbook is up to date.", "Renew it when the work ends: make regenerate"
            )
        if words == ["--digests"]:
            for name in (TWIN, DIGESTS):
                _put(HERE / name, (made / name).read_text(encoding="utf-8"))
            print(f"Wrote {TWIN} and {DIGESTS} to {HERE}; {WORKBOOK} is as it was")
            return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
