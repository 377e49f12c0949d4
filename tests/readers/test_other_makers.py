"""Readers of other makers open the default workbook without a complaint and see, or compute, every stored value."""

import os

import pytest

from estimator import load
from estimator.returned.file.package import read_package
from estimator.returned.verify import compared
from tests.readers.other_makers import (
    by_calamine,
    by_exceljs,
    by_gnumeric,
    by_hyperformula,
    by_sheetjs,
    missing,
    stored,
)

pytestmark = pytest.mark.other_makers

READING = {"calamine": by_calamine, "sheetjs": by_sheetjs, "exceljs": by_exceljs}
COMPUTING = {"gnumeric": by_gnumeric, "hyperformula": by_hyperformula}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The workbook of the default pack as a user gets it."""
    return load().compare().to_workbook(tmp_path_factory.mktemp("readers") / "default.xlsx")


def require(reader):
    """Leave a test out where its reader is missing, save in continuous integration, which installs them."""
    why = missing(reader)
    if why and not os.environ.get("CI"):
        pytest.skip(why)
    assert not why, why


@pytest.mark.parametrize("reader", READING)
def test_a_reader_of_another_maker_sees_every_value_to_the_last_digit(book, tmp_path, reader):
    require(reader)
    ours, theirs = stored(book), READING[reader](book, tmp_path)
    different = {place: (ours.get(place), theirs.get(place)) for place in ours.keys() | theirs.keys()}
    different = {place: pair for place, pair in different.items() if pair[0] != pair[1]}
    assert len(ours) > 100_000
    assert not different, (len(different), sorted(different.items())[:5])


@pytest.mark.parametrize("reader", COMPUTING)
def test_an_engine_of_another_maker_computes_what_is_stored(book, tmp_path, reader):
    require(reader)
    found = compared(book, read_package(book), COMPUTING[reader](book, tmp_path))
    assert found.formulas > 100_000
    assert not found.differences, (len(found.differences), [str(each) for each in found.differences[:5]])
    assert not found.errors
