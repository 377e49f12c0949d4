"""Labels that name a number of their option: under another value the label still tells the old one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from estimator.pack.records import Assumption, Pack

WORDS: Final = "one two three four five six seven eight nine ten eleven twelve".split()
"""The numbers that labels write out, from 1 on."""


def outdated_labels(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """What an option is called, the id of its assumption that had the number in it, and that number as written.

    Only what is counted is looked at, and only the option's own: prices and what options share are in no name.
    """
    before = pack.base or {}
    for id in dict.fromkeys(each.id for each in pack.applied):
        option, now, then = pack.options.get(id.partition(".")[0]), pack.assumptions.get(id), before.get(id)
        if option and now and then and _is_counted(then) and now.value != then.value:
            for said in dict.fromkeys((option.label, option.short)):
                found = _named(said, then.value)
                if found:
                    yield said, id, found


def _is_counted(assumption: Assumption) -> bool:
    """True for a whole number of things, such as ships; not for years, shares or money."""
    unit, value = assumption.normal_unit, assumption.value
    return unit.isidentifier() and unit != "year" and value is not None and value > 0 and float(value).is_integer()


def _named(label: str, value: float | None) -> str:
    """The number as the label writes it, in digits or as a word; empty where it does not name it."""
    number = int(value or 0)
    written = [str(number), f"{number:,}", *WORDS[number - 1 : number]]
    found = re.search(rf"(?<![\w.,-])({'|'.join(map(re.escape, written))})(?![\w.,-])", label, re.IGNORECASE)
    return found[0] if found else ""
