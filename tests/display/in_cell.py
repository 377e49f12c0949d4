"""What a spreadsheet prints for a number in one of our number formats, worked out apart from the program."""

import math
import re

CONDITION = re.compile(r'\[(>|<=)(-?[0-9.]+)\]"([^"]*)";')
HOLDS = {">": float.__gt__, "<=": float.__le__}
COMMAS = {"": 1.0, ",": 1e3, ",,": 1e6, ",,,": 1e9, ",,,,": 1e12}
FORMAT = re.compile(r"(?P<whole>#,##0|0)(?:\.(?P<places>0+))?(?P<per_cent>%?)(?P<commas>,*)\Z")


def in_cell(value: float, format: str) -> str:
    """A value as a spreadsheet prints it in a number format, worked out here on its own; the first condition counts."""
    for test, limit, words in CONDITION.findall(format):
        if HOLDS[test](float(value), float(limit)):
            return words
    found = FORMAT.match(format.split(";")[-1])
    assert found, format
    number = value * 100 if found["per_cent"] else value / COMMAS[found["commas"]]
    places = len(found["places"] or "")
    rounded = math.copysign(math.floor(abs(number) * 10**places + 0.5), number) / 10**places  # half away from nil
    return f"{rounded + 0.0:{',' if ',' in found['whole'] else ''}.{places}f}"
