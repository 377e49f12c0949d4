"""Texts in cells: a spreadsheet program reads `_x0041_` as the letter of that number, so such a text is escaped."""

from __future__ import annotations

import re

LOOKS_NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
NUMBERED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # halves of a letter in two parts stay as they are


def escaped(text: str) -> str:
    """A text as a cell stores it: what looks like a numbered letter has its underscore numbered.

    >>> escaped("line _x000D_")
    'line _x005F_x000D_'
    """
    return LOOKS_NUMBERED.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """What a spreadsheet program shows for a stored text.

    >>> unescaped("line _x005F_x000D_"), unescaped("_x0041_")
    ('line _x000D_', 'A')
    """
    return NUMBERED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
