"""`left_out.toml`: costs that options leave out, each with its reason, for the foot of their sheets."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings, check_table, check_tables
from estimator.pack.reading.schema import LEFT_OUT
from estimator.pack.records import LeftOut


def read_left_out(findings: Findings, document: Document | None, options: Sequence[str]) -> tuple[LeftOut, ...]:
    """The costs in the order of the file; `options` are the ids that it may name."""
    if document is None or document.broken:
        return ()
    made = []
    for key in check_tables(findings, document, (), "a cost that is left out"):
        given = check_table(findings, document, (key,), LEFT_OUT)
        for name in given.get("options", ()):
            if name not in options:
                hint = findings.guess(name, options) or "expected the name of a file in options/"
                findings.add(document, (key, "options"), f'{key}.options: no such option "{name}"', hint)
        if len(given) == len(LEFT_OUT):
            made.append(LeftOut(id=key, **given))
    return tuple(made)
