"""The office's own workbooks: the register and the corrections."""

from datetime import datetime

from books import Book, Sheet
from province import FOREIGN, OFFICE, PRIVATE, PROVINCE, SERVICE, STATE

# Whom to write to, of some units.
EMAIL = "cdcs.{}@lamgiang.example"

SETTINGS = [
    ("Tên cơ quan", OFFICE),
    ("Mã tỉnh", "LG"),
    ("Địa danh", PROVINCE),
    ("Người ký", "Hoàng Thị Phương Mai"),
    ("Chức vụ người ký", "CHỦ TỊCH"),
    ("Thẩm quyền ký", "TM. BAN THƯỜNG VỤ"),
    ("Cơ quan cấp trên", "Tổng Liên đoàn Lao động Việt Nam"),
    ("Ký hiệu cơ quan", "LĐLĐ"),
    ("Kính gửi", f"Tổng Liên đoàn Lao động Việt Nam; Tỉnh ủy {PROVINCE}"),
    ("Nơi nhận", "Như trên; Các công đoàn cơ sở trực thuộc; Lưu: VT, CSPL"),
    ("Hạn nộp 2024", "15/12/2024"),
    ("Hạn nộp 2025", "15/12/2025"),
    ("Điểm xếp hạng", "Điểm do cụm thẩm định; Điểm tự chấm"),
]

AWARDS = [
    ("Cờ thi đua", "LĐLĐ tỉnh", 1, None, "Hoàn thành xuất sắc nhiệm vụ"),
    ("Bằng khen", "LĐLĐ tỉnh", 2, None, "Hoàn thành tốt nhiệm vụ"),
    ("Giấy khen", "LĐLĐ tỉnh", None, "20%", "Hoàn thành tốt nhiệm vụ"),
]

OWN = [
    ("mai_am", "Số nhà Mái ấm Công đoàn được hỗ trợ", "nhà", None, "cộng", "Số Mái ấm Công đoàn được hỗ trợ", "có"),
]

WORDS = [
    ("nội dung", "Số người được cử đi học", "trained", None, "Nguyễn Thị Thu Hà", "10/01/2023"),
    ("đơn vị", "Điện lực tỉnh", "LG-101", None, "Nguyễn Thị Thu Hà", "10/01/2023"),
]


def table(name, titles, rows, widths):
    return Sheet(name, [list(titles), *map(list, rows)], (0, 0), widths, font="Arial")


def book(province):
    units = []
    for unit in province.units.values():
        has_contact = unit.index % 4 != 3
        units.append([unit.code, unit.name, "; ".join(unit.others) or None, unit.kind, unit.head if has_contact else None,
                      f"02{unit.index % 10}8 555 {unit.index:03}" if has_contact else None,
                      EMAIL.format(unit.code.lower().replace("-", "")) if has_contact else None])
    members = [[int(period) if period.isdigit() else period, code, cluster, role or None]
               for period, here in sorted(province.members.items()) for code, (cluster, role) in sorted(here.items(), key=lambda it: (it[1][0], it[0]))]
    events = [[int(year), kind, old or None, new or None, decision, day] for year, kind, old, new, decision, day in province.events]
    words = [row for row in WORDS if row[0] != "đơn vị" or row[2] in province.units]
    return Book([
        table("Đơn vị", ["Mã đơn vị", "Tên đơn vị", "Tên khác", "Loại hình", "Người phụ trách", "Điện thoại", "Thư điện tử"], units, (11, 58, 50, 28, 22, 15, 30)),
        table("Cụm", ["Mã cụm", "Tên cụm"], province.clusters.items(), (10, 24)),
        table("Phân cụm", ["Kỳ", "Mã đơn vị", "Mã cụm", "Vai trò"], members, (12, 12, 10, 14)),
        table("Biến động", ["Kỳ hiệu lực", "Loại", "Từ mã", "Sang mã", "Số quyết định", "Ngày hiệu lực"], events, (13, 14, 10, 10, 18, 15)),
        table("Tên gọi", ["Loại", "Ghi trên biểu", "Là", "Áp dụng cho", "Người duyệt", "Ngày"], words, (12, 34, 40, 14, 22, 12)),
        table("Chỉ tiêu riêng", ["Mã", "Tên chỉ tiêu", "Đơn vị tính", "Là bộ phận của", "Cách tổng hợp", "Tên khác", "Tăng là tốt"], OWN, (12, 42, 12, 18, 16, 40, 12)),
        table("Thiết lập", ["Mục", "Giá trị"], SETTINGS, (24, 64)),
        table("Khen thưởng", ["Hình thức", "Cấp khen", "Số lượng", "Tỷ lệ", "Điều kiện"], AWARDS, (16, 40, 10, 10, 34)),
    ], datetime(province.years[-1], 11, 3, 8))


TITLES = ["Tệp", "Trang tính", "Ô", "Đơn vị báo cáo", "Chỉ tiêu", "Nguyên văn", "Nội dung", "Quyết định", "Giá trị đúng", "Lý do", "Người duyệt", "Ngày"]


def corrections(decisions):
    return Book([table("Đính chính", TITLES, decisions, (64, 14, 7, 34, 34, 16, 11, 12, 16, 44, 20, 12))], datetime(2026, 1, 15, 15))
