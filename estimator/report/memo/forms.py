"""The forms in which a memo is written, by the ending of its file."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from estimator.errors import InputError
from estimator.report.memo.charts import MISSING
from estimator.report.memo.contents import Memo
from estimator.report.memo.keeping import remarked

ENDINGS: Final = (".docx", ".md", ".html")
NEEDED: Final = {".docx": ("docx", "matplotlib"), ".md": ("matplotlib",), ".html": ("matplotlib",)}


def require_form(path: Path) -> None:
    """Raise InputError for an ending that no form has, or whose libraries are not installed."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{path}: expected a file whose name ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}")
    if any(find_spec(each) is None for each in NEEDED[ending]):
        raise InputError(f"{path}: {MISSING}")


def content_of(memo: Memo, path: Path) -> bytes:
    """The memo in the form of a file's ending. Raises as `require_form` does."""
    require_form(path)
    ending = path.suffix.lower()
    if ending == ".docx":
        from estimator.report.memo.word import as_word

        return as_word(memo)
    from estimator.report.memo.pages import as_html_page, as_markdown_page

    return remarked(as_html_page(memo) if ending == ".html" else as_markdown_page(memo))
