"""An office of 25 units in three clusters, and the workbooks that they send: the official form, written as people write it.

Used by `.ci/office` and `.ci/changes`. All is made from numbers, so that the same calls give the same files."""

import datetime
import io
import os
import re
import zipfile
from pathlib import Path

import openpyxl

CLUSTERS = ["Cụm thi đua số 1", "Cụm thi đua số 2", "Cụm thi đua số 3"]

UNITS = [
    # The first cluster.
    "Sở Y tế", "Sở Tài chính", "Ban Dân vận Tỉnh ủy", "Văn phòng Tỉnh ủy", "Báo Lạng Sơn", "Sở Nội vụ",
    "Thanh tra tỉnh", "Sở Tư pháp", "Trường Chính trị Hoàng Văn Thụ",
    # The second.
    "Trường Mầm non Hoa Hồng", "Trường THPT Chu Văn An", "Trường Tiểu học Kim Đồng", "Chi cục Kiểm lâm",
    "Bệnh viện Phục hồi chức năng", "Kho bạc Nhà nước", "Trung tâm Kiểm soát bệnh tật", "Viện kiểm sát nhân dân",
    # The third.
    "Công ty Điện lực", "Công ty Cấp thoát nước", "Hợp tác xã Mai Pha", "Công ty Xăng dầu", "Bưu điện tỉnh",
    "Ngân hàng Chính sách xã hội", "Công ty Than Na Dương", "Đài Phát thanh và Truyền hình",
]

CLUSTER_OF = {name: CLUSTERS[0 if number < 9 else 1 if number < 17 else 2] for number, name in enumerate(UNITS)}

# Label, unit of measure, and the figure of the unit with this number in the year with this number.
ROWS = [
    ("Tổng số lao động", "người", lambda u, y: members(u, y) + 3),
    ("- Trong đó: nữ", "người", lambda u, y: members(u, y) // 2),
    ("Tổng số đoàn viên công đoàn", "người", lambda u, y: members(u, y)),
    ("Số đoàn viên mới kết nạp trong năm", "người", lambda u, y: 1 + (u + y) % 4),
    ("Số lượt đoàn viên được thăm hỏi", "lượt", lambda u, y: 10 + u + y),
    ("Số tiền thăm hỏi đoàn viên", "đồng", lambda u, y: (10 + u + y) * 400_000),
    ("Tổng số tiền ủng hộ các quỹ xã hội", "đồng", lambda u, y: (30 + u) * 1_000_000 + y * 500_000),
]

# Where the figures begin on the form.
FIRST_ROW = 7


def members(unit, year):
    """How many members the unit with this number has in the year with this number."""
    return 40 + 7 * unit + year


def cell_of(label):
    """The cell of a row's figure."""
    labels = [row[0] for row in ROWS]
    return f"D{FIRST_ROW + labels.index(label)}"


def save(workbook, place, day):
    """Saves a workbook as of a day: what was saved last is known by it."""
    buffer = io.BytesIO()
    workbook.properties.created = workbook.properties.modified = day
    workbook.save(buffer)
    place = Path(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    # openpyxl writes the present time over the properties.
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
        for info in written.infolist():
            content = written.read(info.filename)
            if info.filename == "docProps/core.xml":
                shown = day.strftime("%Y-%m-%dT%H:%M:%SZ")
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + shown.encode(), content)
            package.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    stamp = day.replace(tzinfo=datetime.timezone.utc).timestamp()
    os.utime(place, (stamp, stamp))


def report(unit, year, first_year, changes=None, further=(), called=None, labels=None):
    """The form of a unit: its figures, some of them otherwise (`changes`, by label), some rows called otherwise
    (`labels`), with further rows."""
    number = UNITS.index(unit)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"] = "LIÊN ĐOÀN LAO ĐỘNG TỈNH"
    sheet["A2"] = f"Đơn vị báo cáo: {called or 'CĐCS ' + unit}"
    sheet["A4"] = "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ"
    sheet["A5"] = f"NĂM {year}"
    for column, title in enumerate(["TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú"], 1):
        sheet.cell(6, column, title)
    rows = [(label, measure, value(number, year - first_year)) for label, measure, value in ROWS]
    rows = [(label, measure, (changes or {}).get(label, value)) for label, measure, value in rows]
    for row, (label, measure, value) in enumerate([*rows, *further]):
        called_so = (labels or {}).get(label, label)
        for column, content in enumerate([row + 1, called_so, measure, value], 1):
            sheet.cell(FIRST_ROW + row, column, content)
    return book


def place_of(folder, unit, year, name=None):
    """Where the file of a unit is put."""
    return Path(folder) / str(year) / CLUSTER_OF[unit] / (name or f"BC {unit} {year}.xlsx")


def day(year, number=1):
    """A day of the month after the year, when reports come in."""
    return datetime.datetime(year + 1, 1, number, 8, 0, 0)
