"""Lines of a sheet known again by their keys: rows by ids or first texts, columns by headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Keys = Mapping[int, str]


def matched(wanted: Keys, there: Keys, strict: bool) -> dict[int, int | None]:
    """Each wanted line with the line that it is now, from the keys of both; None for what is gone.

    A key that stands once on both sides decides. Other lines, and unless `strict` those whose key is nowhere, keep
    their distance from the line above, else from the one below.
    """
    ones, others = (Counter(keys.values()) for keys in (wanted, there))
    by_key = {key: line for line, key in there.items() if key and others[key] == 1}
    made = {line: by_key[key] for line, key in wanted.items() if key in by_key and ones[key] == 1}
    tests = [_is_the_same, _is_blank]
    for test in tests if strict else [*tests, _is_another]:
        for lines in (sorted(wanted), sorted(wanted, reverse=True)):
            made |= _beside_the_last(lines, made, wanted, there, test)
    return {line: made.get(line) for line in wanted}


def _beside_the_last(
    lines: Sequence[int], made: Mapping[int, int], wanted: Keys, there: Keys, test: Callable[[str, str], bool]
) -> dict[int, int]:
    """Lines that stand as far from the last one known as they did at first, where a test of the two keys holds."""
    taken, shift, added = set(made.values()), 0, dict[int, int]()
    for line in lines:
        now = line + shift
        if line in made:
            shift = made[line] - line
        elif now > 0 and now not in taken and test(wanted[line], there.get(now, "")):
            added[line] = now
            taken.add(now)
    return added


def _is_the_same(key: str, here: str) -> bool:
    return bool(key) and key == here


def _is_blank(key: str, here: str) -> bool:
    return not key and not here


def _is_another(key: str, here: str) -> bool:
    """A text that was edited; one that stands elsewhere, too, has been found there."""
    return bool(key and here)
