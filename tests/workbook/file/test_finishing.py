"""What is put right after openpyxl: letters, fonts, and words that stand for charts."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile

import pytest

from estimator.errors import WorkbookError
from estimator.returned.file.package import package_of
from estimator.workbook.cells.charts import Chart, Line, description
from estimator.workbook.file.finishing import finished
from tests.workbook import bad_workbooks

DRAWING = '<wsDr><cNvPr id="1" name="Chart 1" /><cNvPr id="2" name="Chart 2"/></wsDr>'
STYLES = '<styleSheet><fonts><font><name val="Arial"/><sz val="10"/><b val="1"/></font></fonts></styleSheet>'
SHEET = "<c><f>A1&amp;&quot;&#20840;&#10;&quot;</f></c>"


def package(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


def read(parts, part):
    return parts[part].decode()


RAW = package(xl__styles=STYLES, xl__drawings__drawing1=DRAWING, xl__worksheets__sheet1=SHEET)


def test_charts_get_their_words_in_order():
    text = read(finished(RAW, [("Bars: a & b", "Lines")]), "xl/drawings/drawing1.xml")
    assert re.findall(r'name="(.*?)" descr="(.*?)"/>', text) == [("Chart 1", "Bars: a &amp; b"), ("Chart 2", "Lines")]


def test_a_chart_without_words_is_refused():
    with pytest.raises(WorkbookError, match="1 charts are described and 2 drawn"):
        finished(RAW, [("Bars",)])


def test_the_parts_of_a_font_stand_in_the_order_of_the_standard():
    found = re.findall(r"<(\w+) val", read(finished(RAW, [("a", "b")]), "xl/styles.xml"))
    assert found == ["b", "sz", "name"]  # ECMA-376, part 1, 18.8.22


def test_letters_stand_for_themselves_and_a_line_break_stays_a_number():
    assert "全&#10;" in read(finished(RAW, [("a", "b")]), "xl/worksheets/sheet1.xml")


def test_a_description_says_kind_title_series_and_where_the_numbers_are():
    line = Line("Charts!$A$1", "Charts!$A$2:$A$9", "'Economy and budget'!$B$2:$B$9", "000000")
    chart = Chart("bars", "Cost by phase, ¥bn", "", "", (line, line), 1, 1, 10, 10)
    assert description(chart) == ("Bar chart: Cost by phase, ¥bn. Series: 2. Its numbers stand on: Economy and budget.")


def test_a_program_that_took_openpyxl_with_lxml_first_writes_the_same_values(tmp_path):
    code = (
        "import openpyxl.xml.functions, sys; from pathlib import Path; from tests.workbook import bad_workbooks;"
        "Path(sys.argv[1]).write_bytes(bad_workbooks.good())"
    )
    path = tmp_path / "other.xlsx"
    environment = {**os.environ, "OPENPYXL_LXML": "True"}
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
    mine, other = (
        {name: re.sub(r"\s*/>", "/>", read(parts, name)) for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml")}
        for parts in (package_of(content, "file").parts for content in (bad_workbooks.good(), path.read_bytes()))
    )
    for part, text in mine.items():
        values = re.findall(r"<v>([^<]*)</v>|<t>([^<]*)</t>", text)
        assert values == re.findall(r"<v>([^<]*)</v>|<t>([^<]*)</t>", other[part])
