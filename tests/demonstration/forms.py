"""The forms that units and clusters send, as sheets: each in some of the ways in which people lay it out."""

import random

from books import Sheet
from province import CRITERIA, OFFICE, PROVINCE, SILENT, points, ranked, rating

DITTO = '"'
UPPER_OFFICE = OFFICE.upper()

# The official form: sections (no code) and rows: code, label, unit of measure.
ACTIVITY = [
    ("", "I. Tình hình lao động", ""),
    ("workers", "Tổng số lao động", "người"),
    ("workers_female", "- Trong đó: nữ", DITTO),
    ("underemployed", "Số lao động thiếu việc làm", "người"),
    ("underemployed_female", "- Trong đó: nữ", DITTO),
    ("avg_wage", "Tiền lương bình quân tháng của 1 người lao động", "đồng"),
    ("avg_wage_headcount", "+ Số người được tính", "người"),
    ("wage_arrears", "Tổng số tiền doanh nghiệp còn nợ lương người lao động", "đồng"),
    ("housed", "Số người được nhà nước, cơ quan, doanh nghiệp bố trí nhà ở", "người"),
    ("renting", "Số người phải tự thuê nhà ở", DITTO),
    ("contracts", "Số lao động được ký hợp đồng lao động", "người"),
    ("insured", "Số lao động được đóng BHXH, BHYT, BHTN", DITTO),
    ("", "II. Kết quả hoạt động công đoàn", ""),
    ("members", "Tổng số đoàn viên công đoàn", "người"),
    ("members_female", "- Trong đó: nữ", DITTO),
    ("members_new", "Số đoàn viên kết nạp mới trong năm", "người"),
    ("union_groups", "Số tổ công đoàn", "tổ"),
    ("trained", "Số cán bộ, công chức, viên chức, người lao động được cử đi đào tạo, bồi dưỡng", "người"),
    ("visits", "Số lượt đoàn viên được thăm hỏi", "lượt"),
    ("visits_amount", "Số tiền thăm hỏi đoàn viên", "đồng"),
    ("hardship_members", "Số đoàn viên có hoàn cảnh khó khăn được hỗ trợ", "người"),
    ("hardship_amount", "Số tiền hỗ trợ đoàn viên có hoàn cảnh khó khăn", "đồng"),
    ("mai_am", "Số nhà Mái ấm Công đoàn được hỗ trợ", "nhà"),
    ("social_fund_amount", "Số tiền ủng hộ các loại quỹ xã hội", "đồng"),
    ("poor_households", "Số hộ gia đình chính sách, hộ nghèo được tặng quà", "hộ"),
    ("poor_households_amount", "Số tiền tặng quà hộ chính sách, hộ nghèo", "đồng"),
    ("movement_registered", "Số đoàn viên đăng ký tham gia phong trào thi đua", "người"),
    ("advanced_workers", "Số người đạt danh hiệu Lao động tiên tiến", "người"),
    ("emulation_fighters", "Số người đạt danh hiệu Chiến sĩ thi đua cơ sở", DITTO),
    ("women_two_duties", 'Số nữ đạt danh hiệu "Giỏi việc nước, đảm việc nhà"', "người"),
    ("initiatives", "Số sáng kiến được công nhận", "sáng kiến"),
    ("cultured_families_rate", "Tỷ lệ gia đình đạt danh hiệu Gia đình văn hóa", "%"),
    ("completed_well_rate", "Tỷ lệ CBCCVC, LĐ hoàn thành tốt nhiệm vụ trở lên", "%"),
    ("party_introduced", "Số đoàn viên ưu tú được giới thiệu cho Đảng", "người"),
    ("party_admitted", "Số đoàn viên được kết nạp Đảng", DITTO),
    ("", "III. Tự đánh giá, xếp loại", ""),
    ("self_score", "Điểm tự chấm", "điểm"),
    ("rating", "Xếp loại chất lượng hoạt động công đoàn cơ sở", ""),
]
MEASURES = {code: measure for code, _, measure in ACTIVITY}
LABELS = {code: label for code, label, _ in ACTIVITY}

# What units pledge: code, the target as a share of what the year is likely to give, how it is worded.
PLEDGED = [
    ("members_new", .95, "{}"), ("trained", .94, "{}"), ("visits", .93, "ít nhất {}"), ("social_fund_amount", .92, "{}"),
    ("hardship_members", .94, "từ {} trở lên"), ("initiatives", .95, "{}"), ("party_introduced", 1, "ít nhất {:02}"),
    ("completed_well_rate", 0, "95% trở lên"), ("cultured_families_rate", 0, "≥ 97%"),
]


def masthead(unit, style):
    """Who stands above and who reports, as units write it."""
    name = unit.name
    ways = [
        [[f"CÔNG ĐOÀN CẤP TRÊN: {UPPER_OFFICE}"], [f"Đơn vị báo cáo: CĐCS {name}"]],
        [[UPPER_OFFICE], [f"CÔNG ĐOÀN CƠ SỞ {name.upper()}"]],
        [[UPPER_OFFICE], [f"Công đoàn {name}"]],
        [[f"Mã đơn vị: {unit.code}"], [f"CĐCS {name}"]],
    ]
    return ways[style % len(ways)]


def signed(unit, period, width, day=None):
    """The place below a table where it is signed."""
    pad = [None] * (width - 2)
    when = day or f"ngày {5 + unit.index % 8:02} tháng 12 năm {period}"
    return [[], pad + [f"{PROVINCE}, {when}"], pad + ["TM. BAN CHẤP HÀNH"], pad + ["CHỦ TỊCH"], [], pad + [unit.head]]


def shown(code, value, unit, year, chance):
    """A figure as people type it."""
    if isinstance(value, str): return value
    if MEASURES.get(code) == "%": return value if chance.random() < .5 else f"{value * 100:.1f}".replace(".", ",") + "%"
    way = chance.random()
    if value == 0: return chance.choice([0, "0", "-", "Không"]) if way < .5 else 0
    if way < .06: return f"{value:,}".replace(",", ".")
    if way < .09 and MEASURES.get(code) in ("người", "lượt", "hộ"): return f"{value} {MEASURES[code]}"
    if way < .12 and value < 10: return f"0{value}"
    return value


def activity(unit, year, figures, before=None, style=0, title=None):
    """Mẫu số 1-HĐCĐ of a unit. With the figures of the year before in a column of their own, where they are given."""
    chance = random.Random(f"{unit.code}/{year}/form")
    titles = [
        ["TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú"],
        ["Số TT", "Nội dung", "ĐVT", "Kết quả", "Ghi chú"],
        ["STT", "Chỉ tiêu", "ĐVT", f"Thực hiện năm {year}", "Ghi chú"],
    ][style % 3]
    if before: titles = titles[:3] + [f"Năm {year - 1}", f"Năm {year}", "Ghi chú"]
    value_column = len(titles) - 2
    rows = [*masthead(unit, style), [], ["BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ"], [title or f"NĂM {year}"],
            [f"(Số liệu tính đến ngày 30/11/{year})"], []]
    sheet = Sheet("Mau 1-HDCD" if style % 2 else "Mẫu 1", rows, (len(rows), len(rows)), (6, 62, 11) + (16,) * (len(titles) - 4) + (16, 14),
                  formats={value_column: "#,##0", value_column - 1: "#,##0"})
    rows.append(titles)
    if style % 3 == 1:
        rows.append([f"({number})" for number in range(1, len(titles) + 1)])
    number = 0
    for code, label, measure in ACTIVITY:
        if code and code not in figures: continue
        if not code:
            rows.append([None, label] + [None] * (len(titles) - 2))
            continue
        is_part = label.startswith(("-", "+"))
        number += 0 if is_part else 1
        value = shown(code, figures[code], unit, year, chance)
        row = [None if is_part else number, label, measure] + ([before.get(code)] if before else []) + [value, None]
        sheet.cells[code] = (len(rows), value_column)
        rows.append(row)
    rows += signed(unit, year, len(titles))
    return sheet


def pledge(unit, year, figures, likely, style=0):
    """Targets and results of a unit."""
    chance = random.Random(f"{unit.code}/{year}/pledge")
    titles = ["STT", "Chỉ tiêu", "ĐVT", ["Chỉ tiêu giao ước", "Chỉ tiêu đăng ký", "Kế hoạch"][style % 3], "Kết quả thực hiện", "Tỷ lệ %", "Ghi chú"]
    rows = [*masthead(unit, style), [], ["KẾT QUẢ THỰC HIỆN GIAO ƯỚC THI ĐUA"], [f"NĂM {year}"], []]
    sheet = Sheet("Giao ước", rows, (len(rows), len(rows)), (6, 52, 11, 16, 16, 10, 12), formats={3: "#,##0", 4: "#,##0", 5: "0.0%"})
    rows.append(titles)
    for number, (code, target, worded) in enumerate(targets(unit, year, likely, chance), 1):
        result = figures[code]
        rate = result / target if isinstance(target, (int, float)) and target else None
        sheet.cells[code] = (len(rows), 4)
        rows.append([number, LABELS[code], MEASURES[code].replace(DITTO, "người"), worded, result, rate and round(rate, 3), None])
    rows += signed(unit, year, len(titles))
    return sheet


def targets(unit, year, likely, chance):
    """(code, the target, how it is worded) of a year."""
    found = []
    for code, share, worded in PLEDGED:
        if not share:
            found.append((code, None, worded))
            continue
        target = max(1, round(likely[code] * share * chance.uniform(.85, 1.12)))
        if code == "social_fund_amount": target = round(target / 1_000_000) * 1_000_000
        text = worded.format(target)
        found.append((code, target, target if text == str(target) else text))
    return found


def pledge_table(province, year, cluster, told):
    """What a cluster's units pledge for the next year, a row a unit."""
    rows = [*cluster_head(province, cluster), [f"CHỈ TIÊU GIAO ƯỚC THI ĐUA NĂM {year}"], []]
    sheet = Sheet("Giao ước", rows, (len(rows), len(rows)), (6, 50) + (18,) * len(PLEDGED), formats={5: "#,##0"})
    rows.append(["STT", "Đơn vị", *(LABELS[code] for code, _, _ in PLEDGED)])
    for number, unit in enumerate(province.of(str(year), cluster), 1):
        found = targets(unit, year, told(unit), random.Random(f"{unit.code}/{year}/pledge"))
        rows.append([number, f"CĐCS {unit.name}", *(worded for _, _, worded in found)])
    return sheet


def score_sheet(province, unit, period):
    """The points of one unit, criterion by criterion: its own and its cluster's."""
    given, own = points(province, unit, period)
    chance = random.Random(f"{unit.code}/{period}/parts")
    rows = [[UPPER_OFFICE], [f"CĐCS {unit.name}"], [], [f"BẢNG CHẤM ĐIỂM THI ĐUA {period_title(period)}"], []]
    sheet = Sheet("Chấm điểm", rows, (len(rows), len(rows)), (7, 58, 11, 13, 13, 14))
    rows.append(["TT", "Nội dung", "Điểm chuẩn", "Đơn vị tự chấm", "Cụm chấm", "Ghi chú"])
    for (number, label, most, parts), cluster, self_given in zip(CRITERIA, given, own):
        rows.append([number, label, most, self_given, cluster, None])
        of_cluster, of_self = shared(cluster, parts, chance), shared(self_given, parts, chance)
        for (part, title, its), has, says in zip(parts, of_cluster, of_self):
            rows.append([part, title, its, says, has, None])
    rows.append([None, "TỔNG CỘNG", 100, sum(own), sum(given), None])
    return sheet


def shared(total, parts, chance):
    """Points of a criterion among its parts, in halves: none above what it may give."""
    if not parts: return []
    left = [most for _, _, most in parts]
    lost = sum(left) - total
    while lost > 0:
        which = chance.randrange(len(left))
        if left[which] >= 1:
            left[which] -= .5
            lost -= .5
    return left


def period_title(period):
    return f"NĂM HỌC {period.replace('-', ' - ')}" if "-" in period else f"NĂM {period}"


def cluster_head(province, cluster):
    return [[UPPER_OFFICE], [province.clusters[cluster].upper()], []]


def called(unit, chance):
    name = unit.name
    return chance.choice([f"CĐCS {name}", name, f"Công đoàn {name}", f"CĐCS {name}", name])


def cluster_table(province, period, cluster, told, thousand=False):
    """A row a unit, as the cluster puts it together for all of its units."""
    chance = random.Random(f"{cluster}/{period}/table")
    rows = [*cluster_head(province, cluster), [f"TỔNG HỢP KẾT QUẢ THI ĐUA {period_title(period)}"],
            [None] * 6 + ["ĐVT: nghìn đồng" if thousand else "ĐVT: đồng"], []]
    first = len(rows)
    sheet = Sheet("Tong hop", rows, (first, first + 1), (6, 50, 11, 10, 15, 16, 14, 12, 28), formats={4: "#,##0", 5: "#,##0"})
    rows.append(["STT", "Công đoàn cơ sở", "Số đoàn viên", "Thăm hỏi đoàn viên", None, "Ủng hộ các quỹ xã hội", "Giới thiệu đoàn viên ưu tú cho Đảng", "Điểm cụm thẩm định", "Xếp loại CĐCS"])
    rows.append([None, None, None, "Số lượt", "Số tiền", None, None, None, None])
    sheet.merges = [(first, 3, first, 4)] + [(first, column, first + 1, column) for column in (0, 1, 2, 5, 6, 7, 8)]
    divisor = 1000 if thousand else 1
    sums = [0, 0, 0, 0, 0]
    for number, unit in enumerate(province.of(period, cluster), 1):
        if (unit.code, period) in SILENT:
            rows.append([number, called(unit, chance)] + [None] * 7)
            continue
        f = told(unit)
        total = sum(points(province, unit, period)[0])
        own = [f["members"], f["visits"], f["visits_amount"] // divisor, f["social_fund_amount"] // divisor, f["party_introduced"]]
        sums = [has + more for has, more in zip(sums, own)]
        for column, code in enumerate(["members", "visits", "visits_amount", "social_fund_amount", "party_introduced"], 2):
            sheet.cells[(unit.code, code)] = (len(rows), column)
        rows.append([number, called(unit, chance), *own, total, f.get("rating") or rating(total)])
    sheet.cells["total"] = (len(rows), 5)
    rows.append([None, "Tổng cộng", *sums, None, None])
    return sheet


def score_table(province, period, cluster):
    """The points of a cluster's units, a column a criterion."""
    rows = [*cluster_head(province, cluster), [f"BẢNG TỔNG HỢP ĐIỂM THI ĐUA {period_title(period)}"], []]
    sheet = Sheet("Bang diem", rows, (len(rows), len(rows)), (6, 50, 16, 16, 16, 12, 12, 10))
    titles = [f"{label} ({most} điểm)" for _, label, most, _ in CRITERIA[:3]]
    rows.append(["TT", "Đơn vị", *titles, "Điểm thưởng", "Tổng điểm", "Xếp thứ"])
    places = {unit.code: place for place, unit, _ in ranked(province, period, cluster)}
    for number, unit in enumerate(province.of(period, cluster), 1):
        if (unit.code, period) in SILENT: continue
        given, _ = points(province, unit, period)
        rows.append([number, f"CĐCS {unit.name}", *given, sum(given), places[unit.code]])
    return sheet


AWARDS = [("Cờ thi đua", OFFICE), ("Bằng khen", OFFICE), ("Bằng khen", OFFICE), ("Giấy khen", OFFICE)]
WORDS = ["Nhất", "Nhì", "Ba", "Tư"]
REASONS = ["Đi công tác", "Trùng lịch họp của đơn vị", "Có lý do"]


def minutes(province, period, cluster, next_period, heads):
    """A cluster's conference: who came and signed, ranks and proposals, who leads next."""
    chance = random.Random(f"{cluster}/{period}/minutes")
    head = cluster_head(province, cluster)
    came = Sheet("Tham dự", [*head, [f"DANH SÁCH THAM DỰ HỘI NGHỊ {period_title(period)}"], []], (5, 5), (6, 54, 10, 13, 26))
    came.rows.append(["STT", "Đơn vị", "Có mặt", "Ký giao ước", "Lý do vắng"])
    for number, unit in enumerate(province.of(period, cluster), 1):
        absent = chance.random() < .07
        signed_it = not absent and chance.random() < .95
        came.rows.append([number, unit.name, None if absent else "x", "x" if signed_it else None, chance.choice(REASONS) if absent else None])
    best = Sheet("Suy tôn", [*head, [f"KẾT QUẢ BÌNH XÉT, SUY TÔN {period_title(period)}"], []], (5, 5), (10, 54, 28, 34))
    best.rows.append(["Xếp thứ", "Đơn vị", "Hình thức đề nghị khen thưởng", "Cấp khen thưởng"])
    for (place, unit, _), (award, by) in zip(ranked(province, period, cluster), AWARDS):
        best.rows.append([WORDS[place - 1], unit.name, award, by if award != "Giấy khen" else "LĐLĐ tỉnh"])
    lead = Sheet("Cụm trưởng", [*head, [f"KẾT QUẢ BẦU CỤM TRƯỞNG, CỤM PHÓ {period_title(next_period)}"], []], (5, 5), (6, 16, 54))
    lead.rows.append(["STT", "Chức danh", "Đơn vị"])
    for number, (role, unit) in enumerate(heads, 1):
        lead.rows.append([number, role, unit.name])
    return [came, best, lead]


PEOPLE = ["Nguyễn Thị Hải Yến", "Trần Văn Hùng", "Lê Thị Thanh", "Phạm Minh Tuấn", "Hoàng Thị Lệ", "Vũ Quốc Việt", "Đỗ Thị Hồng Nhung",
          "Ngô Văn Quý", "Bùi Thị Thảo", "Đặng Văn Nam", "Lý Thị Xuân", "Phan Đình Khôi", "Trịnh Thu Trang", "Hà Văn Thuận"]


def award_list(province, period, cluster):
    """Collectives and persons that a cluster proposes."""
    rows = [*cluster_head(province, cluster), [f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG {period_title(period)}"], []]
    sheet = Sheet("Danh sach", rows, (len(rows), len(rows)), (6, 50, 50, 26, 26))
    rows.append(["TT", "Tên tập thể, cá nhân", "Đơn vị", "Hình thức khen thưởng", "Cấp khen"])
    rows.append(["A", "TẬP THỂ", None, None, None])
    places = ranked(province, period, cluster)
    for number, ((_, unit, _), (award, _)) in enumerate(zip(places, AWARDS), 1):
        rows.append([number, unit.name, None, award, "LĐLĐ tỉnh"])
    rows.append(["B", "CÁ NHÂN", None, None, None])
    for number, (person, (_, unit, _)) in enumerate(zip(PEOPLE, places + places), 1):
        rows.append([number, person, unit.name, "Bằng khen" if number < 4 else "Giấy khen", "LĐLĐ tỉnh"])
    return sheet


def congress(unit, first, last, members):
    """A unit's congress: who was there, who was elected; and the targets of its term."""
    head = [[f"Công đoàn cấp trên: {OFFICE}"], [f"Đơn vị báo cáo: CĐCS {unit.name}"], []]
    held = Sheet("Đại hội", [*head, [f"KẾT QUẢ ĐẠI HỘI CÔNG ĐOÀN NHIỆM KỲ {first} - {last}"], []], (5, 5), (6, 50, 12, 14))
    held.rows += [["TT", "Nội dung", "Đơn vị tính", "Số lượng"], [1, "Số đại biểu dự đại hội", "người", "146/150"],
                  [2, "Số ủy viên Ban Chấp hành được bầu", "người", 15], [3, "Số đại biểu được bầu đi dự đại hội cấp trên", "người", 6]]
    aims = Sheet("Chỉ tiêu nhiệm kỳ", [*head, [f"CHỈ TIÊU NHIỆM KỲ {first} - {last}"], []], (5, 5), (6, 60, 12, 18))
    aims.rows += [["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"],
                  [1, "Tỷ lệ đoàn viên đạt danh hiệu Đoàn viên công đoàn xuất sắc", "%", "từ 80% trở lên"],
                  [2, "Số đoàn viên ưu tú được giới thiệu cho Đảng", "người", "ít nhất 25"],
                  [3, "Tỷ lệ CBCCVC, LĐ đạt danh hiệu Lao động tiên tiến", "%", "70%"]]
    return [held, aims]
