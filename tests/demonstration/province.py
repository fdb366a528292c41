"""The province of the demonstration: an invented one. Its clusters, its units, what happened to them, and their figures.

Figures follow from what a unit is (its size, its kind of employer) and from the year; chance only spreads them. The same
seed gives the same province.
"""

import random
from dataclasses import dataclass, field

PROVINCE = "Lam Giang"
OFFICE = f"Liên đoàn Lao động tỉnh {PROVINCE}"
SCHOOLS = "C03"  # the cluster that is scored by school years

STATE, SERVICE, PRIVATE, FOREIGN = "Doanh nghiệp nhà nước", "Sự nghiệp", "Doanh nghiệp ngoài nhà nước", "FDI"

# code | name | kind of employer | workers in the first year | share of women | how good it is (0..1)
UNITS = """
LG-101 | Công ty Điện lực Lam Giang | n | 428 | .21 | .93
LG-102 | Công ty Cổ phần Cấp nước Lam Giang | t | 236 | .34 | .88
LG-103 | Công ty Cổ phần Môi trường và Công trình đô thị Lam Giang | t | 312 | .46 | .84
LG-104 | Bưu điện tỉnh Lam Giang | n | 184 | .52 | .80
LG-105 | Viễn thông Lam Giang | n | 203 | .31 | .90
LG-106 | Công ty TNHH Một thành viên Thủy lợi Hạ Lam | n | 141 | .27 | .76
LG-107 | Công ty Cổ phần Quản lý và Xây dựng đường bộ số 2 | t | 118 | .18 | .71
LG-108 | Công ty Xăng dầu Lam Giang | n | 167 | .42 | .86
LG-201 | Bệnh viện Đa khoa tỉnh Lam Giang | s | 612 | .66 | .92
LG-202 | Bệnh viện Y học cổ truyền tỉnh | s | 148 | .61 | .83
LG-203 | Bệnh viện Sản - Nhi tỉnh | s | 254 | .78 | .89
LG-204 | Bệnh viện Đa khoa khu vực Hạ Lam | s | 226 | .63 | .78
LG-205 | Trung tâm Kiểm soát bệnh tật tỉnh | s | 132 | .58 | .81
LG-206 | Trung tâm Y tế thành phố Lam Giang | s | 117 | .64 | .77
LG-207 | Trung tâm Y tế huyện Đồng Hà | s | 96 | .62 | .73
LG-208 | Văn phòng Đăng ký đất đai tỉnh | s | 158 | .41 | .80
LG-209 | Trung tâm Khuyến nông tỉnh | s | 47 | .38 | .70
LG-210 | Trung tâm Y tế khu vực Lam Giang | s | 189 | .63 | .79
LG-301 | Trường Cao đẳng Lam Giang | s | 172 | .49 | .90
LG-302 | Trường Cao đẳng Y tế Lam Giang | s | 98 | .62 | .86
LG-303 | Trường Trung cấp Kỹ thuật và Du lịch Tam Phong | s | 64 | .44 | .78
LG-304 | Trường Phổ thông liên cấp Tuệ Lâm | t | 121 | .71 | .84
LG-305 | Trường Tiểu học và Trung học cơ sở Ánh Ban Mai | t | 58 | .76 | .81
LG-306 | Trường Mầm non Vành Khuyên | t | 41 | .95 | .88
LG-307 | Trường Mầm non Mặt Trời Nhỏ | t | 36 | .97 | .75
LG-401 | Công ty TNHH May Hoa Thắng | t | 1186 | .86 | .88
LG-402 | Công ty Cổ phần Dệt kim Lam Giang | t | 642 | .79 | .83
LG-403 | Công ty TNHH Điện tử Sunmax Việt Nam | f | 1540 | .72 | .91
LG-404 | Công ty TNHH Giày Phúc Hưng | f | 1872 | .81 | .79
LG-405 | Công ty TNHH Bao bì Tân Á Châu | t | 214 | .48 | .76
LG-406 | Công ty TNHH Linh kiện Kyosei Việt Nam | f | 486 | .57 | .86
LG-407 | Công ty Cổ phần Gỗ nội thất Đông Lam | t | 327 | .36 | .70
LG-408 | Công ty TNHH Cơ khí chính xác Đông Lam | t | 152 | .22 | .82
LG-409 | Công ty TNHH Năng lượng Helio Việt Nam | f | 268 | .33 | .77
LG-501 | Công ty Cổ phần Chè Phú Lâm | t | 296 | .58 | .84
LG-502 | Công ty TNHH Một thành viên Lâm nghiệp Tam Phong | n | 88 | .29 | .78
LG-503 | Công ty Cổ phần Xi măng Lam Giang | t | 374 | .24 | .87
LG-504 | Công ty Cổ phần Dược phẩm Lam Giang | t | 163 | .63 | .85
LG-505 | Công ty Cổ phần Thương mại Tổng hợp Lam Giang | t | 129 | .67 | .74
LG-506 | Công ty Cổ phần Khách sạn Sông Lam | t | 92 | .61 | .72
LG-507 | Hợp tác xã Vận tải Đồng Tâm | t | 74 | .12 | .66
LG-508 | Công ty Cổ phần Gạch ngói Bình An | t | 136 | .39 | .62
LG-509 | Nghiệp đoàn Lái xe công nghệ thành phố Lam Giang | t | 85 | .09 | .74
"""

KINDS = {"n": STATE, "s": SERVICE, "t": PRIVATE, "f": FOREIGN}
# Of each kind of employer: members of its workers, monthly wage in the first year in thousands of dong.
SHARE = {STATE: .995, SERVICE: .985, PRIVATE: .93, FOREIGN: .88}
WAGE = {STATE: 11_400, SERVICE: 9_300, PRIVATE: 8_200, FOREIGN: 8_900}
# How many people a kind of employer has in each year after the first, against the year before. In the fourth year services
# are cut back and orders fall.
GROWTH = {STATE: [1.0, .995, .985], SERVICE: [1.005, .99, .955], PRIVATE: [1.025, 1.01, .975], FOREIGN: [1.04, 1.03, .965]}

HEADS = ["Nguyễn Văn Lương", "Trần Thị Minh Hòa", "Lê Quang Đạt", "Phạm Thu Hằng", "Hoàng Đức Thịnh", "Vũ Thị Ngọc Lan",
         "Đặng Hữu Phước", "Bùi Thanh Tùng", "Đỗ Thị Kim Oanh", "Ngô Xuân Trường", "Dương Thị Bích", "Lý Văn Sáng",
         "Phan Thị Mai", "Đinh Công Thành", "Trịnh Thị Yến", "Mai Văn Khải", "Hà Thị Tuyết", "Cao Minh Đức"]


@dataclass
class Unit:
    code: str
    name: str
    kind: str
    workers: int
    women: float
    quality: float
    index: int
    others: list = field(default_factory=list)

    @property
    def head(self):
        return HEADS[self.index % len(HEADS)]

    @property
    def short(self):
        """As it stands in the names of files."""
        name = self.name.replace("Công ty ", "Cty ").replace("TNHH Một thành viên", "TNHH MTV").replace("Cổ phần", "CP")
        return name.replace("Trung học cơ sở", "THCS").replace("Tiểu học", "TH").replace("Bệnh viện", "BV").replace("Trung tâm", "TT")


@dataclass
class Province:
    units: dict
    clusters: dict
    years: list
    members: dict  # period -> {unit: (cluster, role)}
    events: list
    seed: int = 2026

    def of(self, period, cluster):
        """The units of a cluster in a period, in the order of their codes."""
        return [self.units[code] for code, (own, _) in sorted(self.members[period].items()) if own == cluster]

    def head(self, period, cluster, role):
        found = [self.units[code] for code, (own, its) in self.members.get(period, {}).items() if (own, its) == (cluster, role)]
        return found[0] if found else None

    def figures(self, unit, year):
        return figures(self, unit, year)

    def points(self, unit, period):
        return points(self, unit, period)


def province():
    """The province that is kept in `input/`."""
    units = {}
    for line in UNITS.strip().splitlines():
        code, name, kind, workers, women, quality = (part.strip() for part in line.split("|"))
        units[code] = Unit(code, name, KINDS[kind], int(workers), float(women), float(quality), len(units))
    years = [2022, 2023, 2024, 2025]
    clusters = {f"C0{number}": f"Cụm thi đua số {number}" for number in range(1, 6)}
    of_cluster = lambda code: "C0" + code[3]
    members = {}
    for year in years:
        here = {}
        for code in units:
            cluster = of_cluster(code)
            if code == "LG-210" and year < 2025 or code in ("LG-206", "LG-207", "LG-209") and year >= 2025: continue
            if code == "LG-508" and year >= 2024: continue
            if code == "LG-409" and year < 2024 or code == "LG-509" and year < 2023: continue
            if code == "LG-504" and year >= 2024: cluster = "C02"
            here[code] = (cluster, "")
        members[str(year)] = here
    members[str(years[-1] + 1)] = dict(members[str(years[-1])])
    for year in years[:-1]:
        members[f"{year}-{year + 1}"] = {code: place for code, place in members[str(year)].items() if place[0] == SCHOOLS}
    elect(members, clusters, [SCHOOLS])
    events = [
        ("2023", "thành lập", "", "LG-509", "112/QĐ-LĐLĐ", "01/3/2023"),
        ("2024", "thành lập", "", "LG-409", "87/QĐ-LĐLĐ", "15/01/2024"),
        ("2024", "chuyển cụm", "LG-504", "LG-504", "35/QĐ-LĐLĐ", "05/02/2024"),
        ("2024", "giải thể", "LG-508", "", "141/QĐ-LĐLĐ", "28/02/2024"),
        ("2025", "sáp nhập", "LG-206", "LG-210", "218/QĐ-LĐLĐ", "01/7/2025"),
        ("2025", "sáp nhập", "LG-207", "LG-210", "218/QĐ-LĐLĐ", "01/7/2025"),
        ("2025", "giải thể", "LG-209", "", "190/QĐ-LĐLĐ", "15/6/2025"),
    ]
    units["LG-503"].others.append("Công ty Cổ phần Xi măng và Vật liệu xây dựng Lam Giang")
    return Province(units, clusters, years, members, events)


def made(count, years, seed):
    """A province of as many units over as many years, for measurements: names made from kinds and places."""
    kinds = ["Công ty TNHH May", "Công ty Cổ phần Cơ khí", "Bệnh viện Đa khoa", "Trường Mầm non", "Công ty TNHH Điện tử",
             "Trường Tiểu học", "Công ty Cổ phần Gỗ", "Trung tâm Y tế", "Công ty TNHH Bao bì", "Trường Trung học cơ sở"]
    first = ["An", "Bình", "Cát", "Đông", "Giang", "Hạ", "Kim", "Lâm", "Minh", "Ngọc", "Phú", "Quang", "Sơn", "Tân", "Vĩnh", "Xuân"]
    last = ["Hòa", "Khê", "Lộc", "Mỹ", "Phong", "Thịnh", "Thủy", "Trạch", "Trường", "Viên"]
    chance = random.Random(f"{seed}/units")
    names = [f"{kind} {one} {two}" for one in first for two in last for kind in kinds]
    units = {}
    for name in chance.sample(names, count):
        index = len(units)
        kind = SERVICE if name.startswith(("Bệnh", "Trường", "Trung")) else chance.choice([PRIVATE, FOREIGN, STATE])
        code = f"DV{index + 1:03}"
        units[code] = Unit(code, name, kind, chance.randrange(35, 900), chance.uniform(.2, .9), chance.uniform(.6, .95), index)
    groups = max(5, count // 21)
    clusters = {f"C{number:02}": f"Cụm thi đua số {number}" for number in range(1, groups + 1)}
    span = list(range(2026 - years, 2026))
    members = {str(year): {code: (f"C{unit.index % groups + 1:02}", "") for code, unit in units.items()} for year in [*span, 2026]}
    elect(members, clusters)
    return Province(units, clusters, span, members, [], seed)


def elect(members, clusters, by_school_years=()):
    """A head and a deputy a year, another each; where a cluster counts by school years, of these."""
    for period, here in members.items():
        for cluster in clusters:
            own = sorted(code for code, (place, _) in here.items() if place == cluster)
            if not own or (cluster in by_school_years and "-" not in period): continue
            turn = int(period[:4]) * 2
            here[own[turn % len(own)]] = (cluster, "Cụm trưởng")
            here[own[(turn + 3) % len(own)]] = (cluster, "Cụm phó")


def rounded(value, to):
    return int(round(value / to)) * to


def people(province, unit, year):
    """How many work there: by its kind, the years, and a little chance."""
    workers = float(unit.workers)
    if unit.code == "LG-210": return 189
    if unit.code in ("LG-409", "LG-509"):
        born = {"LG-409": 2024, "LG-509": 2023}[unit.code]
        return round(workers * (1 + .18 * (year - born)))
    for step in range(year - province.years[0]):
        chance = random.Random(f"{province.seed}/{unit.code}/{step}")
        workers *= GROWTH[unit.kind][min(step, 2)] * chance.uniform(.985, 1.015)
    return round(workers)


def figures(province, unit, year):
    """All figures of a unit in a year, by the catalogue's codes."""
    chance = random.Random(f"{province.seed}/{unit.code}/{year}")
    step, q = year - province.years[0], unit.quality
    about = lambda value, spread=.08: value * chance.uniform(1 - spread, 1 + spread)
    some = lambda whole, share, spread=.12: max(0, min(whole, round(whole * about(share, spread))))
    f = {"workers": people(province, unit, year)}
    w = f["workers"]
    f["workers_female"] = round(w * unit.women)
    f["underemployed"] = some(w, .02 if unit.kind in (PRIVATE, FOREIGN) and step == 3 else .006, .5) if unit.kind != SERVICE else 0
    f["underemployed_female"] = round(f["underemployed"] * unit.women)
    f["avg_wage"] = rounded(about(WAGE[unit.kind] * 1000 * 1.062 ** step * (.82 + .22 * q), .03), 10_000)
    f["avg_wage_headcount"] = w
    f["wage_arrears"] = 0
    f["housed"] = some(w, .11, .4) if unit.kind == FOREIGN else some(w, .02, .6)
    f["renting"] = some(w, .27 if unit.kind == FOREIGN else .06, .3)
    f["contracts"] = w if unit.kind != PRIVATE else some(w, .985, .01)
    f["insured"] = min(f["contracts"], some(w, .985, .01))
    f["members"] = min(w, round(w * min(1, SHARE[unit.kind] + .004 * step)))
    m = f["members"]
    f["members_female"] = min(f["workers_female"], round(m * unit.women))
    f["members_new"] = some(m, .075 if unit.kind in (PRIVATE, FOREIGN) else .02, .35)
    f["union_groups"] = max(2, round(m / (45 if m > 500 else 22)))
    f["trained"] = some(w, .06 + .1 * q, .2)
    f["visits"] = some(m, .30 + .15 * q + .02 * step, .12)
    f["visits_amount"] = rounded(f["visits"] * about(330_000 + 30_000 * step), 100_000)
    f["hardship_members"] = max(1, some(m, .022 + .004 * step, .3))
    f["hardship_amount"] = rounded(f["hardship_members"] * about(620_000 + 90_000 * step), 100_000)
    # A day's pay and more in the year of the storm, and for houses in the year after.
    f["social_fund_amount"] = rounded(w * about([118_000, 131_000, 214_000, 228_000, 236_000][min(step, 4)] * (.7 + .4 * q)), 100_000)
    f["poor_households"] = max(2, round(about(4 + w / 60, .3)))
    f["poor_households_amount"] = rounded(f["poor_households"] * about(520_000 + 40_000 * step), 50_000)
    f["movement_registered"] = some(m, .93 + .02 * step, .015)
    f["advanced_workers"] = some(w, .48 + .3 * q, .08)
    f["emulation_fighters"] = some(f["advanced_workers"], .07 + .06 * q, .2)
    f["women_two_duties"] = some(f["workers_female"], .32 + .25 * q, .12)
    f["initiatives"] = max(0, round(about(w * (.035 if unit.kind != FOREIGN else .012) * (.6 + .6 * q), .25)))
    f["cultured_families_rate"] = round(min(.998, about(.945 + .03 * q + .006 * step, .008)), 3)
    f["completed_well_rate"] = round(min(.995, about(.83 + .12 * q + .008 * step, .012)), 3)
    f["party_introduced"] = max(1, round(m * .009 * (.6 + .6 * q))) if m > 60 else chance.choice([0, 1, 1])
    f["party_admitted"] = min(f["party_introduced"], round(f["party_introduced"] * about(.66 + .03 * step, .25)))
    f["mai_am"] = chance.choice([0, 0, 1, 1, 2]) if w > 150 else chance.choice([0, 0, 0, 1])
    own_figures(unit, year, f)
    return f


def own_figures(unit, year, f):
    """What has a story of its own."""
    if unit.code == "LG-508" and year == 2023:  # It owes wages in the year before it closes.
        f["wage_arrears"], f["underemployed"] = 1_284_000_000, round(f["workers"] * .45)
        f["underemployed_female"] = round(f["underemployed"] * unit.women)
    if unit.code == "LG-407" and year == 2025:
        f["wage_arrears"] = 212_000_000


# What is scored, with the most that it gives, and the labels in full.
CRITERIA = [
    ("I", "Đại diện, chăm lo, bảo vệ đoàn viên, người lao động", 40,
     [("1", "Tham gia xây dựng thỏa ước, nội quy, quy chế dân chủ", 12), ("2", "Chăm lo đời sống, thăm hỏi, hỗ trợ đoàn viên", 18),
      ("3", "Kiểm tra, giám sát, giải quyết khiếu nại", 10)]),
    ("II", "Xây dựng tổ chức công đoàn", 40,
     [("1", "Phát triển đoàn viên, tổ công đoàn", 15), ("2", "Đào tạo, bồi dưỡng cán bộ công đoàn", 10),
      ("3", "Quản lý tài chính, thu nộp đoàn phí", 15)]),
    ("III", "Tuyên truyền, phong trào thi đua", 15, [("1", "Tuyên truyền, vận động", 7), ("2", "Phong trào thi đua, nữ công", 8)]),
    ("IV", "Điểm thưởng", 5, []),
]

# Who sends nothing in the year that is reported on, and is not scored.
SILENT = {("LG-507", "2025")}

# Ties that a cluster has to vote on, and ranks that make the story: unit and period -> points of the four criteria.
FIXED = {
    ("LG-203", "2025"): [37.5, 36, 13.5, 4],
    ("LG-403", "2025"): [38.5, 38, 14, 4],
    ("LG-401", "2025"): [38, 37, 14, 4],
    ("LG-406", "2025"): [36.5, 38.5, 14, 4],
    ("LG-501", "2025"): [36, 35.5, 13.5, 3],
    ("LG-502", "2025"): [34.5, 35, 13, 2.5],
    ("LG-503", "2025"): [37.5, 37, 14, 3],
    ("LG-504", "2025"): [37, 36.5, 13.5, 4],
    ("LG-505", "2025"): [35, 34.5, 13, 2.5],
    ("LG-301", "2024-2025"): [37, 36.5, 13.5, 3.5],
    ("LG-306", "2024-2025"): [36.5, 36.5, 13.5, 3],
    ("LG-302", "2024-2025"): [36, 36, 13.5, 2.5],
    ("LG-304", "2024-2025"): [35.5, 35.5, 13, 2.5],
    ("LG-305", "2024-2025"): [35, 35, 13, 2],
    ("LG-303", "2024-2025"): [34, 34.5, 12.5, 2],
    ("LG-307", "2024-2025"): [33, 33.5, 12.5, 1.5],
    ("LG-509", "2025"): [34, 34, 12.5, 2],
    ("LG-407", "2025"): [27.5, 29, 11, 1],
    ("LG-507", "2024"): [27, 28, 11, 1],
    ("LG-508", "2022"): [28, 28.5, 11, 1],
    ("LG-508", "2023"): [25.5, 27, 10, 0],
}


def points(province, unit, period):
    """The points of a unit by criterion: (cluster's, its own), each a list in the order of `CRITERIA`."""
    chance = random.Random(f"{province.seed}/{unit.code}/{period}/points")
    year = int(period[:4])
    level = min(.985, .594 + .36 * unit.quality + .004 * (year - province.years[0]))
    given = []
    for _, _, most, parts in CRITERIA:
        if parts:
            share = min(1, level * chance.uniform(.985, 1.015))
            given.append(min(most, round(most * share * 2) / 2))
        else:
            given.append(round(most * max(0, (level - .6) / .4) * chance.uniform(.6, 1.0) * 2) / 2)
    given = FIXED.get((unit.code, period), given)
    own = [min(most, has + chance.choice([0, 0, 0, .5, .5, 1])) for has, (_, _, most, _) in zip(given, CRITERIA)]
    return given, own


def rating(total):
    return next(name for least, name in RATINGS if total >= least)


RATINGS = [(90, "Hoàn thành xuất sắc nhiệm vụ"), (70, "Hoàn thành tốt nhiệm vụ"), (50, "Hoàn thành nhiệm vụ"), (0, "Không hoàn thành nhiệm vụ")]


def ranked(province, period, cluster):
    """(place, unit, points) from the best down; equal points share a place."""
    units = [(sum(points(province, unit, period)[0]), unit) for unit in province.of(period, cluster) if (unit.code, period) not in SILENT]
    units.sort(key=lambda it: (-it[0], it[1].code))
    return [(1 + sum(other > total for other, _ in units), unit, total) for total, unit in units]
