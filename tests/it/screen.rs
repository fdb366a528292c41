//! `tonghop screen`, the real program: where it listens, what a second start does, that it does what the command line does.

use crate::harness::{Case, program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const FORM: &str = "
  | A  | B                 | C     | D
1 | CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC HOA SEN | | |
2 | BÁO CÁO HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023 | | |
4 | TT | Nội dung          | ĐVT   | Số lượng
5 | 1  | Tổng số đoàn viên | người | 41
";

/// A screen that the program serves.
struct Served {
    child: Child,
    port: u16,
    token: String,
}

impl Served {
    /// Starts the program; its notes of who is running lie in `home`.
    fn start(folder: &Path, home: &Path) -> Self {
        let mut child = program()
            .arg("screen")
            .arg(folder)
            .arg("--no-browser")
            .env("XDG_DATA_HOME", home)
            .env("LOCALAPPDATA", home)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let link = loop {
            let line = lines.next().expect("it says its link").expect("it is text");
            if let Some(link) = line.split("http://127.0.0.1:").nth(1) {
                break link.to_owned();
            }
        };
        std::thread::spawn(move || lines.count());
        let (port, token) = link.split_once("/vao?ma=").expect("a token");
        let served = Self {
            child,
            port: port.parse().expect("a number"),
            token: token.trim().to_owned(),
        };
        assert_eq!(served.ask("POST", "/nhip?trang=a").0, 204);
        served
    }

    fn ask(&self, method: &str, path: &str) -> (u16, String) {
        let port = self.port;
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: tonghop-{port}={}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            self.token
        );
        stream.write_all(head.as_bytes()).expect("it is sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
        (status.unwrap_or_default(), answer)
    }

    fn until_idle(&self) {
        let begin = Instant::now();
        while !self.ask("GET", "/viec").1.ends_with("null") {
            assert!(begin.elapsed() < Duration::from_secs(60), "it goes on");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

#[test]
fn the_page_does_what_the_command_line_does() {
    let (page, line, home) = (
        Case::new(),
        Case::new(),
        tempfile::tempdir().expect("a folder"),
    );
    for case in [&page, &line] {
        case.workbook("2023/Cụm 1/hoa sen.xlsx", &[("Mẫu", FORM)]);
    }
    let folder = page.input();
    let folder = folder.parent().expect("a folder");
    let served = Served::start(folder, home.path());
    served.until_idle();
    assert!(!page.output().exists(), "to look writes nothing");
    assert_eq!(served.ask("POST", "/chay").0, 303);
    served.until_idle();
    let told = served.ask("GET", "/chay").1;
    assert!(told.contains("Tệp tìm thấy: 1 = 1 được tính"), "{told}");
    line.run(&[]);
    let tables = std::fs::read_dir(line.output().join("du-lieu")).expect("it is there");
    let mut compared = 0;
    for table in tables {
        let table = table.expect("it is there").file_name();
        let read = |case: &Case| std::fs::read(case.output().join("du-lieu").join(&table));
        assert_eq!(
            read(&page).expect("it is there"),
            read(&line).expect("it is there"),
            "{table:?}"
        );
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
    let overview = served.ask("GET", "/").1;
    assert!(overview.contains("1/1 đơn vị"), "{overview}");
    for asked in ["hoa+sen", "HOA+SEN", "sen+truong"] {
        let found = served.ask("GET", &format!("/tim-don-vi?ten={asked}")).1;
        assert!(found.contains("Tìm thấy 1 đơn vị"), "{found}");
    }
    let nobody = served.ask("GET", "/tim-don-vi?ten=hoa+hue").1;
    assert!(nobody.contains("Không có đơn vị nào"), "{nobody}");
    let missing = served.ask("GET", "/con-thieu").1;
    assert!(
        missing.contains("Không còn đơn vị nào chưa nộp"),
        "{missing}"
    );
    let downloads = served.ask("GET", "/tai-ve").1;
    assert!(
        downloads.contains("name=\"ky\" value=\"2024\""),
        "{downloads}"
    );
    let whole = served.ask("GET", "/ket-qua/tong-hop.html").1;
    assert!(
        whole.contains("content-security-policy: default-src 'none'; script-src 'sha256-"),
        "{}",
        &whole[..900]
    );
    let form = served.ask("GET", "/input/2023/C%E1%BB%A5m%201/hoa%20sen.xlsx");
    assert!(form.0 == 200 && form.1.contains("attachment"), "{}", form.0);
}

#[test]
fn a_second_start_opens_the_first_and_the_button_ends_it() {
    let (folder, other) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let home = tempfile::tempdir().expect("a folder");
    let mut served = Served::start(folder.path(), home.path());
    let second = program()
        .arg("screen")
        .arg(folder.path())
        .arg("--no-browser")
        .env("XDG_DATA_HOME", home.path())
        .env("LOCALAPPDATA", home.path())
        .output()
        .expect("the program starts");
    let told = String::from_utf8_lossy(&second.stdout).into_owned();
    assert!(
        second.status.success() && told.contains("đang chạy sẵn"),
        "{told}"
    );
    assert!(
        told.contains(&format!(
            "http://127.0.0.1:{}/vao?ma={}",
            served.port, served.token
        )),
        "{told}"
    );
    let apart = Served::start(other.path(), home.path());
    assert_ne!(apart.port, served.port);
    assert_eq!(served.ask("POST", "/ket-thuc").0, 200);
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = served.child.try_wait().expect("it can be asked") {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "it goes on");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success());
    // What it had noted is gone, and a new one begins.
    let again = Served::start(folder.path(), home.path());
    assert_eq!(again.ask("GET", "/").0, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_this_computer_alone() {
    use std::collections::BTreeSet;
    let (folder, home) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let served = Served::start(folder.path(), home.path());
    let of_process = format!("/proc/{}", served.child.id());
    let handles = std::fs::read_dir(format!("{of_process}/fd")).expect("they are listed");
    let own: BTreeSet<String> = handles
        .filter_map(|handle| std::fs::read_link(handle.ok()?.path()).ok())
        .filter_map(|to| {
            Some(
                to.to_str()?
                    .strip_prefix("socket:[")?
                    .trim_end_matches(']')
                    .to_owned(),
            )
        })
        .collect();
    let mut listening = Vec::new();
    for table in ["tcp", "tcp6"] {
        let text = std::fs::read_to_string(format!("{of_process}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (address, state, inode) = (fields[1], fields[3], fields[9]);
            if state == "0A" && own.contains(inode) {
                listening.push(address.to_owned());
            }
        }
    }
    assert_eq!(listening, [format!("0100007F:{:04X}", served.port)]);
    for table in ["udp", "udp6"] {
        let text = std::fs::read_to_string(format!("{of_process}/net/{table}")).unwrap_or_default();
        let is_own = |line: &&str| {
            line.split_whitespace()
                .nth(9)
                .is_some_and(|it| own.contains(it))
        };
        assert_eq!(text.lines().filter(is_own).count(), 0);
    }
}
