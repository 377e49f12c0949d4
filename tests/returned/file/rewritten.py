"""A workbook as other programs may write it: other encodings, comments, prefixes, names of parts. It says the same."""

import re
import zipfile

from estimator.workbook.file.fill import packed

SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml\Z")
READ = re.compile(r"xl/(worksheets/sheet[0-9]+|workbook|styles|_rels/workbook)\.xml(\.rels)?\Z")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def declared(text, encoding):
    return f'<?xml version="1.0" encoding="{encoding}"?>' + re.sub(r"\A\ufeff?\s*<\?xml.*?\?>", "", text)


def each_read(change):
    """A form that rewrites the text of each part that is read."""
    return lambda parts: {n: change(each.decode()) if READ.match(n) else each for n, each in parts.items()}


def as_utf16(text):
    return declared(text, "UTF-16").encode("utf-16")  # with a byte order mark


def as_utf16_big(text):
    return b"\xfe\xff" + declared(text, "UTF-16").encode("utf-16-be")


def with_mark(text):
    return b"\xef\xbb\xbf" + declared(text, "utf-8").encode()


def as_latin(text):
    return declared(text, "ISO-8859-1").encode("latin-1", "xmlcharrefreplace")


def with_remarks(text):
    """Comments that look like cells, instructions, and texts in CDATA."""
    text = re.sub(r"(<row )", r'<!-- <c r="A1"><f>1+1</f><v>9</v></c> --><?note <c r="B1"/>?>\1', text)
    return re.sub(r"<t>([^<&]+)</t>", r"<t><![CDATA[\1]]></t>", text).encode()


def with_prefix(text):
    """Elements with a prefix, as some libraries write them."""
    if f'xmlns="{MAIN}"' not in text:
        return text.encode()
    text = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"', 1)
    return re.sub(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])", r"<\1x:\2", text).encode()


def beside_sharepoint(parts):
    """What SharePoint and others put beside: parts that no reader opens, with whatever in them."""
    more = {
        "customXml/item1.xml": b'<?mso-contentType?><FormTemplates xmlns="urn:x"><!-- none --></FormTemplates>',
        "customXml/item2.xml": "<!DOCTYPE a><a><![CDATA[<?]]></a>".encode("utf-16"),
        "docProps/thumbnail.wmf": b"\0<!" * 9,
    }
    return {**parts, **more}


def elsewhere(parts):
    """The same parts in another folder, in other letters, found by relationships alone."""
    made = {}
    for name, content in parts.items():
        text = content.decode() if name.endswith((".xml", ".rels")) else None
        if name == "_rels/.rels":
            text = text.replace('Target="/xl/workbook.xml"', 'Target="Case/./The%20Book.XML"')
            text = text.replace('Target="xl/workbook.xml"', 'Target="Case/./The%20Book.XML"')
        elif name == "[Content_Types].xml":
            text = text.replace('PartName="/xl/', 'PartName="/case/').replace(
                "/case/workbook.xml", "/case/The Book.xml"
            )
        elif name == "xl/_rels/workbook.xml.rels":
            text = text.replace('Target="/xl/', 'Target="/CASE/')
        moved = re.sub(r"\Axl/", "case/", name).replace("workbook.xml", "The Book.xml")
        made[moved] = content if text is None else text.replace("/xl/", "/case/").encode()
    return made


def all_at_once(parts):
    """Remarks, another folder, UTF-16, and what SharePoint puts beside."""
    moved = elsewhere(each_read(with_remarks)(parts))
    mine = {name for name in moved if name.startswith("case/") and name.endswith((".xml", ".rels"))}
    utf16 = {name: as_utf16(each.decode()) if name in mine else each for name, each in moved.items()}
    return beside_sharepoint(utf16)


FORMS = {
    "utf16": each_read(as_utf16),
    "utf16_big": each_read(as_utf16_big),
    "byte_order_mark": each_read(with_mark),
    "latin": each_read(as_latin),
    "remarks": each_read(with_remarks),
    "prefix": each_read(with_prefix),
    "sharepoint": beside_sharepoint,
    "elsewhere": elsewhere,
    "all": all_at_once,
}


def rewritten(path, form, target):
    """The workbook in another form, as a file."""
    target.write_bytes(packed(FORMS[form](parts_of(path))))
    return target
