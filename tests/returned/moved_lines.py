"""Rows and columns inserted and deleted as a spreadsheet program does it: the references of all formulas follow.

openpyxl moves the cells only; validations, widths and printed titles stay where they were, as some programs leave them.
Written apart from the program's own reading of references.
"""

from __future__ import annotations

import re

from openpyxl.formula import Tokenizer
from openpyxl.utils import column_index_from_string, get_column_letter

CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")
LETTERS = re.compile(r"(\$?)([A-Z]{1,3})(\$?\d+)")
NEVER = 10**7


def insert_row(book, sheet, row):
    """Insert a row above a row."""
    book[sheet].insert_rows(row)
    _follow(book, sheet, lambda reference: _moved(reference, lambda each, _: each + (each >= row)))


def insert_column(book, sheet, column):
    """Insert a column before a column."""
    book[sheet].insert_cols(column)

    def moved(reference):
        prefix, mark, cells = reference.rpartition("!")
        found = [LETTERS.fullmatch(each) for each in cells.split(":")]
        if not all(found):
            return reference  # a name
        numbers = [column_index_from_string(each[2]) for each in found]
        letters = [get_column_letter(each + (each >= column)) for each in numbers]
        made = ":".join(f"{each[1]}{now}{each[3]}" for each, now in zip(found, letters, strict=True))
        return f"{prefix}{mark}{made}"

    _follow(book, sheet, moved)


def delete_row(book, sheet, row):
    """Delete a row: a reference to it is lost, a range that ends there ends a row earlier."""
    book[sheet].delete_rows(row)

    def now(each, place):
        if each == row:
            return {"alone": NEVER, "first": row, "last": row - 1}[place]
        return each - (each > row)

    _follow(book, sheet, lambda reference: _moved(reference, now))


def _follow(book, sheet, moved):
    for each in book:
        for cells in each.iter_rows():
            for cell in cells:
                mentioned = isinstance(cell.value, str) and (each.title == sheet or sheet in cell.value)
                if mentioned and cell.data_type == "f":
                    cell.value = _followed(cell.value, each.title, sheet, moved)
    for name in book.defined_names.values():
        name.value = moved(name.value) if _sheet_of(name.value) == sheet else name.value


def _followed(formula, own, sheet, moved):
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == "OPERAND" and token.subtype == "RANGE" and (_sheet_of(token.value) or own) == sheet:
            token.value = moved(token.value)
    return "=" + "".join(token.value for token in tokens.items)


def _sheet_of(reference):
    return reference.rpartition("!")[0].strip("'").replace("''", "'")


def _moved(reference, now):
    prefix, mark, cells = reference.rpartition("!")
    ends = cells.split(":")
    if not all(CELL.fullmatch(each) for each in ends):
        return reference  # a name
    places = ("alone",) if len(ends) == 1 else ("first", "last")
    rows = [now(int(CELL.fullmatch(each)[2]), place) for each, place in zip(ends, places, strict=True)]
    if rows[0] == NEVER or rows[0] > rows[-1]:
        return f"{prefix}{mark}#REF!"
    made = [CELL.fullmatch(each)[1] + str(row) for each, row in zip(ends, rows, strict=True)]
    return f"{prefix}{mark}{':'.join(made)}"
