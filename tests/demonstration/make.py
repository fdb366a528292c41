#!/usr/bin/env python3
"""Makes the demonstration: an input folder of an invented province, messy as life. Usage:

    make.py                                    writes `input/` of the repository anew
    make.py FOLDER                             writes it elsewhere
    make.py FOLDER --units 300 --years 5       writes a plain province of as many units, for measurements

Needs xlsxwriter, xlwt and odfpy. The same call gives the same bytes.
"""

import argparse
import pathlib
import random
import shutil
import unicodedata
from datetime import datetime, timedelta

import forms
import register
from books import LOCK, SCAN, THUMBS, Book, Sheet, letter
from province import SCHOOLS, elect, made, points, province, rating

ROOT = pathlib.Path(__file__).resolve().parents[2]


def ascii_of(text):
    text = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


class Folder:
    """What is written, and where."""

    def __init__(self, root):
        self.root = root
        self.bytes = {}

    def put(self, place, content):
        assert place not in self.bytes, f"{place} stands twice"
        self.bytes[place] = content

    def write(self):
        if self.root.exists(): shutil.rmtree(self.root)
        for place, content in sorted(self.bytes.items()):
            to = self.root / place
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)
        print(f"{len(self.bytes)} files, {sum(map(len, self.bytes.values())) / 1e6:.2f} MB in {self.root}")


class Maker:
    def __init__(self, province, root):
        self.province = province
        self.folder = Folder(root)
        self.books = {}  # (unit, year) -> (place, ending, book): what stories change before it is written

    def told(self, unit, year):
        """A unit's figures, its points and its class among them."""
        f = dict(self.province.figures(unit, year))
        given, own = points(self.province, unit, self.period_of_points(unit, year))
        f["self_score"], f["rating"] = sum(own), rating(sum(given))
        return f

    def period_of_points(self, unit, year):
        """Schools are scored by school years."""
        return str(year) if self.cluster(unit, year) != SCHOOLS or len(self.province.units) > 60 else f"{year - 1}-{year}"

    def cluster(self, unit, year):
        return self.province.members[str(year)][unit.code][0]

    def saved(self, unit, year, late=0):
        chance = random.Random(f"{unit.code}/{year}/saved")
        return datetime(year, 12, 1, 7, 30) + timedelta(days=chance.randrange(13) + late, minutes=chance.randrange(600))

    def name(self, unit, year, style):
        ways = [f"BC CĐCS {unit.short} {year}", f"{unit.code}_{year}", f"Mau 1 {ascii_of(unit.short)}", f"Báo cáo {unit.short}"]
        return ways[style % len(ways)].replace("/", "-")

    def unit(self, unit, year):
        """A unit's workbook of a year."""
        f = self.told(unit, year)
        if self.cluster(unit, year) == SCHOOLS: f.pop("self_score")
        style = (unit.index * 7 + year) % 12
        before = None
        if style % 4 == 3 and unit.code in self.province.members.get(str(year - 1), {}):
            before = self.told(unit, year - 1)
        sheets = [forms.activity(unit, year, f, before, style)]
        number = int(unit.code[3:]) if unit.code.startswith("LG") else unit.index
        if year > self.province.years[0] or number % 2:
            sheets.append(forms.pledge(unit, year, f, f, style))
        if year >= self.province.years[-1] - 1 and self.cluster(unit, year) in ("C01", "C02"):
            sheets.append(forms.score_sheet(self.province, unit, str(year)))
        endings = {3: "xls", 11: "ods", 17: "xls", 23: "xlsm", 29: "ods"}
        ending = endings.get((unit.index * 5 + year * 3) % 31, "xlsx")
        name = self.name(unit, year, style)
        place = f"{year}/{self.province.clusters[self.cluster(unit, year)]}/{name}"
        self.books[unit.code, year] = (place, ending, Book(sheets, self.saved(unit, year)))

    def years(self):
        for year in self.province.years:
            for code in sorted(self.province.members[str(year)]): self.unit(self.province.units[code], year)

    def of_clusters(self):
        """What clusters send: tables, points, minutes, lists."""
        p = self.province
        for period in sorted(p.members):
            year = int(period[-4:])
            if year > p.years[-1]: continue
            for cluster, name in p.clusters.items():
                if not p.of(period, cluster): continue
                by_school_year = cluster == SCHOOLS and len(p.units) <= 60
                if by_school_year and "-" not in period: continue
                saved = datetime(year, 6, 5, 9) if "-" in period else datetime(year, 12, 20, 10)
                place = f"{period}/{name}"
                told = lambda unit: self.told(unit, year)
                table = None
                if not by_school_year and (year == p.years[-1] or (year + int(cluster[-1])) % 2):
                    table = forms.cluster_table(p, period, cluster, told, thousand=cluster == "C04")
                    self.books[cluster, period] = (f"{place}/Tong hop {name}", "xlsx", Book([table], saved))
                by_unit = cluster in ("C01", "C02") and year >= p.years[-1] - 1 or by_school_year and year == p.years[-1]
                if not by_unit:
                    self.put(f"{place}/Bang diem {name}", Book([forms.score_table(p, period, cluster)], saved))
                following = f"{year}-{year + 1}" if "-" in period else str(year + 1)
                heads = [(role, unit) for role in ("Cụm trưởng", "Cụm phó") if (unit := self.next_head(following, period, cluster, role))]
                sheets = forms.minutes(p, period, cluster, following, heads)
                self.put(f"{place}/Bien ban hoi nghi {name}", Book(sheets, saved + timedelta(days=2)))

    def pledges(self):
        """What is pledged for the next year, signed at the conference."""
        last = self.province.years[-1]
        for cluster, name in self.province.clusters.items():
            if not self.province.of(str(last + 1), cluster): continue
            sheet = forms.pledge_table(self.province, last + 1, cluster, lambda unit: self.told(unit, last))
            self.put(f"{last + 1}/{name}/Giao uoc {name} {last + 1}", Book([sheet], datetime(last + 1, 1, 9, 8)))

    def of_schools(self):
        """Each school's own points of the last school year."""
        last = self.province.years[-1]
        period = f"{last - 1}-{last}"
        for unit in self.province.of(period, SCHOOLS):
            place = f"{period}/{self.province.clusters[SCHOOLS]}/Cham diem {unit.short}"
            self.put(place, Book([forms.score_sheet(self.province, unit, period)], datetime(last, 5, 26, 9) + timedelta(hours=unit.index)))

    def next_head(self, following, period, cluster, role):
        known = self.province.head(following, cluster, role)
        if known: return known
        members = {following: {unit.code: (cluster, "") for unit in self.province.of(period, cluster)}}
        elect(members, {cluster: ""})
        return next(self.province.units[code] for code, (_, its) in members[following].items() if its == role)

    def put(self, place, book, ending="xlsx"):
        self.folder.put(f"{place}.{ending}", book.written(ending))

    def written(self):
        for place, ending, book in self.books.values(): self.put(place, book, ending)


class Stories:
    """What goes wrong, as it does in life. Each says which file it befalls."""

    def __init__(self, maker):
        self.maker, self.folder = maker, maker.folder
        self.decisions = []

    def book(self, code, year):
        return self.maker.books[code, year]

    def file(self, code, year):
        place, ending, _ = self.book(code, year)
        return f"{place}.{ending}"

    def change(self, code, year, **how):
        place, ending, book = self.book(code, year)
        self.maker.books[code, year] = (how.get("place", place), how.get("ending", ending), how.get("book", book))

    def set(self, code, year, indicator, value, sheet=0):
        self.book(code, year)[2].sheets[sheet].put(indicator, value)

    def both(self, code, year, indicator, value):
        """In the report and in the pledge beside it."""
        self.set(code, year, indicator, value)
        pledges = self.book(code, year)[2].sheets[1]
        if indicator in pledges.cells: pledges.put(indicator, value)

    def decide(self, code, year, indicator, raw, decision, value, reason):
        """A row of the corrections. An indicator of none is the whole file."""
        sheet = self.book(code, year)[2].sheets[0]
        unit = self.maker.province.units[code]
        self.decisions.append([self.file(code, year), sheet.name if indicator else None, sheet.at(indicator) if indicator else None,
                               unit.name if indicator else None, forms.LABELS[indicator] if indicator else None, raw,
                               "giá trị" if indicator else "kỳ", decision, value, reason, "Nguyễn Thị Thu Hà", f"15/01/{year + 1}"])

    def first_years(self):
        """2022 and 2023: old fonts, odd marks, hidden and struck-out cells; most of it read without a word."""
        for code in ("LG-107", "LG-505"): self.change(code, 2022, ending="xlsx", book=self.book(code, 2022)[2].before_unicode())
        for code, year in (("LG-206", 2022), ("LG-304", 2023), ("LG-502", 2024)):
            self.change(code, year, ending="xlsx", book=self.book(code, year)[2].decomposed())
        self.change("LG-104", 2022, ending="ods")
        amount = self.maker.told(self.maker.province.units["LG-105"], 2022)["visits_amount"] / 1e6
        self.set("LG-105", 2022, "visits_amount", f"{amount:.1f} triệu đồng".replace(".", ","))
        self.both("LG-406", 2023, "trained", "khoảng 70 người")
        self.hidden_rows("LG-402", 2023)
        self.set("LG-506", 2023, "renting", "ko có")
        fund = self.maker.told(self.maker.province.units["LG-204"], 2022)["social_fund_amount"]
        self.set("LG-204", 2022, "social_fund_amount", fund * 1000)
        self.decide("LG-204", 2022, "social_fund_amount", str(fund * 1000), "dùng", fund, "Đơn vị xác nhận qua điện thoại: ghi thừa ba số 0")
        self.set("LG-507", 2023, "hardship_amount", "theo quy chế")
        self.decide("LG-507", 2023, "hardship_amount", "theo quy chế", "bỏ", None, "Đơn vị không còn sổ chi của năm 2023")

    def hidden_rows(self, code, year):
        """A working of last year's figures below the form, hidden."""
        sheet = self.book(code, year)[2].sheets[0]
        self.change(code, year, ending="xlsx")
        width = len(sheet.rows[sheet.head[0]])
        for row in (["", "Số liệu nháp"], ["", "Tổng số đoàn viên công đoàn", "người"], ["", "Số lượt đoàn viên được thăm hỏi", "lượt"]):
            sheet.hidden_rows.add(len(sheet.rows))
            sheet.rows.append(row + [None] * (width - len(row) - 2) + ([640, None] if len(row) > 2 else [None, None]))

    def third_year(self):
        """2024."""
        self.copy("LG-203", 2024, " - Copy")
        self.corrected("LG-103", 2024, " (ban 2)", "trained", 4)
        self.struck("LG-404", 2024, "party_introduced", 12)
        self.wrong_year("LG-505", 2024, 2023)
        self.decide("LG-505", 2024, None, None, "dùng", "2024", "Đơn vị dùng lại mẫu năm trước, quên sửa năm; số liệu là của năm 2024")
        self.empty_form("2024/Cụm thi đua số 5/Mau bao cao.xlsx", 2024)
        found = self.maker.told(self.maker.province.units["LG-301"], 2024)["initiatives"]
        self.both("LG-301", 2024, "initiatives", f"khoảng {found} sáng kiến")
        self.renamed()

    def renamed(self):
        """A unit reports under a longer name of its own."""
        unit = self.maker.province.units["LG-503"]
        kept, unit.name = unit.name, unit.others[0]
        self.maker.unit(unit, 2025)
        unit.name = kept

    def copy(self, code, year, mark):
        place, ending, book = self.book(code, year)
        self.folder.put(f"{place}{mark}.{ending}", book.written(ending))

    def corrected(self, code, year, mark, indicator, more):
        """A second version, some days later, with another figure."""
        place, ending, book = self.book(code, year)
        unit = self.maker.province.units[code]
        self.folder.put(f"{place}.{ending}", book.written(ending))
        self.maker.unit(unit, year)
        _, _, again = self.book(code, year)
        self.maker.books[code, year] = (place + mark, ending, Book(again.sheets, again.saved + timedelta(days=6)))
        f = self.maker.told(unit, year)
        self.both(code, year, indicator, f[indicator] + more)

    def struck(self, code, year, indicator, wrong):
        sheet = self.book(code, year)[2].sheets[0]
        row, column = sheet.cells[indicator]
        sheet.struck[row, column] = wrong
        self.change(code, year, ending="xlsx")

    def wrong_year(self, code, year, says):
        for sheet in self.book(code, year)[2].sheets:
            for row in sheet.rows[:sheet.head[0]]:
                if row and isinstance(row[0], str): row[0] = row[0].replace(f"NĂM {year}", f"NĂM {says}").replace(f"/{year})", f"/{says})")

    def empty_form(self, place, year):
        unit = self.maker.province.units["LG-505"]
        sheet = forms.activity(unit, year, {code: 0 for code, _, _ in forms.ACTIVITY if code})
        for row in sheet.rows[sheet.head[0] + 1:]:
            if len(row) == 5: row[3] = None
        sheet.rows[:2] = [["CÔNG ĐOÀN CẤP TRÊN: …"], ["Đơn vị báo cáo: …"]]
        del sheet.rows[-6:]
        self.folder.put(place, Book([sheet], datetime(year, 11, 12, 8)).written("xlsx"))

    def last_year(self):
        """2025, the year that is reported on: what is still to be done."""
        year = 2025
        self.set("LG-106", year, "housed", "đủ chỗ ở")
        self.both("LG-405", year, "poor_households_amount", self.maker.told(self.maker.province.units["LG-405"], year)["poor_households_amount"] // 1000)
        self.set("LG-208", year, "renting", None)
        self.wrong_year("LG-107", year, 2024)
        self.total("C05", str(year), 13_000_000)
        self.copy("LG-401", year, " - Copy")
        self.corrected("LG-202", year, " (sửa)", "trained", 3)
        self.change("LG-104", year, ending="xls")
        self.change("LG-301", year, ending="ods")
        self.change("LG-408", year, ending="xlsm")
        late = self.book("LG-407", year)
        self.change("LG-407", year, place=late[0] + " nop muon", book=Book(late[2].sheets, datetime(year, 12, 29, 16, 40)))
        self.misspelt("LG-101", year)
        del self.maker.books["LG-507", year]
        place, ending, book = self.maker.books.pop(("LG-506", year))
        whole = book.written("xlsx")
        self.folder.put(f"{place}.xlsx", whole[: len(whole) * 3 // 5])
        self.stranger(year)
        clusters = self.maker.province.clusters
        first, fourth = f"{year}/{clusters['C01']}", f"{year}/{clusters['C04']}"
        self.folder.put(f"{first}/Cong van gui kem bao cao.docx", letter(["CĐCS Viễn thông Lam Giang gửi Liên đoàn Lao động tỉnh báo cáo hoạt động năm 2025.", "Trân trọng."]))
        self.folder.put(f"{fourth}/Bien ban ban scan.pdf", SCAN)
        self.folder.put(f"{fourth}/Thumbs.db", THUMBS)
        self.folder.put(f"{first}/~$LG-108_2025.xlsx", LOCK)
        self.folder.put(f"{first}/Danh sach de nghi khen thuong.xlsx", Book([forms.award_list(self.maker.province, str(year), "C01")], datetime(year, 12, 22, 9)).written("xlsx"))

    def total(self, cluster, period, more):
        sheet = self.book(cluster, period)[2].sheets[0]
        row, column = sheet.cells["total"]
        sheet.rows[row][column] += more

    def misspelt(self, code, year):
        for sheet in self.book(code, year)[2].sheets:
            for row in sheet.rows[:3]:
                if row: row[0] = row[0].replace("Điện lực", "Điện lục").replace("ĐIỆN LỰC", "ĐIỆN LỤC")

    def stranger(self, year):
        """A unit that no register knows."""
        unit = self.maker.province.units["LG-507"]
        kept, unit.name = unit.name, "Công ty TNHH Du lịch Hương Rừng"
        sheet = forms.activity(unit, year, self.maker.told(unit, year), style=0)
        unit.name = kept
        self.folder.put(f"{year}/Cụm thi đua số 5/Hương Rừng gửi lần đầu.xlsx", Book([sheet], datetime(year, 12, 11, 14)).written("xlsx"))

    def congress(self):
        unit = self.maker.province.units["LG-201"]
        sheets = forms.congress(unit, 2023, 2028, 600)
        self.folder.put("Nhiệm kỳ 2023-2028/Cụm thi đua số 2/Dai hoi CĐCS Benh vien Da khoa tinh.xlsx", Book(sheets, datetime(2023, 3, 20, 9)).written("xlsx"))


def demonstration(root):
    maker = Maker(province(), root)
    maker.years()
    maker.of_clusters()
    maker.pledges()
    maker.of_schools()
    stories = Stories(maker)
    stories.first_years()
    stories.third_year()
    stories.last_year()
    stories.congress()
    maker.written()
    maker.folder.put("danh-muc.xlsx", register.book(maker.province).written("xlsx"))
    maker.folder.put("dinh-chinh.xlsx", register.corrections(stories.decisions).written("xlsx"))
    maker.folder.write()


def measured(root, units, years):
    maker = Maker(made(units, years, 2026), root)
    maker.years()
    maker.of_clusters()
    maker.pledges()
    maker.written()
    maker.folder.put("danh-muc.xlsx", register.book(maker.province).written("xlsx"))
    maker.folder.write()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / "input")
    parser.add_argument("--units", type=int)
    parser.add_argument("--years", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.units: measured(arguments.folder, arguments.units, arguments.years)
    else: demonstration(arguments.folder)


if __name__ == "__main__":
    main()
