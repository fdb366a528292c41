//! The server as a browser meets it, and as others do.

use super::*;
use crate::screen::pass::{ENTRANCE, TOKEN};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Commands of which none can be done, and one panics.
struct Broken;

impl Commands for Broken {
    fn run(&self, _: &Folders, _: Option<Period>, _: &dyn Progress) -> Done<Finished> {
        panic!("a fault of the program");
    }

    fn look(&self, _: &Folders, _: &dyn Progress) -> Done<Finished> {
        Err("không đọc được".to_owned())
    }

    fn recognise(&self, _: &Folders, _: &Path, _: &dyn Progress) -> Done<Finished> {
        Err("không xếp được <b>".to_owned())
    }

    fn reader(&self) -> Done<ReaderPool> {
        Ok(ReaderPool::in_process())
    }

    fn decide(&self, _: &Folders, _: Entered, _: &mut OwnWrites) -> Done<Vec<String>> {
        Err("không ghi được".to_owned())
    }

    fn register(&self, _: &Folders) -> Done<Vec<String>> {
        Ok(vec!["đã lập <script>alert(1)</script>".to_owned()])
    }

    fn open(&self, _: &Path) -> Done<()> {
        Err("không mở được".to_owned())
    }

    fn templates(&self, _: &Folders, period: Period) -> Done<Vec<String>> {
        Ok(vec![format!("đã lập {period}")])
    }
}

/// A screen that runs, with folders of its own.
struct Running {
    root: tempfile::TempDir,
    port: u16,
    token: String,
    serving: Option<JoinHandle<()>>,
}

/// An answer: its status, its head and its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Running {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let folders = Folders {
            input: root.path().join("input"),
            output: root.path().join("output"),
        };
        for folder in [&folders.input, &folders.output] {
            fs::create_dir(folder).expect("a folder");
        }
        let server = Server::apart(folders, Box::new(Broken)).expect("it opens");
        let link = server.link();
        let (address, token) = link
            .split_once(&format!("{ENTRANCE}?{TOKEN}="))
            .expect("a token");
        let port = address.rsplit(':').next().expect("a port");
        let running = Self {
            port: port.parse().expect("a number"),
            token: token.to_owned(),
            serving: Some(std::thread::spawn(|| server.serve().expect("it serves"))),
            root,
        };
        running.send("POST", "/nhip?trang=a", b"");
        running.until_idle();
        running
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn cookie(&self) -> String {
        format!("Cookie: tonghop-{}={}", self.port, self.token)
    }

    /// Sends a request as it stands; `Connection: close` is added.
    fn ask(&self, first: &str, lines: &[String], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).expect("it listens");
        let mut head = format!("{first} HTTP/1.1\r\n");
        for line in lines {
            head.push_str(&format!("{line}\r\n"));
        }
        head.push_str("Connection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("it is sent");
        let _refused_before_it_is_read = stream.write_all(body);
        let mut answer = Vec::new();
        let _cut_off = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
        Answer {
            status: status.unwrap_or_default(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        let lines = [format!("Host: {}", self.host()), self.cookie()];
        self.ask(&format!("GET {path}"), &lines, b"")
    }

    /// Sends a request as a page of ours does.
    fn send(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let lines = [
            format!("Host: {}", self.host()),
            format!("Origin: http://{}", self.host()),
            "Sec-Fetch-Site: same-origin".to_owned(),
            self.cookie(),
            format!("Content-Length: {}", body.len()),
        ];
        self.ask(&format!("{method} {path}"), &lines, body)
    }

    fn put(&self, name: &str) -> u16 {
        let name = forms::in_query(name);
        self.send("PUT", &format!("/tep?ten={name}"), b"1").status
    }

    fn until_idle(&self) {
        let begin = Instant::now();
        while self.get("/viec").body != "null" {
            assert!(begin.elapsed() < Duration::from_secs(20), "it goes on");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.send("POST", "/ket-thuc", b"");
        if let Some(serving) = self.serving.take() {
            serving.join().expect("it ends by itself");
        }
    }
}

#[test]
fn whoever_is_not_our_page_is_refused() {
    let screen = Running::new();
    let port = screen.port.to_string();
    let filling = [
        ("HOST", format!("Host: {}", screen.host())),
        ("ORIGIN", format!("Origin: http://{}", screen.host())),
        ("COOKIE", screen.cookie()),
        ("{port}", port),
        ("{token}", screen.token.clone()),
        ("{wrong}", "0".repeat(64)),
    ];
    let filled = |text: &str| {
        let fill = |text: String, (place, with): &(&str, String)| text.replace(place, with);
        filling.iter().fold(text.trim().to_owned(), fill)
    };
    let mut asked = 0;
    for line in include_str!("requests.txt").lines() {
        let Some((status, request)) = line.split_once(" | ").filter(|_| !line.starts_with('#'))
        else {
            continue;
        };
        let (first, lines) = request.split_once(" | ").expect("an address and a head");
        let lines: Vec<String> = lines.split(';').map(filled).collect();
        let answer = screen.ask(&filled(first), &lines, b"");
        assert_eq!(answer.status.to_string(), status, "{line}\n{}", answer.body);
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
        if status != "200" {
            assert!(!answer.body.contains(&screen.token), "{}", answer.body);
            assert!(!answer.head.contains("set-cookie"), "{}", answer.head);
        }
        asked += 1;
    }
    assert!(asked > 45, "{asked}");
    assert_eq!(screen.get("/viec").body, "null", "nothing was begun");
}

#[test]
fn a_chunked_form_is_cut_off_where_it_grows_too_large() {
    let screen = Running::new();
    let lines = [
        format!("Host: {}", screen.host()),
        format!("Origin: http://{}", screen.host()),
        screen.cookie(),
        "Transfer-Encoding: chunked".to_owned(),
    ];
    let size = (1 << 20) + 1;
    let mut body = format!("{size:x}\r\n").into_bytes();
    body.extend(std::iter::repeat_n(b'a', size));
    body.extend(b"\r\n0\r\n\r\n");
    let answer = screen.ask("POST /mau-bieu", &lines, &body);
    assert_eq!(answer.status, 413, "{}", answer.head);
}

#[test]
fn the_link_gives_a_cookie_that_no_script_and_no_other_page_uses() {
    let screen = Running::new();
    let lines = [format!("Host: {}", screen.host())];
    let entered = screen.ask(&format!("GET /vao?ma={}", screen.token), &lines, b"");
    assert_eq!(entered.status, 303);
    assert!(entered.head.contains("location: /\r\n"), "{}", entered.head);
    let cookie = format!(
        "set-cookie: tonghop-{}={}; path=/; httponly; samesite=strict",
        screen.port, screen.token
    );
    assert!(entered.head.contains(&cookie), "{}", entered.head);
    for answer in [
        entered,
        screen.get("/"),
        screen.get("/không-có"),
        screen.get("/trang/man-hinh.js"),
    ] {
        for line in [
            "x-content-type-options: nosniff",
            "cache-control: no-store",
            "x-frame-options: deny",
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
        ] {
            assert!(answer.head.contains(line), "{line}\n{}", answer.head);
        }
        assert!(!answer.head.contains("unsafe"), "{}", answer.head);
        // With none, a browser says of our own forms that they come from nowhere.
        let referrer = match answer.head.contains("text/html") {
            true => "referrer-policy: same-origin",
            false => "referrer-policy: no-referrer",
        };
        assert!(answer.head.contains(referrer), "{}", answer.head);
    }
    let page = screen.get("/").body;
    assert!(!page.contains("<script>") && !page.contains(" style=") && !page.contains("onclick"));
}

#[test]
fn files_go_nowhere_but_into_their_folder() {
    let screen = Running::new();
    for name in [
        "../x.xlsx",
        "/etc/x.xlsx",
        "C:\\x.xlsx",
        "..\\..\\x.xlsx",
        "CON.xlsx",
        "a/NUL",
        "x.xlsx:s",
        "x\0.xlsx",
        "x.xlsx.",
        "x.xlsx ",
        "a/../../x.xlsx",
        "",
    ] {
        assert_eq!(screen.put(name), 400, "{name:?}");
    }
    assert_eq!(screen.put("2023/Cụm 1/a.xlsx"), 201);
    assert_eq!(screen.put("2023/Cụm 1/a.xlsx"), 409);
    assert_eq!(screen.put("2023/Cụm 1/~$a.xlsx"), 204);
    assert_eq!(
        fs::read_dir(screen.root.path().join("input"))
            .expect("it is there")
            .count(),
        0
    );
}

#[test]
fn files_come_from_nowhere_but_their_folder() {
    let screen = Running::new();
    let mark = screen.root.path().join("mật.txt");
    fs::write(&mark, "bí mật").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&mark, screen.root.path().join("output/lối.txt")).expect("a link");
    fs::write(screen.root.path().join("output/a b.xlsx"), "bảng").expect("a file");
    for (path, status) in [
        ("/ket-qua/a%20b.xlsx", 200),
        ("/ket-qua/../m%E1%BA%ADt.txt", 400),
        ("/ket-qua/..%2Fm%E1%BA%ADt.txt", 400),
        ("/ket-qua/%2e%2e/m%E1%BA%ADt.txt", 400),
        ("/ket-qua/..%5Cm%E1%BA%ADt.txt", 400),
        ("/ket-qua/%2Fetc%2Fpasswd", 400),
        ("/ket-qua/CON", 400),
        ("/ket-qua/a%00.xlsx", 400),
        ("/ket-qua/.tonghop-sha256", 400),
        ("/ket-qua/l%E1%BB%91i.txt", 404),
        ("/ket-qua/kh%C3%B4ng.xlsx", 404),
        ("/bao-cao/..%2Foutput%2Fa%20b.xlsx", 400),
        ("/input/..%2Fm%E1%BA%ADt.txt", 400),
        ("/input/khong.xlsx", 404),
        ("/goi/..zip", 404),
        ("/goi/..%2Finput.zip", 404),
    ] {
        let answer = screen.get(path);
        assert_eq!(answer.status, status, "{path}\n{}", answer.body);
        assert!(!answer.body.contains("bí mật"), "{path}");
    }
    let sent = screen.get("/ket-qua/a%20b.xlsx");
    assert!(
        sent.head
            .contains("content-disposition: attachment; filename*=utf-8''a%20b.xlsx"),
        "{}",
        sent.head
    );
    assert_eq!(sent.body, "bảng");
}

#[test]
fn what_files_and_people_say_is_shown_as_text() {
    let screen = Running::new();
    let name = "<script>alert(1)</script>";
    let asked = screen.get(&format!("/tim-don-vi?ten={}", forms::in_query(name)));
    assert_eq!(asked.status, 200);
    assert!(!asked.body.contains(name), "{}", asked.body);
    assert_eq!(screen.send("POST", "/danh-muc", b"").status, 303);
    screen.until_idle();
    let told = screen.get("/chay").body;
    assert!(told.contains("đã lập &#60;script&#62;"), "{told}");
    assert_eq!(screen.put("a&b.xlsx"), 201);
    assert_eq!(screen.send("POST", "/nhan-tep/xep", b"").status, 303);
    screen.until_idle();
    let told = screen.get("/nhan-tep").body;
    assert!(told.contains("không xếp được &#60;b&#62;"), "{told}");
}

#[test]
fn a_command_that_panics_ends_alone() {
    let screen = Running::new();
    screen.until_idle();
    assert!(screen.get("/").body.contains("không đọc được"));
    for _ in 0..2 {
        assert_eq!(screen.send("POST", "/chay", b"").status, 303);
        screen.until_idle();
        let told = screen.get("/chay").body;
        assert!(
            told.contains("Không chạy được:") && told.contains("lỗi ngoài dự tính"),
            "{told}"
        );
    }
    assert_eq!(screen.send("POST", "/mau-bieu", b"ky=2024").status, 303);
    screen.until_idle();
    assert!(screen.get("/tai-ve").body.contains("đã lập 2024"));
    assert_eq!(screen.send("POST", "/mau-bieu", b"ky=24").status, 400);
}

#[test]
fn another_folder_is_opened_by_a_whole_path_alone() {
    let screen = Running::new();
    screen.until_idle();
    let there = screen.root.path().join("Đắk Lắk & <b>");
    fs::create_dir(&there).expect("a folder");
    fs::create_dir(screen.root.path().join(".ẩn")).expect("a folder");
    let asked = |path: &str| {
        let body = format!("duong-dan={}", forms::in_query(path));
        screen.send("POST", "/thu-muc", body.as_bytes())
    };
    let drive = there.ancestors().last().expect("a root").to_path_buf();
    for (path, said) in [
        ("", "Hãy ghi cả đường dẫn"),
        ("input", "Hãy ghi cả đường dẫn"),
        ("..", "Hãy ghi cả đường dẫn"),
        ("\\\\?\\C:\\x", "Hãy ghi cả đường dẫn"),
        ("\\\\.\\COM1", "Hãy ghi cả đường dẫn"),
        ("/a\0b", "Hãy ghi cả đường dẫn"),
        (&drive.to_string_lossy(), "cả một ổ đĩa"),
        (&there.join("x").to_string_lossy(), "Không có thư mục này"),
        (&screen.root.path().to_string_lossy(), "chính thư mục đó"),
        (&format!("\"{}\" ", there.display()), "không mở được"),
    ] {
        let answer = asked(path);
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.body.contains(said), "{path}: {}", answer.body);
    }
    let root = forms::in_query(&screen.root.path().to_string_lossy());
    let listed = screen.get(&format!("/thu-muc?xem={root}")).body;
    assert!(listed.contains("Đắk Lắk &#38; &#60;b&#62;"), "{listed}");
    assert!(
        !listed.contains(".ẩn") && !listed.contains("<b>"),
        "{listed}"
    );
}

#[test]
fn a_run_is_on_the_period_that_is_chosen() {
    let screen = Running::new();
    screen.until_idle();
    for (body, status) in [("ky=2023", 303), ("ky=", 303), ("", 303), ("ky=23", 400)] {
        let answer = screen.send("POST", "/chay", body.as_bytes());
        assert_eq!(answer.status, status, "{body}");
        screen.until_idle();
    }
}

#[test]
fn asking_changes_nothing() {
    let screen = Running::new();
    screen.until_idle();
    let standing = |root: &PathBuf| {
        let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter();
        entries
            .map(|entry| entry.expect("it is there").into_path())
            .collect::<Vec<_>>()
    };
    let root = screen.root.path().to_path_buf();
    let before = standing(&root);
    for path in [
        "/",
        "/nhan-tep",
        "/chay",
        "/con-thieu",
        "/bieu-do",
        "/tai-ve",
        "/tim-don-vi?ten=a",
        "/thu-muc",
        "/viec",
        "/song",
    ] {
        assert_eq!(screen.get(path).status, 200, "{path}");
        assert_eq!(screen.get("/viec").body, "null", "{path}");
    }
    assert_eq!(standing(&root), before);
}

#[test]
fn every_page_speaks_vietnamese() {
    let screen = Running::new();
    screen.until_idle();
    for path in [
        "/",
        "/nhan-tep",
        "/chay",
        "/con-thieu",
        "/bieu-do",
        "/tai-ve",
        "/tim-don-vi?ten=a",
        "/thu-muc",
        "/khong-co",
    ] {
        let page = screen.get(path).body;
        let shown = page.split("<body>").nth(1).expect("a page");
        for text in shown.split('>').filter_map(|part| part.split('<').next()) {
            let words = text
                .split_whitespace()
                .filter(|it| it.chars().all(char::is_alphabetic));
            assert!(
                !text.is_ascii() || words.count() < 3 || text.contains('/'),
                "{path}: {text}"
            );
        }
    }
}
