"""A sound pack with a few things done to it by chance: to lines, values, keys, tables and files."""

import re
import shutil

VALUE = re.compile(r"^([A-Za-z_0-9.\"-]+\s*=\s*)(.+)$", re.MULTILINE)
TABLE = re.compile(r"^\[[^\]\n]+\]", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.\"-])-?\d+(?:\.\d+)?(?![\w.\"-])")
WORD = re.compile(r"[a-z][a-z_]{2,}")
ODD = (
    *(
        "",
        "0",
        "-1",
        "1e308",
        "-1e308",
        "1e999",
        "nan",
        "inf",
        "-inf",
        "9" * 4000,
        "9" * 5000,
        "1_000",
        "0x10",
        "1e-320",
    ),
    *("true", "[]", "[1]", "[1, 2, 3]", "[[1, 2], 3]", "{}", "{ 2022 = 1 }", "{ 2022 = 'x' }", "{ 99999 = 1 }", "''"),
    *('"x"', '"1,5"', '"="', '"=1+1"', '"\\u0000"', '"\\u202Ex"', '"%s"' % ("x" * 40_000), '"con"', '"A1"', '"none"'),
    *(
        "2024-01-01",
        "12:30:00",
        '"""',
        "'",
        "\x00",
        "[1, 2",
        "{ a = ",
        '"MCRN_2024"',
        '"MCRN_2024 / ship"',
        '"%"',
        '"1"',
    ),
    *(
        '"USD_1900"',
        '"year"',
        '"judgement"',
        '"budget.gdp_share"',
        '"ships.outlay"',
        '"patrol_ship"',
        '"certain"',
        '"PERT"',
    ),
)


def _some(random, found):
    return random.choice(found) if found else None


def change_value(text, random):
    found = _some(random, [*VALUE.finditer(text)])
    return found and text[: found.start()] + found[1] + random.choice(ODD) + text[found.end() :]


def change_number(text, random):
    found = _some(random, [*NUMBER.finditer(text)])
    scale = random.choice(("0", "-1", "1e9", "1e-9", "1e300", "0.5", "1000000", "2^3", "9" * 400))
    return found and text[: found.start()] + scale + text[found.end() :]


def exchange_words(text, random):
    found = sorted(set(WORD.findall(text)))
    return re.sub(rf"\b{random.choice(found)}\b", random.choice(found), text) if found else None


def drop_line(text, random):
    lines = text.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return "".join(lines)


def repeat_line(text, random):
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    return "".join([*lines[:at], lines[at] * 2, *lines[at:]])


def move_line(text, random):
    lines = text.splitlines(keepends=True)
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randrange(len(lines) + 1), line)
    return "".join(lines)


def rename_table(text, random):
    found = _some(random, [*TABLE.finditer(text)])
    new = random.choice(
        ("[x]", "[pack]", "[[a]]", "[a.b.c.d]", "[option]", "[set.a]", "[con]", "[f35]", "[" + "a." * 99 + "a]")
    )
    return found and text[: found.start()] + new + text[found.end() :]


def break_off(text, random):
    return text[: random.randrange(len(text))]


def insert(text, random):
    at = random.randrange(len(text))
    return (
        text[:at] + random.choice((*ODD, "\ufeff", "\r", "\t", "#", "=", "[", "]", "\n\n", "é", "\u2028")) + text[at:]
    )


def turn_a_character(text, random):
    at = random.randrange(len(text))
    return text[:at] + chr(random.choice((0, 7, 34, 39, 61, 91, 92, 93, 127, 0x202E, 0x1F600))) + text[at + 1 :]


OF_TEXTS = (
    *(
        change_value,
        change_value,
        change_value,
        change_number,
        change_number,
        exchange_words,
        exchange_words,
        drop_line,
    ),
    *(repeat_line, move_line, rename_table, break_off, insert, turn_a_character),
)


def drop_file(files, random):
    random.choice(files).unlink()


def rename_file(files, random):
    was = random.choice(files)
    was.rename(
        was.with_name(
            random.choice(("f35.toml", "a b.toml", "x.TOML", "é.toml", "pack2.toml", "base.toml", "x" * 90 + ".toml"))
        )
    )


def copy_file(files, random):
    one, other = random.choice(files), random.choice(files)
    if one != other:
        shutil.copyfile(one, other)


def spoil_bytes(files, random):
    path = random.choice(files)
    content = bytearray(path.read_bytes())
    content[random.randrange(len(content))] = random.choice((0, 128, 255))
    path.write_bytes(content)


OF_FILES = (drop_file, rename_file, copy_file, spoil_bytes)


def mutate(folder, random):
    """Do one to three things to the files of a folder; gives their names."""
    done = []
    while len(done) < random.choice((1, 1, 1, 2, 3)):
        files = sorted(folder.rglob("*.toml"))
        if random.random() < 0.12:
            change = random.choice(OF_FILES)
            change(files, random)
            done.append(change.__name__)
            continue
        path, change = random.choice(files), random.choice(OF_TEXTS)
        text = path.read_text(encoding="utf-8", errors="replace")
        made = change(text, random) if text else None
        if made is not None and made != text:
            path.write_text(made, encoding="utf-8", errors="replace", newline="")
            done.append(f"{change.__name__} {path.name}")
    return done
