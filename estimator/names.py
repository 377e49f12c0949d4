"""Ids: one word that is legal in TOML, Python, Excel, the CLI and JSON."""

from __future__ import annotations

import keyword
import re

WORD = re.compile(r"[a-z][a-z0-9_]*\Z")
CELL_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]+\Z")
R1C1_ADDRESS = re.compile(r"(r[0-9]*)?(c[0-9]*)?\Z")
LONGEST = 60
EXCEL_WORDS = frozenset({"true", "false", "year", "one_year"})


def problem_with(word: str) -> str:
    """Say why a word is no legal id, or return an empty string.

    Excel reads `f35`, `fy25`, `r` and `c` as cell addresses, so they are refused.
    """
    if not WORD.match(word):
        return "an id is lower-case letters, digits and _, and starts with a letter"
    if len(word) > LONGEST:
        return f"an id has at most {LONGEST} characters"
    if CELL_ADDRESS.match(word) or R1C1_ADDRESS.match(word):
        return "Excel reads it as a cell address; add a word, as in f35_price"
    if keyword.iskeyword(word) or word in EXCEL_WORDS:
        return "the word is reserved; choose another"
    return ""


def is_legal(word: str) -> bool:
    """True for a word that may be an id."""
    return not problem_with(word)


def full(*parts: str) -> str:
    """Join the parts of a full id: `full("economy", "gdp")` is `economy.gdp`."""
    return ".".join(part for part in parts if part)
