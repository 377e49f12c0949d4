"""How openpyxl draws a chart: native, explicit colours, titled axes, nothing by default."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import AreaChart, BarChart, LineChart, ScatterChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as DrawnSeries
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun

from estimator.workbook.cells.book import EAST_ASIAN
from estimator.workbook.cells.charts import Chart, Kind, Line

FONT, TITLE_SIZE, TEXT_SIZE = "Arial", 1200, 900
LINE_WIDTH, THICK, MARKER_SIZE = 22_000, 38_000, 8
GREY = "BFBFBF"


def draw(chart: Chart) -> Any:
    """The chart as openpyxl has it."""
    made = _plain(chart)
    for line in chart.lines:
        made.series.append(DRAWN[chart.kind](line) if chart.kind in DRAWN else _series(chart.kind, line))
    if chart.over:
        upper = LineChart()
        upper.series = [_series("lines", line) for line in chart.over]
        made += upper
    made.title = _title(chart.title, TITLE_SIZE)
    made.width, made.height = chart.wide, chart.high
    made.visible_cells_only = False
    made.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=GREY))
    _axes(made, chart)
    made.legend.position = "r" if chart.kind == "points" else "b"
    made.legend.txPr = _text(TEXT_SIZE)
    unseen = [place for place, line in enumerate(chart.lines) if not line.color]
    made.legend.legendEntry = [LegendEntry(idx=place, delete=True) for place in unseen]
    if chart.beside:
        _beside(made, chart.beside)
    return made


def _beside(made: Any, part: float) -> None:
    """Bars that fill their frame from side to side, without axes or title: the rows of a table stand beside them."""
    made.title, made.graphical_properties = None, GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    made.x_axis.delete = made.y_axis.delete = True
    made.y_axis.majorGridlines = None
    made.layout = Layout(
        manualLayout=ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0, y=0, w=1, h=part)
    )
    if part == 1:
        made.legend = None
    else:
        room = ManualLayout(xMode="edge", yMode="edge", x=0, y=part, w=1, h=1 - part)
        made.legend.layout = Layout(manualLayout=room)


def _plain(chart: Chart) -> Any:
    if chart.kind in DRAWN:
        made: Any = ScatterChart()
        made.style, made.scatterStyle = None, "lineMarker"
        return made
    made = {"bars": BarChart, "columns": BarChart, "lines": LineChart, "areas": AreaChart}[chart.kind]()
    if chart.kind in ("bars", "columns"):
        made.type, made.gapWidth = ("bar" if chart.kind == "bars" else "col"), 50
    if chart.stacked:
        made.grouping = "stacked"
        if chart.kind != "areas":
            made.overlap = 100
    if chart.diverging:
        made.overlap = 100
    return made


def _axes(made: Any, chart: Chart) -> None:
    for axis, title, format in (
        (made.x_axis, chart.across_title, chart.across_format),
        (made.y_axis, chart.up_title, chart.up_format),
    ):
        axis.delete = False
        axis.title = _title(title, TEXT_SIZE) if title else None
        axis.number_format, axis.txPr = format, _text(TEXT_SIZE)
        axis.majorGridlines = axis.majorGridlines if axis is made.y_axis else None
        axis.tickLblPos = "low" if chart.kind != "bars" or (chart.diverging and axis is made.x_axis) else "nextTo"
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E5E5E5"))
    made.y_axis.crosses = "min"
    if chart.kind == "curves":
        made.x_axis.crosses = "min"
    if chart.kind == "bars":
        made.x_axis.scaling.orientation, made.y_axis.crosses, made.x_axis.tickLblSkip = "maxMin", "max", 1
    if chart.kind in ("lines", "areas") or chart.thinned:
        made.x_axis.tickLblSkip = chart.label_every
    if chart.kind in ("lines", "areas"):
        made.y_axis.crossBetween = "midCat"
    if chart.most is not None:
        made.y_axis.scaling.max = chart.most
    if chart.least is not None:
        made.y_axis.scaling.min = chart.least


def _series(kind: Kind, line: Line) -> Any:
    made = DrawnSeries(
        tx=SeriesLabel(strRef=StrRef(line.name)),
        cat=AxDataSource(strRef=StrRef(line.across)),
        val=NumDataSource(numRef=NumRef(line.values)),
    )
    if kind == "lines":
        _draw_as_line(made, line)
    elif not line.color:
        made.spPr = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    else:
        made.spPr = GraphicalProperties(solidFill=line.color, ln=LineProperties(solidFill="FFFFFF", w=6350))
    return made


def _curve(line: Line) -> Any:
    """A line through points of two numbers."""
    made = _through_points(line)
    _draw_as_line(made, line)
    return made


def _through_points(line: Line) -> Any:
    return XYSeries(
        tx=SeriesLabel(strRef=StrRef(line.name)),
        xVal=AxDataSource(numRef=NumRef(line.across)),
        yVal=NumDataSource(numRef=NumRef(line.values)),
    )


def _draw_as_line(made: Any, line: Line) -> None:
    drawn = LineProperties(solidFill=line.color, prstDash=line.dash, w=THICK if line.thick else LINE_WIDTH)
    made.spPr, made.smooth, made.marker = GraphicalProperties(ln=drawn), False, Marker("none")


def _point(line: Line) -> Any:
    """One point, which the legend names: labels of neighbours would cover one another after some edit."""
    made = _through_points(line)
    made.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    made.marker = Marker(symbol=line.marker, size=MARKER_SIZE)
    made.marker.spPr = GraphicalProperties(solidFill=line.color, ln=LineProperties(solidFill=line.color))
    return made


DRAWN = {"points": _point, "curves": _curve}


def _characters(size: int, bold: bool = False) -> CharacterProperties:
    latin, east_asian = Font(typeface=FONT), Font(typeface=EAST_ASIAN)
    return CharacterProperties(sz=size, b=bold, solidFill="404040", latin=latin, ea=east_asian)


def _text(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(size)), endParaRPr=_characters(size))])


def _title(text: str, size: int) -> Title:
    run = RegularTextRun(rPr=_characters(size, bold=size == TITLE_SIZE), t=text)
    made = Title(overlay=False)
    made.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(size)), r=[run])]))
    return made
