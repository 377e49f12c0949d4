"""Texts of strangers made harmless: what would steer a terminal, or turn the direction of reading, is written out.

A label, an id, the name of a sheet or of a file may hold anything. On a terminal an escape character can hide or forge
what stands before it, and a bidirectional mark can make a text read as another one.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, east_asian_width

# Control characters but newline and tab, the marks of bidirectional writing, separators of lines, halves of characters.
UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""The text with unsafe characters written out, as in `\x1b`; lines stay lines."""
    return UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def visible_line(text: str) -> str:
    """The same on one line, for a name, an id or a cell: what parts lines becomes a space."""
    return visible(" ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.rstrip("\r\n"))


def as_json_escapes(text: str) -> str:
    r"""A JSON text with unsafe characters as `\u202e`, which every reader of JSON takes for the same text."""
    return UNSAFE.sub(lambda match: _escaped(ord(match[0])), text)


def _escaped(code: int) -> str:
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def length_in_cell(text: str) -> int:
    """How many characters Excel counts: a letter beyond the first plane of Unicode, such as an emoji, is two."""
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)


def shortened(text: str, width: int) -> str:
    """A text of at most so many columns; what is left off is marked.

    >>> shortened("Fill rate, coastguard", 18), shortened("People", 18)
    ('Fill rate, coastg…', 'People')
    """
    if width_of(text) <= width:
        return text
    kept = text
    while width_of(kept) >= width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: East Asian wide characters take two, marks on a letter none."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
