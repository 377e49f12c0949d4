"""How charts are drawn: each text names its font, for East Asia too, and axes begin where they are told to."""

from openpyxl.xml.functions import tostring

from estimator.workbook.cells.charts import Chart, Line
from estimator.workbook.file.chart_drawing import draw


def test_every_text_of_a_chart_names_a_font_for_latin_and_one_for_east_asian_letters():
    line = Line("Data!$A$1", "Data!$B$1:$C$1", "Data!$B$2:$C$2", "0072B2")
    drawn = tostring(draw(Chart("bars", "Costs", "Option", "¥bn", (line,), 1, 1, 10.0, 5.0))._write()).decode()
    # title, two titles of axes, two axes and the legend, most with one run and one default
    assert drawn.count('<a:latin typeface="Arial"') == drawn.count('<a:ea typeface="BIZ UDPGothic"') >= 6


def test_an_axis_begins_and_ends_where_it_is_told_to():
    line = Line("Data!$A$1", "Data!$B$1:$C$1", "Data!$B$2:$C$2", "0072B2")
    scaling = draw(Chart("columns", "Outlays", "", "", (line,), 1, 1, 10.0, 5.0, most=9.0, least=0.0)).y_axis.scaling
    assert (scaling.min, scaling.max) == (0.0, 9.0)
    free = draw(Chart("columns", "Outlays", "", "", (line,), 1, 1, 10.0, 5.0)).y_axis.scaling
    assert (free.min, free.max) == (None, None)
