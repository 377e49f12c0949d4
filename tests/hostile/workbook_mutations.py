"""A sound workbook with a few things done to it by chance: to bytes, tags, attributes, cells, parts and the zip."""

import re
import zipfile
from io import BytesIO

from estimator.workbook.file.fill import packed

TAG = re.compile(rb"<[^<>]{1,400}>")
ATTRIBUTE = re.compile(rb' ([A-Za-z:]{1,20})="([^"]{0,200})"')
CELL = re.compile(rb'<c r="[^<>]{1,80}(?:/>|>.{0,900}?</c>)')
ROW = re.compile(rb'<row r="[0-9]{1,7}"[^<>]{0,80}>.{0,4000}?</row>', re.DOTALL)
WORDS = re.compile(rb">([^<>]{1,200})<")
FORMULA = re.compile(rb"<f>([^<>]{1,300})</f>")
ODD = (
    *(b"", b"-1", b"0", b"1", b"2", b"65536", b"1048577", b"99999999999999999999", b"9" * 5000, b"1e999", b"-1e308"),
    *(b"NaN", b"inf", b"true", b"TRUE", b"#N/A", b"#REF!", b"A:A", b"1:1", b"A1:XFD1048576", b"XFE1", b"A0", b"$A$1"),
    *(
        b"&amp;",
        b"&#0;",
        b"&#xD800;",
        b"&bogus;",
        b"<",
        b"]]>",
        b"\x00",
        b"\xff\xfe",
        b"\xe2\x80\xae",
        b"_x0000_",
        b"'",
    ),
    *(
        b"shared",
        b"array",
        b"dataTable",
        b"str",
        b"inlineStr",
        b"s",
        b"b",
        b"d",
        b"e",
        b"1,234",
        b"0,5",
        b"20%",
        b"1.2.3",
    ),
    *(
        b"Assumptions",
        b"Comparison",
        b"base",
        b"lean_years",
        b"budget.gdp_share",
        b"patrol_ship.unit_price",
        b"x" * 40_000,
    ),
)
FORMULAS = (
    *(
        b"1/0",
        b"A1",
        b"SUM(A:A)",
        b"SUM(1:1048576)",
        b"INDIRECT(&quot;A1&quot;)",
        b"RAND()",
        b"#REF!+1",
        b"no_such_name",
    ),
    *(
        b"'No sheet'!A1",
        b"[1]Sheet1!A1",
        b"(" * 300,
        b"((((1))))",
        b"REPT(&quot;x&quot;,1E9)",
        b"1" * 9000,
        b"TABLE(A1,B1)",
    ),
    *(b"IF(", b"&quot;", b"A1:B2:C3", b"{1,2;3}", b"1E400", b"budget.gdp_share", b"_xlfn.LAMBDA(x,x)(1)", b"'"),
)


def _some(random, found):
    return random.choice(found) if found else None


def _at(content, match, new):
    return content[: match.start()] + new + content[match.end() :]


def flip_bytes(content, random):
    made = bytearray(content)
    for _ in range(random.randint(1, 8)):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def cut_out(content, random):
    at = random.randrange(len(content))
    return content[:at] + content[at + random.choice((1, 7, 90, 5000)) :]


def repeat(content, random):
    at, size = random.randrange(len(content)), random.choice((1, 30, 400, 9000))
    return content[:at] + content[at : at + size] * random.choice((2, 3, 20)) + content[at + size :]


def break_off(content, random):
    return content[: random.randrange(len(content))]


def insert(content, random):
    at = random.randrange(len(content))
    return content[:at] + random.choice(ODD) + content[at:]


def change_attribute(content, random):
    found = _some(random, [*ATTRIBUTE.finditer(content)])
    return found and _at(content, found, b' %s="%s"' % (found[1], random.choice(ODD)))


def drop_attribute(content, random):
    found = _some(random, [*ATTRIBUTE.finditer(content)])
    return found and _at(content, found, b"")


def add_attribute(content, random):
    found, name = _some(random, [*TAG.finditer(content)]), random.choice((b"t", b"s", b"r", b"si", b"ref", b"hidden"))
    end = -2 if found and found[0].endswith(b"/>") else -1
    return found and _at(content, found, found[0][:end] + b' %s="%s"' % (name, random.choice(ODD)) + found[0][end:])


def drop_tag(content, random):
    found = _some(random, [*TAG.finditer(content)])
    return found and _at(content, found, b"")


def change_words(content, random):
    found = _some(random, [*WORDS.finditer(content)])
    return found and _at(content, found, b">" + random.choice(ODD) + b"<")


def change_formula(content, random):
    found = _some(random, [*FORMULA.finditer(content)])
    return found and _at(content, found, b"<f>" + random.choice(FORMULAS) + b"</f>")


def drop_cell(content, random):
    found = _some(random, [*CELL.finditer(content)])
    return found and _at(content, found, b"")


def repeat_cell(content, random):
    found = _some(random, [*CELL.finditer(content)])
    return found and _at(content, found, found[0] * 2)


def move_cell(content, random):
    one, other = (_some(random, [*CELL.finditer(content)]) for _ in range(2))
    if one is None or one.end() > other.start():
        return None
    return content[: one.start()] + other[0] + content[one.end() : other.start()] + one[0] + content[other.end() :]


def drop_rows(content, random):
    found = [*ROW.finditer(content)]
    at, count = random.randrange(len(found) or 1), random.choice((1, 3, 30))
    return content[: found[at].start()] + content[found[min(at + count, len(found)) - 1].end() :] if found else None


def repeat_row(content, random):
    found = _some(random, [*ROW.finditer(content)])
    return found and _at(content, found, found[0] * 2)


def reorder_rows(content, random):
    found = _some(random, [*ROW.finditer(content)])
    return found and content[: found.start()] + content[found.end() :].replace(
        b"</sheetData>", found[0] + b"</sheetData>"
    )


OF_PARTS = (
    *(flip_bytes, cut_out, repeat, break_off, insert, change_attribute, drop_attribute, add_attribute, drop_tag),
    *(change_words, change_formula, drop_cell, repeat_cell, move_cell, drop_rows, repeat_row, reorder_rows),
)
READ_MOST = re.compile(r"(xl/worksheets/sheet\d+|xl/workbook|xl/styles|docProps/custom|xl/_rels/workbook)\.xml")


def drop_part(parts, random):
    return {name: each for name, each in parts.items() if name != random.choice([*parts])}


def exchange_parts(parts, random):
    one, other = random.choice([*parts]), random.choice([*parts])
    return {**parts, one: parts[other], other: parts[one]}


def rename_part(parts, random):
    was = random.choice([*parts])
    now = random.choice((was.upper(), "x/" + was, was.replace("xl/", ""), "a" * 250, "../" + was, was + "\0"))
    return {now if name == was else name: each for name, each in parts.items()}


def blank_part(parts, random):
    return {**parts, random.choice([*parts]): b""}


OF_FILES = (drop_part, exchange_parts, rename_part, blank_part)


def mutated(content, random):
    """The workbook with one to three things done to it, and their names."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    done = []
    while len(done) < random.choice((1, 1, 2, 3)):
        if random.random() < 0.1:
            change = random.choice(OF_FILES)
            parts = change(parts, random)
            done.append(change.__name__)
            continue
        often = [name for name in parts if READ_MOST.match(name)]
        name, change = random.choice(often if often and random.random() < 0.85 else [*parts]), random.choice(OF_PARTS)
        made = change(parts[name], random) if parts[name] else None
        if made is not None:
            parts[name] = made
            done.append(f"{change.__name__} {name}")
    made = packed(parts)
    if random.random() < 0.06:
        change = random.choice((flip_bytes, cut_out, break_off, repeat))
        made, done = change(made, random), [*done, f"{change.__name__} of the zip"]
    return made, done
