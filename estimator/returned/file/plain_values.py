"""A sheet of plain values, such as Data: whether its cells can be read, without taking out each of them.

Half of all cells of a workbook stand on such a sheet, and who recalculates needs none of them; but a damaged file is
refused all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from estimator.returned.file.plain_part import is_frame, text_of

LETTERS: Final = "ABCDEFGHIJKL"
"""Of more columns, or in another order, the cells are read one by one."""
NUMBER: Final = r"-?[0-9]{1,17}(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,2})?"
"""What is a finite number, however it goes on."""
ROW: Final = re.compile(r'<row r="([0-9]+)"')
STAND_IN: Final = "<row/>"


def frame_of_values(part: bytes, texts: int) -> str | None:
    """A part without its rows, if they hold numbers and shared texts alone, each cell once; None for any other.

    `texts` is how many shared texts there are. What it gives is well-formed if the part is.
    """
    text = None if b"<f>" in part or b"<f " in part else text_of(part)
    if text is None:
        return None
    rows = ROW.findall(text)
    frame = _rows_of_values(texts).sub(STAND_IN, text)
    return frame if len(set(rows)) == len(rows) and is_frame(frame) else None


@lru_cache(maxsize=1)
def _rows_of_values(texts: int) -> re.Pattern[str]:
    """Rows one after another, the cells of each from left to right."""
    value = rf'(?: t="s"><v>(?:{below(texts)})|(?: t="n")?+><v>{NUMBER})</v></c>'
    cells = (rf'(?:<c r="{letter}\1"(?: s="[0-9]{{1,5}}")?+{value})?+' for letter in LETTERS)
    return re.compile(rf'(?:<row r="([1-9][0-9]{{0,5}})">{"".join(cells)}</row>)++')


def below(limit: int) -> str:
    """The pattern of the whole numbers below another; of none, of an empty text.

    >>> below(305)
    '[0-9]{1,2}|[0-2][0-9]{2}|30[0-3]|304'
    """
    last = str(limit - 1) if limit else ""
    fewer = [f"[0-9]{{1,{len(last) - 1}}}"] if len(last) > 1 else []
    ends = ((last[:at], int(digit), len(last) - at - 1) for at, digit in enumerate(last))
    less = [f"{start}[0-{digit - 1}]" + f"[0-9]{{{more}}}" * bool(more) for start, digit, more in ends if digit]
    return "|".join([*fewer, *less, last])
