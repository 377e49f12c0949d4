"""A pack without budget, people, yardstick and threat: its workbook computes anew, and nothing speaks of them."""

from __future__ import annotations

import re

import pytest
from openpyxl import load_workbook

from estimator.api import load
from estimator.returned.verify import verify
from tests.model.test_subjects import SUBJECTS, without

TRACES = re.compile("headroom|ceiling|budget|yardstick|fill rate|yearly intake|raid|short of people", re.IGNORECASE)
OF_ALL_PACKS = ("Quality", "Sources")
"""Sheets of published standards, and of the titles of documents."""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return load(without(tmp_path_factory.mktemp("bare") / "pack", *SUBJECTS)).compare()


@pytest.fixture(scope="module")
def written(result, tmp_path_factory):
    return result.to_workbook(tmp_path_factory.mktemp("book") / "bare.xlsx")


def test_the_workbook_computes_anew(written):
    found = verify(written)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors, *found.failing)][:20]


def test_the_workbook_speaks_of_none_of_them(written):
    book = load_workbook(written, read_only=True)
    assert {"Economy and budget", "Manpower"}.isdisjoint(book.sheetnames)
    cells = (
        (sheet.title, cell)
        for sheet in book.worksheets
        if sheet.title not in OF_ALL_PACKS
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )
    found = {cell for _, cell in cells if isinstance(cell, str) and TRACES.search(cell)}
    assert found == set()


def test_the_page_asks_no_option_whether_it_fits(result, tmp_path):
    text = result.to_page(tmp_path / "bare.html").read_text(encoding="utf-8")
    data = text.partition('id="data"')[2].partition("</script>")[0]
    assert "How these costs differ" not in data
    assert "Fit money and people" not in data
