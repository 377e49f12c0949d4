"""The lint: what an audit of a workbook would object to, rule by rule. Nothing is calculated or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from estimator.returned.lint.contents import Contents, read_contents
from estimator.returned.lint.formula_rules import JUDGES, Finding, formula_findings, one_pattern
from estimator.returned.lint.look_rules import colors, helpers, print_pages
from estimator.returned.lint.sheet_rules import (
    described,
    frozen_rows,
    headings_fit,
    headings_unique,
    hidden,
    inputs,
    limits,
    links,
    master_checks,
    merged,
    names,
    stored_errors,
    stored_values,
)

Rule = Callable[[Contents], Iterable[Finding]]
RULES: dict[str, tuple[str, tuple[Rule, ...]]] = {
    "literal-number": ("No number but 0, 1 and 2 in a formula", ()),
    "one-pattern": ("One formula along the years of a row", (one_pattern,)),
    "formula-length": ("No formula longer than 160 characters", ()),
    "nested-if": ("No more than two nested IF", ()),
    "volatile": ("No function that changes without an edit", ()),
    "shared-functions": ("Only functions that Excel 2016, LibreOffice and Google Sheets share", ()),
    "index-arguments": ("INDEX with both a row and a column", ()),
    "whole-column": ("No reference to a whole column or row", ()),
    "error": ("No error in a cell or a formula", (stored_errors,)),
    "external-link": ("No link to another workbook", (links,)),
    "hidden": ("No hidden sheet; no hidden row or column save in a group", (hidden,)),
    "frozen-rows": ("At most three frozen rows on Comparison", (frozen_rows,)),
    "print-pages": ("At most forty pages in print", (print_pages,)),
    "helpers": ("No helper column in sight", (helpers,)),
    "colours": ("One meaning for each colour", (colors,)),
    "merged": ("No merged cells in a table", (merged,)),
    "names": ("Legal and unique names", (names,)),
    "stored-value": ("A stored value beside every formula", (stored_values,)),
    "heading-fits": ("No heading longer than its cell shows", (headings_fit,)),
    "heading-unique": ("No heading twice in a table", (headings_unique,)),
    "limits": ("Data validation on every your-value cell with limits", (limits,)),
    "input-source": ("Unit, source and grade on every input", (inputs,)),
    "described": ("A text beside every chart and picture", (described,)),
    "master-check": ("The master check in sight on every sheet", (master_checks,)),
}


def lint(path: Path) -> list[Finding]:
    """Everything that a rule objects to, in the order of the rules.

    Raises WorkbookError for a file that cannot be read safely, or that is no workbook of this program.
    """
    contents = read_contents(path)
    return [finding for rule in RULES for finding in found_by(rule, contents)]


def found_by(rule: str, contents: Contents) -> Iterator[Finding]:
    """What one rule objects to."""
    judges: tuple[Rule, ...] = (partial(formula_findings, rule),) if rule in JUDGES else ()
    for judge in (*judges, *RULES[rule][1]):
        yield from judge(contents)
