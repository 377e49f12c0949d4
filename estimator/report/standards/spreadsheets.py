"""Standards of spreadsheets: ICAEW's principles, the UK accessibility checklist, Japan's machine-readable tables."""

from __future__ import annotations

from estimator.report.standards.records import Standard, computed, met, partly, unmet

TABLES, NOTES, FORMATTING, STRUCTURE, PUBLISHING = "tables", "footnotes", "formatting", "structure", "publishing"

ICAEW = Standard(
    "icaew",
    "ICAEW: twenty principles for good spreadsheet practice",
    "Institute of Chartered Accountants in England and Wales, second edition, 2015",
    (
        met(
            "Determine the role of spreadsheets and plan for it",
            "docs/decisions: the workbook is a product of the program, never its source",
        ),
        met(
            "Adopt a standard and stick to it",
            "estimator lint and an independent validator of Office files, in the tests",
        ),
        unmet("Ensure that people have the knowledge they need", "Up to the reader; Read me says how to use the file"),
        partly(
            "Work together, share ownership, review",
            "Packs are text files that can be compared and reviewed; estimator import takes a colleague's edits back",
        ),
        met(
            "Be sure that a spreadsheet is the right tool",
            "Draws and large sweeps run in Python; the workbook holds what people change and check",
        ),
        met(
            "Identify the audience",
            "Read me; a paragraph in plain words on top of each option; units in words; notes beside every row",
        ),
        met("Include a sheet About", "Read me: question, how to use, legend, contents, manifest"),
        met("Design for longevity", "No macro, no link, functions of Excel 2016; fiscal years to the last retirement"),
        met("Focus on the outputs", "Comparison stands before the workings"),
        met("Separate inputs, workings and outputs", "Assumptions, Yearly inputs and Scenarios; options; Comparison"),
        met("Be consistent in structure", "The same column is the same fiscal year on every sheet"),
        met("Be consistent in formulas", "estimator lint, one-pattern: one formula along a row"),
        met("Keep formulas short and simple", "estimator lint, formula-length and nested-if"),
        met("Never embed in a formula what may change", "estimator lint, literal-number: only 0, 1 and 2"),
        met("Calculate once, then refer to it", "One row a quantity; others read its cell"),
        met("Avoid advanced features where simple ones do", "estimator lint, volatile, whole-column, shared-functions"),
        met(
            "Have version control", "Read me: version, digest of the pack, overrides; an edited file is not overwritten"
        ),
        met(
            "Test the workbook rigorously",
            "estimator verify; LibreOffice and IronCalc recalculate it in the tests, also after edits",
        ),
        computed("Build in checks and alerts", "Checks, with the master check on every sheet", "checks"),
        partly(
            "Protect what must not be changed",
            "Input cells are unlocked and limited; sheets are not protected, so that anyone can look into them",
        ),
    ),
)

UK = Standard(
    "uk_accessibility",
    "UK Government Analysis Function: checklist for accessible spreadsheets",
    "UK Government Analysis Function, Making spreadsheets accessible: a brief checklist of the basics, 2021",
    (
        partly("Mark up tables", "Data is marked up; the live sheets are grids of formulas", TABLES),
        met("Give tables meaningful names", "The table on Data is called long_table", TABLES),
        met("Remove merged and split cells and nested tables", "estimator lint, merged", TABLES),
        partly(
            "Remove blank rows and columns within tables",
            "None on Data; a blank row parts the groups of the live sheets",
            TABLES,
        ),
        partly("One tagged header row", "Data; Comparison and Scenarios have a second line of ids", TABLES),
        met("Wrap text within cells", "Labels and notes wrap; estimator lint, heading-fits", TABLES),
        partly(
            "Avoid filters and freeze panes",
            "No filters; panes are frozen, since rows are up to a hundred columns wide",
            TABLES,
        ),
        met(
            "Leave cells empty only for a stated reason",
            "A dash where a number does not apply, with the reason beneath the comparison",
            TABLES,
        ),
        partly(
            "Avoid hiding rows or columns",
            "Years outside the comparison are folded behind a plus sign, as Read me says",
            TABLES,
        ),
        partly("No symbols for notes", "Grade C carries an asterisk, explained on Read me", NOTES),
        partly("Use the word note for footnotes", "Notes stand in a column of their own", NOTES),
        met("No note markers in cells of numbers", "Notes stand in a column of their own", NOTES),
        partly("Notes on a sheet of their own", "Notes stand beside the rows; documents on Sources", NOTES),
        met("Written content is in plain language", "Read me, estimator brief", FORMATTING),
        met("Sans-serif text of at least size 10", "Arial 10", FORMATTING),
        partly(
            "A descriptive title in A1, tagged as heading",
            "Title in A1 as Heading 1, groups as Heading 2 and 3; Data starts with its headings",
            FORMATTING,
        ),
        partly("Avoid symbols", "Dashes and one asterisk only", FORMATTING),
        unmet(
            "No headers and footers",
            "The footer names file, version, sheet and page for those who print; nothing stands there alone",
            FORMATTING,
        ),
        met("No visual devices to divide data", "Headings divide the groups", FORMATTING),
        partly(
            "No background fill", "Inputs are pale yellow and headings dark, each also told by its words", FORMATTING
        ),
        met(
            "Colour is never the only signal",
            "Checks say holds or FAILS; inputs have headings of their own",
            FORMATTING,
        ),
        met(
            "Contrast of coloured text",
            "All text colours reach 4.5 to 1 on their ground, as a test computes",
            FORMATTING,
        ),
        met(
            "Avoid images, give text for charts",
            "No pictures; every chart has a text beside it and its numbers in the sheets: estimator lint, described",
            FORMATTING,
        ),
        met("No macros", "The reader of workbooks refuses them too", FORMATTING),
        met("Unique names of sheets", "Read me lists them with what they hold", STRUCTURE),
        met("No blank sheets", "A sheet without rows is left out", STRUCTURE),
        met("Column A tells what is there", "Title, master check and what is in force stand in A1 to A3", STRUCTURE),
        met("Tables start at the left edge", "Column A on every sheet", STRUCTURE),
        partly("Nothing below a table", "Reasons and flips stand beneath the comparison", STRUCTURE),
        partly(
            "One table a sheet", "Data, Assumptions, Sources; the sheets of options hold a table an element", STRUCTURE
        ),
        partly("Spelling and grammar are checked", "By reading; the tests hold labels and plurals", PUBLISHING),
        unmet(
            "The accessibility checker has been run",
            "It is part of a desktop Excel, which no test can run; texts of charts, headings, merged cells and "
            "contrast are tested",
            PUBLISHING,
        ),
        met(
            "Document information is filled in",
            "Title, subject, author and language; version and digest of the pack",
            PUBLISHING,
        ),
    ),
)

JAPAN_TABLES = Standard(
    "japan_tables",
    "Japan: machine-readable statistical tables (on the sheet Data and the CSV)",
    "Ministry of Internal Affairs and Communications, unified rules for statistical tables, December 2020",
    (
        met("1-1 The file is Excel or CSV", "The sheet Data; compare --csv DIR"),
        computed("1-2 One cell holds one datum", "One value a line", "one_value"),
        computed("1-3 Numbers are numeric, without letters", "Column value", "numeric"),
        met("1-4 No merged cells", "estimator lint, merged"),
        computed("1-5 No spaces or line breaks for looks", "Texts of Data", "no_padding"),
        computed("1-6 No names left out", "Every line repeats its option, id and label", "named"),
        met("1-7 Values in place of formulas", "Data holds no formula"),
        met("1-8 No objects", "No chart or picture on Data"),
        computed("1-9 Units are stated", "Columns unit and price_basis", "with_units"),
        computed("1-10 No characters of one system only", "Texts of Data", "portable"),
        computed("1-11 Years are Western", "Column fiscal_year", "western"),
        partly("1-12 Codes or names of regions", "The table knows no regions; options stand in their place"),
        computed("1-13 No special marks among numbers", "What does not apply is empty", "numeric"),
        met("2-1 The table is not cut into pieces", "One table, from the first row to the last"),
        met("2-2 One table a sheet", "Data holds nothing else"),
    ),
)

SPREADSHEETS = (ICAEW, UK, JAPAN_TABLES)
