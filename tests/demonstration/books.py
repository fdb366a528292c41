"""Workbooks of the demonstration, written so that the same sheets give the same bytes."""

import io
import unicodedata
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter
import xlwt
from odf import dc, meta
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

EPOCH = (1980, 1, 1, 0, 0, 0)

# The letters of TCVN 5712:1993 from 0xA1 on, as Western fonts show them; capitals with tones are written small.
TCVN3 = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", "¡¢£¤¥¦§¨©ª«¬\u00ad®"))
TCVN3 |= dict(zip("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
                  "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"))


def tcvn3(text):
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


@dataclass
class Sheet:
    name: str
    rows: list = field(default_factory=list)
    head: tuple = ()  # the rows of the table's titles, first and last
    widths: tuple = ()
    merges: list = field(default_factory=list)  # (row, column, row, column)
    hidden_rows: set = field(default_factory=set)
    struck: dict = field(default_factory=dict)  # (row, column) -> what is struck out before what stands
    formats: dict = field(default_factory=dict)  # column -> number format
    font: str = "Times New Roman"
    cells: dict = field(default_factory=dict)  # an indicator's code -> (row, column)

    def at(self, code):
        """Where an indicator's figure stands, as people write it."""
        row, column = self.cells[code]
        return f"{chr(65 + column)}{row + 1}"

    def put(self, code, value):
        row, column = self.cells[code]
        self.rows[row][column] = value


@dataclass
class Book:
    sheets: list
    saved: datetime

    def written(self, ending):
        return {"xlsx": xlsx, "xlsm": xlsm, "xls": xls, "ods": ods}[ending](self)

    def spelt(self, how):
        """All texts in another writing."""
        for sheet in self.sheets:
            sheet.rows = [[how(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
        return self

    def decomposed(self):
        return self.spelt(lambda text: unicodedata.normalize("NFD", text))

    def before_unicode(self):
        for sheet in self.sheets: sheet.font = ".VnTime"
        return self.spelt(tcvn3)


def xlsx(book, like="xlsx"):
    place = io.BytesIO()
    out = xlsxwriter.Workbook(place, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    out.set_properties({"created": book.saved, "author": "CĐCS"})
    kept = {}

    def form(**how):
        key = tuple(sorted(how.items()))
        if key not in kept: kept[key] = out.add_format(how)
        return kept[key]

    for sheet in book.sheets:
        page = out.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths): page.set_column(column, column, width)
        for number, row in enumerate(sheet.rows):
            in_table = sheet.head and number >= sheet.head[0] and any(cell not in (None, "") for cell in row)
            is_head = sheet.head and sheet.head[0] <= number <= sheet.head[1]
            for column, cell in enumerate(row):
                how = {"font_name": sheet.font, "font_size": 12, "valign": "vcenter"}
                if in_table and number < len(sheet.rows) - 5: how["border"] = 1
                if is_head: how |= {"bold": True, "align": "center", "text_wrap": True, "border": 1}
                elif sheet.head and number < sheet.head[0] and isinstance(cell, str) and cell.isupper(): how |= {"bold": True}
                elif isinstance(cell, str) and len(cell) > 30 and in_table: how["text_wrap"] = True
                if isinstance(cell, (int, float)) and column in sheet.formats: how["num_format"] = sheet.formats[column]
                struck = sheet.struck.get((number, column))
                if struck is not None:
                    page.write_rich_string(number, column, form(font_name=sheet.font, font_size=12, font_strikeout=True), str(struck),
                                           form(font_name=sheet.font, font_size=12), f" {cell}", form(**how))
                elif cell is None: page.write_blank(number, column, None, form(**how)) if "border" in how else None
                elif isinstance(cell, str): page.write_string(number, column, cell, form(**how))
                else: page.write_number(number, column, cell, form(**how))
        for merge in sheet.merges:
            first = sheet.rows[merge[0]][merge[1]]
            page.merge_range(*merge, first, form(font_name=sheet.font, font_size=12, bold=True, align="center", valign="vcenter", text_wrap=True, border=1))
        for row in sheet.hidden_rows: page.set_row(row, None, None, {"hidden": True})
        page.set_landscape() if len(sheet.widths) > 7 else page.set_portrait()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    out.close()
    return place.getvalue()


def xlsm(book):
    """As Excel saves a workbook that may have macros, and has none."""
    def part(name, content):
        if name != "[Content_Types].xml": return content
        plain, macros = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        return content.replace(b"application/vnd." + plain, b"application/vnd." + macros)
    return repacked(xlsx(book), part)


def xls(book):
    out = xlwt.Workbook(encoding="utf-8")
    plain = xlwt.easyxf("font: name Times New Roman, height 240; borders: left thin, right thin, top thin, bottom thin")
    bold = xlwt.easyxf("font: name Times New Roman, height 240, bold on; align: horiz center, wrap on")
    free = xlwt.easyxf("font: name Times New Roman, height 240")
    for sheet in book.sheets:
        page = out.add_sheet(sheet.name)
        for column, width in enumerate(sheet.widths): page.col(column).width = int(width * 256)
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if cell is None: continue
                is_head = sheet.head and sheet.head[0] <= number <= sheet.head[1]
                page.write(number, column, cell, bold if is_head else plain if sheet.head and number > sheet.head[1] else free)
    place = io.BytesIO()
    out.save(place)
    return place.getvalue()


def ods(book):
    out = OpenDocumentSpreadsheet()
    bold = Style(name="bold", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold", fontname="Times New Roman"))
    out.automaticstyles.addElement(bold)
    for old in list(out.meta.childNodes): out.meta.removeChild(old)
    out.meta.addElement(meta.Generator(text="LibreOffice"))
    out.meta.addElement(dc.Date(text=book.saved.strftime("%Y-%m-%dT%H:%M:%S")))
    for sheet in book.sheets:
        page = Table(name=sheet.name)
        for number, row in enumerate(sheet.rows):
            line = TableRow()
            for cell in row:
                is_head = sheet.head and sheet.head[0] <= number <= sheet.head[1]
                style = {"stylename": bold} if is_head else {}
                if cell is None: line.addElement(TableCell())
                elif isinstance(cell, str):
                    own = TableCell(valuetype="string", **style)
                    own.addElement(P(text=cell))
                    line.addElement(own)
                else:
                    own = TableCell(valuetype="float", value=str(cell), **style)
                    own.addElement(P(text=str(cell)))
                    line.addElement(own)
            page.addElement(line)
        out.spreadsheet.addElement(page)
    place = io.BytesIO()
    out.write(place)
    return repacked(place.getvalue())


def repacked(content, part=lambda name, content: content):
    """The same package, its parts without the time at which they were written."""
    place = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(place, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, part(entry.filename, old.read(entry)))
    return place.getvalue()


def letter(paragraphs):
    """A letter in Word, as small as one can be."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts.items():
            new.writestr(zipfile.ZipInfo(name, EPOCH), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}', zipfile.ZIP_DEFLATED)
    return place.getvalue()


SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
THUMBS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCK = b"\x05CDCS " + b" " * 158
