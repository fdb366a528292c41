//! Deciding on the local page, as a browser does it: what is decided there and what is typed into the workbook come to the
//! same, to the byte.

use crate::office::{Office, bytes};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tonghop::location::CellAddress;
use tonghop::read::{FileKind, read_workbook};
use tonghop::register::corrections::Correction;
use tonghop::register::wordbook::{WrittenWord, written_words};
use tonghop::register::{SheetPlace, read_corrections};
use tonghop::render::amend::{Amendment, ChangedCell, amended};

/// A name and a text that would run if a page took them for markup.
const HOSTILE: [&str; 2] = ["2023/<script>alert(1).xlsx", "<script>alert(2)</script>"];

fn office() -> Office {
    let office = Office::new();
    let names = [
        "A|Sở Y tế",
        "B|Sở Tài chính",
        "C|Ban Dân vận",
        "D|Chi cục Thủy lợi",
        "E|Kho bạc Nhà nước",
        "F|Hội Nông dân",
    ];
    let members: Vec<String> = ["2022", "2023"]
        .iter()
        .flat_map(|year| ["A", "B", "C", "D", "E", "F"].map(|id| format!("{year}|{id}|C1")))
        .collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    office.register(&names, &members, &[]);
    office.report("2022/a.xlsx", "Sở Y tế", "2022", "28");
    office.report("2023/a.xlsx", "Sở Y tế", "2023", "-3");
    office.report("2023/b.xlsx", "Sở Tài chính", "2023", "1.5");
    office.report("2023/c.xlsx", "Ban Dân vận", "2023", "-7");
    office.report("2023/e.xlsx", "Một tên hoàn toàn lạ", "2023", "20");
    office.report(HOSTILE[0], "Hội Nông dân", "2023", HOSTILE[1]);
    let form = [
        "Đơn vị báo cáo: Chi cục Thủy lợi",
        "BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN CƠ SỞ",
        "NĂM 2023",
        "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú",
        "1|Tổng số đoàn viên công đoàn|người|12",
        "2|Số tổ công đoàn|tổ|2",
        "3|Số buổi văn nghệ quần chúng đã dàn dựng|buổi|4",
    ];
    let form = form.map(str::to_owned).to_vec();
    office.workbook("2023/d.xlsx", &[("Sheet1", form)]);
    office
}

/// The program as it serves its page, and the browser that was opened.
struct Page {
    program: Child,
    host: String,
    cookie: String,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _gone_already = self.program.kill();
        let _gone_already = self.program.wait();
    }
}

impl Page {
    fn open(office: &Office) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["screen", "--no-browser"])
            .arg(office.place("."))
            .env("XDG_DATA_HOME", office.place("data"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let told = BufReader::new(program.stdout.take().expect("its words"));
        let link = told.lines().map_while(Result::ok);
        let mut link =
            link.filter_map(|line| Some(line.trim().strip_prefix("http://")?.to_owned()));
        let link = link.next().expect("a link");
        let (host, way) = link.split_once('/').expect("a way");
        let mut page = Self {
            program,
            host: host.to_owned(),
            cookie: String::new(),
        };
        let entered = page.ask("GET", &format!("/{way}"), "");
        let cookie = entered
            .0
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.expect("a cookie").split(';').next();
        page.cookie = cookie.expect("a cookie").to_owned();
        page.wait();
        page
    }

    /// Head and body of an answer.
    fn ask(&self, method: &str, way: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        let origin = match method {
            "GET" => String::new(),
            _ => format!(
                "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                self.host
            ),
        };
        write!(
            stream,
            "{method} {way} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{origin}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len()
        )
        .expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").expect("head and body");
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, way: &str) -> String {
        let (head, body) = self.ask("GET", way, "");
        assert!(head.starts_with("HTTP/1.1 200"), "{way}: {head}\n{body}");
        body
    }

    /// Sends a form that is taken. Returns where it leads.
    fn post(&self, way: &str, fields: &[(&str, &str)]) -> String {
        let (head, body) = self.ask("POST", way, &encoded(fields));
        assert!(head.starts_with("HTTP/1.1 303"), "{way}: {head}\n{body}");
        let mut lines = head.lines();
        let led = lines.find_map(|line| line.strip_prefix("location: "));
        led.expect("a place").to_owned()
    }

    /// Sends a form that is not taken. Returns why.
    fn refused(&self, way: &str, fields: &[(&str, &str)]) -> String {
        let (head, body) = self.ask("POST", way, &encoded(fields));
        assert!(head.starts_with("HTTP/1.1 4"), "{way}: {head}");
        let (_, why) = body.split_once("role=\"alert\">").expect("why");
        why.split("</p>").next().expect("an end").to_owned()
    }

    fn wait(&self) {
        let begun = Instant::now();
        while self.get("/viec") != "null" {
            assert!(begun.elapsed() < Duration::from_secs(120), "it ends");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn run(&self) {
        self.post("/chay", &[]);
        self.wait();
    }

    /// The mark of the question about a cell of a file.
    fn mark(&self, file: &str) -> String {
        let page = self.get("/quyet-dinh");
        let group = page.split("<section class=\"of-file\">");
        let group = group.skip(1).find(|group| group.contains(&escaped(file)));
        let group = group.unwrap_or_else(|| panic!("{file}: {page}"));
        let (_, mark) = group.split_once("muc?ma=").expect("a question");
        mark.split('"').next().expect("its mark").to_owned()
    }

    fn decide(&self, file: &str, choice: &str, value: &str) {
        let mark = self.mark(file);
        self.post(
            "/quyet-dinh/muc",
            &[
                ("ma", &mark),
                ("quyet-dinh", choice),
                ("gia-tri", value),
                ("ly-do", REASON),
                ("nguoi-duyet", APPROVER),
            ],
        );
    }
}

const REASON: &str = "đơn vị báo lại";
const APPROVER: &str = "Trần Văn Duyệt";

fn escaped(text: &str) -> String {
    text.replace('<', "&#60;").replace('>', "&#62;")
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let byte = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    let encoded = |text: &str| text.bytes().map(byte).collect::<String>();
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    fields.join("&")
}

/// All tables of the last run.
fn data(office: &Office) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(office.place("output/du-lieu")).expect("listed");
    let files = files.map(|file| file.expect("a file").path());
    let name = |file: &Path| {
        file.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    files.map(|file| (name(&file), bytes(&file))).collect()
}

/// The names of the tables that differ.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>()
    );
    let differing = one.iter().filter(|(name, bytes)| other[*name] != **bytes);
    differing.map(|(name, _)| name.clone()).collect()
}

fn decisions(office: &Office) -> Vec<Correction> {
    let place = office.root().join("dinh-chinh.xlsx");
    let workbook = read_workbook(&bytes(&place), FileKind::Xlsx).expect("a workbook");
    read_corrections(&"".into(), &workbook).rows
}

fn words(office: &Office) -> Vec<WrittenWord> {
    let place = office.root().join("danh-muc.xlsx");
    let workbook = read_workbook(&bytes(&place), FileKind::Xlsx).expect("a workbook");
    written_words(&"".into(), &workbook)
}

/// Types into cells of a sheet's row, as somebody does who has the workbook of the output folder open.
fn fill(office: &Office, (sheet, title, text): (&str, &str, &str), cells: &[(&str, &str)]) {
    let place = office.place("output/dinh-chinh.xlsx");
    let stands = bytes(&place);
    let workbook = read_workbook(&stands, FileKind::Xlsx).expect("a workbook");
    let sheet = SheetPlace::of(&workbook, sheet).expect("the sheet");
    let row = sheet.rows_with(title, text)[0];
    let cell = |(title, text): &(&str, &str)| ChangedCell {
        sheet: sheet.sheet.to_string(),
        at: CellAddress::new(row, sheet.column(title).expect("the column")),
        text: (*text).to_owned(),
    };
    let amendment = Amendment {
        cells: cells.iter().map(cell).collect(),
        ..Amendment::default()
    };
    std::fs::write(&place, amended(&stands, &amendment).expect("amended")).expect("written");
}

const LABEL: &str = "Số buổi văn nghệ quần chúng đã dàn dựng";
const NAME: &str = "Một tên hoàn toàn lạ";

/// The number under which the page asks for a word, and how it sends it back.
fn number_of(page: &str, word: &str) -> String {
    let (before, _) = page
        .split_once(&format!("value=\"{word}\">"))
        .expect("the word");
    let (_, number) = before.rsplit_once("name=\"tu-").expect("its number");
    number.trim_end_matches(['"', ' ']).to_owned()
}

fn explain(page: &Page, word: &str, means: &str) {
    let asked = page.get("/quyet-dinh/ten-goi");
    let number = number_of(&asked, word);
    let named = |name: &str| format!("{name}-{number}");
    page.post(
        "/quyet-dinh/ten-goi",
        &[
            (&named("tu"), word),
            (&named("la"), "khac"),
            (&named("khac"), means),
            ("nguoi-duyet", APPROVER),
        ],
    );
}

/// Decides all of it on the page.
fn decide_on_page(page: &Page) {
    page.decide("2023/a.xlsx", "dùng", "30");
    page.decide("2023/b.xlsx", "giữ nguyên", "");
    page.decide("2023/c.xlsx", "bỏ", "");
    page.decide(HOSTILE[0], "dùng", "31 người");
    // In the workbook's order: findings name the rows of the register in which a word is explained.
    explain(page, LABEL, "bỏ qua");
    explain(page, NAME, "Kho bạc Nhà nước");
}

/// Types the same into the workbook that the last run wrote.
fn decide_in_workbook(office: &Office, date: &str) {
    for (file, choice, value) in [
        ("2023/a.xlsx", "dùng", "30"),
        ("2023/b.xlsx", "giữ nguyên", ""),
        ("2023/c.xlsx", "bỏ", ""),
        (HOSTILE[0], "dùng", "31 người"),
    ] {
        let cells = [
            ("Quyết định", choice),
            ("Giá trị đúng", value),
            ("Lý do", REASON),
            ("Người duyệt", APPROVER),
            ("Ngày", date),
        ];
        fill(office, ("Đính chính", "Tệp", file), &cells);
    }
    for (word, means) in [(NAME, "Kho bạc Nhà nước"), (LABEL, "bỏ qua")] {
        let cells = [("Là", means), ("Người duyệt", APPROVER), ("Ngày", date)];
        fill(office, ("Tên gọi", "Ghi trên biểu", word), &cells);
    }
}

#[test]
fn the_page_and_the_workbook_come_to_the_same_and_undoing_to_what_was_before() {
    let (on_page, in_workbook) = (office(), office());
    let page = Page::open(&on_page);
    page.run();
    assert_eq!(in_workbook.program(&["run"]), 1);
    let before = data(&on_page);
    assert_eq!(differing(&before, &data(&in_workbook)), [""; 0]);

    decide_on_page(&page);
    let told = page.get("/quyet-dinh/da-co");
    assert!(told.contains("<strong>6</strong> thay đổi"), "{told}");
    page.run();
    let told = page.get("/quyet-dinh/da-co");
    assert!(!told.contains("chờ lần chạy tới"), "{told}");
    assert!(told.contains("đang tính 30 người"), "{told}");
    let stands = decisions(&on_page);
    assert_eq!(stands.len(), 4);
    decide_in_workbook(&in_workbook, &stands[0].written.date);
    assert_eq!(in_workbook.program(&["run"]), 0);
    let decided = data(&on_page);
    assert_eq!(differing(&decided, &data(&in_workbook)), [""; 0]);
    assert_ne!(differing(&before, &decided), [""; 0]);

    for row in &stands {
        page.post("/quyet-dinh/rut", &[("dau", &row.written.seal())]);
    }
    for word in words(&on_page) {
        page.post(
            "/quyet-dinh/rut",
            &[
                ("loai", &word.kind),
                ("ghi", &word.written),
                ("la", &word.means),
                ("nguoi-duyet", &word.approved_by),
                ("ngay", &word.date),
            ],
        );
    }
    let told = page.get("/quyet-dinh/da-co");
    assert!(told.contains("<strong>6</strong> thay đổi"), "{told}");
    // The office's own register, of which a copy was kept before the first word was written into it, is a file more.
    let kept = std::fs::read_dir(on_page.root()).expect("listed").flatten();
    let kept: Vec<String> = kept
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("danh-muc ("))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    on_page.remove(&kept[0]);
    page.run();
    assert_eq!(differing(&before, &data(&on_page)), [""; 0]);
}

#[test]
fn what_is_asked_is_shown_with_its_sheet_and_hostile_texts_are_texts() {
    let office = office();
    let page = Page::open(&office);
    let list = page.get("/quyet-dinh");
    assert!(list.contains("&#60;script&#62;alert(1).xlsx"), "{list}");
    let mark = page.mark(HOSTILE[0]);
    let asked = page.get(&format!("/quyet-dinh/muc?ma={mark}"));
    assert!(
        asked.contains("&#60;script&#62;alert(2)&#60;/script&#62;"),
        "{asked}"
    );
    for shown in [&list, &asked] {
        assert!(!shown.contains("<script>"), "{shown}");
    }
    // The cell, its titles and its label; the figure of the year before.
    let mark = page.mark("2023/a.xlsx");
    let asked = page.get(&format!("/quyet-dinh/muc?ma={mark}"));
    for part in [
        "Số lượng",
        "Tổng số đoàn viên công đoàn",
        "asked\" aria-current=\"true\">-3<",
        "28 người",
    ] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    let (head, _) = page.ask(
        "GET",
        "/quyet-dinh/trang-tinh?tep=..%2F..%2Fetc%2Fpasswd&trang=&o=A1",
        "",
    );
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let outside = page
        .get("/quyet-dinh/trang-tinh?tep=..%2Fdanh-muc.xlsx&trang=%C4%90%C6%A1n+v%E1%BB%8B&o=A1");
    assert!(
        outside.contains("không còn trong thư mục báo cáo"),
        "{outside}"
    );
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one table of faulty answers and what is said of them"
)]
fn what_cannot_be_taken_is_told_and_nothing_is_written() {
    let office = office();
    let page = Page::open(&office);
    let mark = page.mark("2023/a.xlsx");
    let decide = |choice: &str, value: &str, reason: &str, approver: &str| {
        page.refused(
            "/quyet-dinh/muc",
            &[
                ("ma", &mark),
                ("quyet-dinh", choice),
                ("gia-tri", value),
                ("ly-do", reason),
                ("nguoi-duyet", approver),
            ],
        )
    };
    for (refused, why) in [
        (decide("", "", REASON, APPROVER), "chưa chọn quyết định"),
        (decide("xóa", "", REASON, APPROVER), "không chọn được"),
        (
            decide("dùng", "", REASON, APPROVER),
            "chưa ghi giá trị đúng",
        ),
        (
            decide("dùng", "ba mươi mốt nghìn rưỡi", REASON, APPROVER),
            "không phải là một con số",
        ),
        (
            decide("dùng", "30 triệu đồng", REASON, APPROVER),
            "đơn vị tính không phù hợp",
        ),
        (decide("dùng", "30", "", APPROVER), "chưa ghi lý do"),
        (decide("dùng", "30", REASON, ""), "chưa ghi người duyệt"),
    ] {
        assert!(refused.contains(why), "{refused}");
    }
    let several = page.refused(
        "/quyet-dinh/nhieu",
        &[
            ("muc", &mark),
            ("quyet-dinh", "dùng"),
            ("ly-do", REASON),
            ("nguoi-duyet", APPROVER),
        ],
    );
    assert!(several.contains("dùng đề xuất"), "{several}");
    // Excel has it open: whatever is saved there later would undo what is written now.
    let open = office.root().join("~$dinh-chinh.xlsx");
    std::fs::write(&open, "").expect("written");
    let refused = decide("dùng", "30", REASON, APPROVER);
    assert!(refused.contains("đang mở"), "{refused}");
    assert!(!office.root().join("dinh-chinh.xlsx").exists());
    std::fs::remove_file(&open).expect("removed");

    // Several in one save, of which the workbook keeps each as a row.
    let marks = ["2023/a.xlsx", "2023/b.xlsx"].map(|file| page.mark(file));
    page.post(
        "/quyet-dinh/nhieu",
        &[
            ("muc", &marks[0]),
            ("muc", &marks[1]),
            ("quyet-dinh", "bỏ"),
            ("ly-do", REASON),
            ("nguoi-duyet", APPROVER),
        ],
    );
    assert_eq!(decisions(&office).len(), 2);
    // Decided anew, it stands in the place of what was decided before; no copy of the page's own workbook is left.
    page.post(
        "/quyet-dinh/muc",
        &[
            ("ma", &marks[0]),
            ("quyet-dinh", "dùng"),
            ("gia-tri", "30"),
            ("ly-do", REASON),
            ("nguoi-duyet", APPROVER),
        ],
    );
    let stands = decisions(&office);
    let kinds: Vec<&str> = stands
        .iter()
        .map(|row| row.written.decision.as_str())
        .collect();
    assert_eq!(kinds, ["dùng", "bỏ"]);
    let copies = std::fs::read_dir(office.root()).expect("listed").flatten();
    let copies = copies.filter(|file| {
        file.file_name()
            .to_string_lossy()
            .starts_with("dinh-chinh (")
    });
    assert_eq!(copies.count(), 0);
}
