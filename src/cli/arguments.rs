//! What the user typed, in Vietnamese from end to end.

use crate::period::Period;
use crate::render::data::CSV_FOLDER;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::io::{IsTerminal, Write, stdout};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Tổng hợp báo cáo của các công đoàn cơ sở thành số liệu toàn tỉnh
#[derive(Debug, Parser)]
#[command(
    name = "tonghop",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = MAIN_TEMPLATE,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH"
)]
pub(super) struct Arguments {
    /// Việc cần làm
    #[command(subcommand)]
    pub(super) command: Command,
    /// In phần trợ giúp này
    #[arg(
        short = 'h',
        long,
        global = true,
        display_order = LAST,
        action = clap::ArgAction::Help,
        help_heading = "Tùy chọn"
    )]
    help: Option<bool>,
    /// In số phiên bản
    #[arg(
        short = 'V',
        long,
        display_order = LAST,
        action = clap::ArgAction::Version,
        help_heading = "Tùy chọn"
    )]
    version: Option<bool>,
}

/// Without a terminal help is as wide as this; in one it is as wide as the window.
const WIDTH: usize = 80;

const RETURNED_PERIODS: &str =
    "Kỳ cần trả lỗi, ví dụ 2023; nhiều kỳ thì cách nhau bằng dấu phẩy [mặc định: tất cả]";

/// Behind all other options.
const LAST: usize = 1000;

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}\n";

const MAIN_TEMPLATE: &str = "{about}

Cách dùng: {usage}

Không quen gõ lệnh: nhấp đúp vào chương trình, hoặc: tonghop screen

Bắt đầu:
  1. Đặt báo cáo vào input/<kỳ>/<cụm>/, ví dụ input/2023/Cụm thi đua số 1/
  2. tonghop init    lập danh mục đơn vị, cụm; mở input/danh-muc.xlsx rà soát
  3. tonghop run     tổng hợp; mở output/tong-hop.xlsx
  4. Ghi quyết định vào output/dinh-chinh.xlsx, lưu lại rồi: tonghop run

{all-args}

Xem tham số của từng lệnh: tonghop run --help
Tham số gõ được bằng tiếng Việt: --ky (--period), --ket-qua (--output),
--chi (--only), --thiet-lap (--settings), --khong-phieu (--no-slips)
";

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Đọc mọi tệp trong thư mục, tổng hợp, lập bảng tính, biểu đồ và dữ liệu (gõ “chay” cũng được)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        alias = "chay",
        override_usage = "tonghop run [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Run(Run),
    /// Lập danh mục (danh-muc.xlsx) từ các báo cáo để rà soát, hoặc bổ sung kỳ mới vào danh mục đã có; lập tệp thiết lập mẫu (thiet-lap.toml) (gõ “danh-muc” cũng được)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        aliases = ["danh-muc", "khoi-tao"],
        override_usage = "tonghop init [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Init(Init),
    /// Lập phiếu trả lỗi: trả lại biểu cho từng đơn vị, có đánh dấu ô cần sửa (gõ “tra-loi” cũng được)
    #[command(
        name = "return",
        help_template = TEMPLATE,
        disable_help_flag = true,
        alias = "tra-loi",
        mut_arg("period", |it| it.help(RETURNED_PERIODS)),
        override_usage = "tonghop return [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Return(Return),
    /// Lập biểu mẫu của một kỳ cho từng đơn vị, ghi sẵn tên đơn vị và số liệu kỳ trước (gõ “mau-bieu” cũng được)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        alias = "mau-bieu",
        override_usage = "tonghop template --period KỲ [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Template(Template),
    /// So sánh hai lần chạy: con số nào đã đổi, vì tệp hay quyết định nào (gõ “so-sanh” cũng được)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        alias = "so-sanh",
        override_usage = "tonghop compare [TÙY_CHỌN] <KẾT_QUẢ_CŨ> <KẾT_QUẢ_MỚI>"
    )]
    Compare(Compare),
    /// In tập lệnh gợi ý khi gõ lệnh (nhấn Tab)
    #[command(hide = true, help_template = TEMPLATE, alias = "goi-y-lenh", override_usage = "tonghop completions <TRÌNH_LỆNH>")]
    Completions {
        /// Dùng cho trình lệnh nào: bash, elvish, fish, powershell, zsh
        #[arg(
            value_name = "TRÌNH_LỆNH",
            help_heading = "Tham số",
            hide_possible_values = true
        )]
        shell: Shell,
    },
    /// In trang hướng dẫn cho lệnh “man”
    #[command(hide = true, help_template = TEMPLATE, override_usage = "tonghop man")]
    Man,
    /// In lược đồ (JSON Schema) của tệp thiết lập, để trình soạn thảo kiểm tra và gợi ý
    #[command(hide = true, help_template = TEMPLATE, alias = "luoc-do", override_usage = "tonghop schema")]
    Schema,
    /// Mở trang làm việc trong trình duyệt, không cần gõ lệnh nào khác (nhấp đúp vào chương trình, gõ “man-hinh” cũng được)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        alias = "man-hinh",
        override_usage = "tonghop screen [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Screen(Screen),
    /// Đọc tệp thay cho tiến trình chính (chương trình tự gọi)
    #[command(name = crate::read::WORKER_COMMAND, hide = true)]
    Worker,
}

/// The folder of submissions.
#[derive(Debug, Args)]
pub(super) struct InputFolder {
    /// Thư mục chứa báo cáo của các đơn vị [mặc định: input]
    #[arg(
        value_name = "THƯ_MỤC",
        default_value = "input",
        hide_default_value = true,
        help_heading = "Tham số"
    )]
    input: PathBuf,
}

impl Deref for InputFolder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.input
    }
}

/// The folder of outputs.
#[derive(Debug, Args)]
pub(super) struct OutputFolder {
    /// Thư mục ghi kết quả [mặc định: output]
    #[arg(
        long,
        alias = "ket-qua",
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    output: PathBuf,
}

impl Deref for OutputFolder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.output
    }
}

/// Where the office's settings stand.
#[derive(Debug, Args)]
pub(super) struct SettingsPlace {
    /// Tệp thiết lập của cơ quan [mặc định: thiet-lap.toml trong thư mục báo cáo, nếu có]
    #[arg(
        long = "settings",
        alias = "thiet-lap",
        value_name = "TỆP",
        help_heading = "Tùy chọn"
    )]
    pub(super) settings: Option<PathBuf>,
}

/// The periods asked for.
#[derive(Debug, Args)]
pub(super) struct Periods {
    /// Kỳ cần báo cáo, ví dụ 2023, 2023-2024, 2023-H1, 2018-2023; nhiều kỳ thì cách nhau bằng dấu phẩy, kỳ sau cùng là kỳ chính [mặc định: kỳ gần nhất]
    #[arg(
        long,
        alias = "ky",
        value_name = "KỲ",
        value_delimiter = ',',
        help_heading = "Tùy chọn"
    )]
    period: Vec<Period>,
}

impl Deref for Periods {
    type Target = [Period];

    fn deref(&self) -> &[Period] {
        &self.period
    }
}

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    #[command(flatten)]
    pub(super) input: InputFolder,
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
}

/// The arguments of `run`.
#[derive(Debug, Args)]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) input: InputFolder,
    #[command(flatten)]
    pub(super) output: OutputFolder,
    #[command(flatten)]
    pub(super) period: Periods,
    /// Chỉ lập một phần: data (dữ liệu), csv (dữ liệu mở bằng Excel), workbook (bảng tính), charts (biểu đồ), slides (trang chiếu), report (báo cáo tổng kết, hồ sơ cụm), page (trang web), slips (phiếu trả lỗi), reminders (nhắc nộp); cách nhau bằng dấu phẩy [mặc định: tất cả]
    #[arg(
        long,
        alias = "chi",
        value_name = "PHẦN",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) only: Vec<Part>,
    /// Không lập phiếu trả lỗi cho đơn vị
    #[arg(long = "no-slips", alias = "khong-phieu", help_heading = "Tùy chọn")]
    pub(super) no_slips: bool,
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
    #[command(flatten)]
    pub(super) voice: Voice,
}

/// How much a run tells on the terminal.
#[derive(Debug, Args, Default)]
pub(super) struct Voice {
    /// Nói thêm: từng loại tệp, từng loại ô, mọi lỗi
    #[arg(short = 'v', long, alias = "chi-tiet", help_heading = "Tùy chọn", conflicts_with_all = ["quiet", "json"])]
    pub(super) verbose: bool,
    /// Chỉ nói điều cần lưu ý
    #[arg(
        short = 'q',
        long,
        alias = "im-lang",
        help_heading = "Tùy chọn",
        conflicts_with = "json"
    )]
    pub(super) quiet: bool,
    /// In tóm tắt bằng JSON, cho chương trình khác đọc
    #[arg(long, help_heading = "Tùy chọn")]
    pub(super) json: bool,
}

/// The arguments of `compare`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Thư mục kết quả của lần chạy trước
    #[arg(value_name = "KẾT_QUẢ_CŨ", display_order = 1, help_heading = "Tham số")]
    pub(super) old: PathBuf,
    /// Thư mục kết quả của lần chạy sau
    #[arg(
        value_name = "KẾT_QUẢ_MỚI",
        display_order = 2,
        help_heading = "Tham số"
    )]
    pub(super) new: PathBuf,
    /// Thư mục ghi thay-doi.xlsx [mặc định: so-sanh]
    #[arg(
        long,
        alias = "ket-qua",
        value_name = "THƯ_MỤC",
        default_value = "so-sanh",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
}

/// The arguments of `return`.
#[derive(Debug, Args)]
pub(super) struct Return {
    #[command(flatten)]
    input: InputFolder,
    #[command(flatten)]
    output: OutputFolder,
    #[command(flatten)]
    period: Periods,
    #[command(flatten)]
    settings: SettingsPlace,
}

/// The arguments of `template`.
#[derive(Debug, Args)]
pub(super) struct Template {
    #[command(flatten)]
    pub(super) input: InputFolder,
    #[command(flatten)]
    pub(super) output: OutputFolder,
    /// Kỳ của biểu mẫu, ví dụ 2025, 2025-2026, 2025-H1
    #[arg(long, alias = "ky", value_name = "KỲ", help_heading = "Tùy chọn")]
    pub(super) period: Period,
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
}

/// The arguments of `screen`.
#[derive(Debug, Args, Default)]
pub(super) struct Screen {
    /// Thư mục có input và output bên trong, hoặc chính thư mục chứa báo cáo [mặc định: thư mục hiện tại]
    #[arg(value_name = "THƯ_MỤC", help_heading = "Tham số")]
    pub(super) folder: Option<PathBuf>,
    /// Thư mục ghi kết quả [mặc định: output bên cạnh thư mục báo cáo]
    #[arg(
        long,
        alias = "ket-qua",
        value_name = "THƯ_MỤC",
        help_heading = "Tùy chọn"
    )]
    pub(super) output: Option<PathBuf>,
    /// Không tự mở trình duyệt, chỉ in đường dẫn
    #[arg(
        long = "no-browser",
        alias = "khong-trinh-duyet",
        help_heading = "Tùy chọn"
    )]
    pub(super) no_browser: bool,
}

impl Init {
    /// What is drawn of a folder when nothing else is said.
    pub(super) fn of(input: PathBuf) -> Self {
        Self {
            input: InputFolder { input },
            settings: SettingsPlace { settings: None },
        }
    }
}

impl Template {
    /// The templates of a period when nothing else is said.
    pub(super) fn of(input: PathBuf, output: PathBuf, period: Period) -> Self {
        Self {
            input: InputFolder { input },
            output: OutputFolder { output },
            period,
            settings: SettingsPlace { settings: None },
        }
    }
}

impl From<Return> for Run {
    /// A run of which nothing but the slips is wanted.
    fn from(asked: Return) -> Self {
        Self {
            input: asked.input,
            settings: asked.settings,
            output: asked.output,
            period: asked.period,
            only: vec![Part::Slips],
            no_slips: false,
            voice: Voice::default(),
        }
    }
}

/// A part of the outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// `du-lieu`
    #[value(alias = "du-lieu")]
    Data,
    /// `du-lieu-csv`
    #[value(alias = "bang-csv")]
    Csv,
    /// `tong-hop.xlsx`, `kiem-tra.xlsx`
    #[value(alias = "bang-tinh", alias = "tong-hop")]
    Workbook,
    /// `bieu-do`
    #[value(alias = "bieu-do")]
    Charts,
    /// `tong-ket.pptx`, `tong-ket-cum`
    #[value(alias = "trang-chieu", alias = "tong-ket")]
    Slides,
    /// `bao-cao.docx`, `ho-so-cum`
    #[value(alias = "bao-cao")]
    Report,
    /// `tong-hop.html`
    #[value(alias = "trang", alias = "trang-web")]
    Page,
    /// `tra-loi`
    #[value(alias = "tra-loi", alias = "phieu")]
    Slips,
    /// `nhac-nop`
    #[value(alias = "nhac-nop")]
    Reminders,
}

impl Run {
    /// A run of a folder when nothing is said but perhaps the period.
    pub(super) fn of(input: PathBuf, output: PathBuf, period: Option<Period>) -> Self {
        Self {
            input: InputFolder { input },
            output: OutputFolder { output },
            period: Periods {
                period: period.into_iter().collect(),
            },
            only: Vec::new(),
            no_slips: false,
            settings: SettingsPlace { settings: None },
            voice: Voice::default(),
        }
    }

    /// Whether a part is asked for.
    pub(super) fn wants(&self, part: Part) -> bool {
        if !self.only.is_empty() {
            return self.only.contains(&part) && !(part == Part::Slips && self.no_slips);
        }
        match part {
            Part::Slips => !self.no_slips,
            // Large, and for few: made anew where it stands, so that it is never older than the rest.
            Part::Csv => self.output.join(CSV_FOLDER).exists(),
            _ => true,
        }
    }
}

/// What a double-click, or a folder (by mistake a file) dropped on the program, asks for; `None` where a command was typed. Without a window
/// nobody has clicked.
pub(super) fn of_double_click() -> Option<Screen> {
    let mut typed = std::env::args_os().skip(1);
    let (first, more) = (typed.next(), typed.next());
    match (first, more) {
        (None, _) => stdout().is_terminal().then(Screen::default),
        (Some(folder), None) => {
            let command = Arguments::command();
            let is_command = command.find_subcommand(&folder).is_some();
            let folder = PathBuf::from(folder);
            (!is_command && folder.exists()).then(|| Screen {
                folder: Some(folder),
                ..Screen::default()
            })
        }
        (Some(_), Some(_)) => None,
    }
}

/// Reads the process' arguments; what is to be shown instead (help, a mistake) is printed, with its exit status.
pub(super) fn parse() -> Result<Arguments, ExitCode> {
    command()
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| show(&error))
}

/// The commands, with help as wide as the window.
pub(super) fn command() -> clap::Command {
    let command = Arguments::command();
    match stdout().is_terminal() {
        true => command,
        false => command.term_width(WIDTH),
    }
}

/// Help goes to the terminal, and so does what is wrong with the arguments.
fn show(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _nobody_listens = write!(stdout(), "{}", error.render());
            ExitCode::from(super::CLEAN)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            super::say_wrong(&command().render_help().to_string());
            ExitCode::from(super::FAILED)
        }
        _ => {
            super::say_wrong(&format!(
                "Lỗi: {}\nXem cách dùng: tonghop {}--help",
                in_vietnamese(error),
                asked_command()
            ));
            ExitCode::from(super::FAILED)
        }
    }
}

/// The command that was typed, with a space behind it; nothing where there is none of that name.
fn asked_command() -> String {
    let typed = std::env::args().nth(1).unwrap_or_default();
    let command = Arguments::command();
    let known = command
        .find_subcommand(&typed)
        .filter(|it| !it.is_hide_set());
    known.map_or_else(String::new, |known| format!("{} ", known.get_name()))
}

/// clap's own words are English; what is wrong is told in ours.
fn in_vietnamese(error: &clap::Error) -> String {
    let told = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (
        told(ContextKind::InvalidArg),
        told(ContextKind::InvalidValue),
    );
    let mut said = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tham số “{argument}”."),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh “{}”.", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("tham số “{argument}” cần một giá trị.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("giá trị “{value}” của tham số “{argument}” không dùng được.")
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu tham số “{argument}”."),
        ErrorKind::ArgumentConflict if argument == told(ContextKind::PriorArg) => {
            format!("tham số “{argument}” chỉ ghi một lần.")
        }
        ErrorKind::ArgumentConflict => format!(
            "không dùng “{argument}” cùng với “{}”.",
            told(ContextKind::PriorArg)
        ),
        _ => "tham số không hợp lệ.".to_string(),
    };
    said.push_str(&meant(&told));
    let is_of_period = argument.contains("<KỲ>");
    match error.kind() {
        ErrorKind::ValueValidation if is_of_period => {
            said.push_str(" Ví dụ đúng: 2023, 2023-2024, 2023-H1, 2018-2023.");
        }
        ErrorKind::MissingRequiredArgument if is_of_period => {
            said.push_str(" Ví dụ: --period 2025.");
        }
        _ => {}
    }
    said
}

/// What was probably meant, and what may stand there.
fn meant(told: &dyn Fn(ContextKind) -> String) -> String {
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let suggested = suggested.into_iter().map(told);
    let mut said = String::new();
    if let Some(nearest) = suggested.into_iter().find(|it| !it.is_empty()) {
        // The likest stands last.
        let nearest: Vec<String> = nearest.rsplit(", ").map(|it| format!("“{it}”")).collect();
        said.push_str(&format!(" Có phải ý bạn là {}?", nearest.join(" hoặc ")));
    }
    let valid = told(ContextKind::ValidValue);
    if !valid.is_empty() {
        said.push_str(&format!(" Các giá trị dùng được: {valid}."));
    }
    let commands = told(ContextKind::ValidSubcommand);
    if !commands.is_empty() {
        said.push_str(&format!(" Các lệnh: {commands}."));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_is_vietnamese_and_no_wider_than_asked() {
        let mut command = Arguments::command().term_width(WIDTH);
        command.build();
        let mut helps = vec![command.render_help().to_string()];
        let shown = command.get_subcommands_mut().filter(|it| !it.is_hide_set());
        helps.extend(shown.map(|it| it.render_help().to_string()));
        assert_eq!(helps.len(), 7);
        for help in helps {
            let widest = help.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(WIDTH), "{help}");
            let english = ["Usage", "Options", "default", "values", "Print", "alias"];
            assert!(!english.iter().any(|word| help.contains(word)), "{help}");
        }
    }

    #[test]
    fn options_stand_before_or_behind_the_folder() {
        for typed in [
            ["run", "--period", "2022,2023", "--only", "data", "báo cáo"],
            ["run", "báo cáo", "--period", "2022,2023", "--only", "data"],
            [
                "run",
                "--only=data",
                "--period=2022",
                "báo cáo",
                "--period",
                "2023",
            ],
        ] {
            let typed = std::iter::once("tonghop").chain(typed);
            let matches = Arguments::command().try_get_matches_from(typed);
            let read = Arguments::from_arg_matches(&matches.expect("it is right"));
            let Command::Run(run) = read.expect("it is right").command else {
                panic!("it is a run");
            };
            assert_eq!(&*run.input, Path::new("báo cáo"));
            assert_eq!(*run.period, [Period::Year(2022), Period::Year(2023)]);
            assert_eq!(run.only, [Part::Data]);
        }
    }

    #[test]
    fn commands_and_options_have_vietnamese_names() {
        for typed in [
            vec![
                "chay",
                "--ky",
                "2023",
                "--ket-qua",
                "ra",
                "--chi",
                "du-lieu,bang-csv,trang-chieu,nhac-nop",
            ],
            vec!["tra-loi", "--ky", "2023"],
            vec!["danh-muc", "--thiet-lap", "x.toml"],
            vec!["man-hinh", "--khong-trinh-duyet", "--ket-qua", "ra", "vào"],
            vec!["so-sanh", "--ket-qua", "ra", "cũ", "mới"],
        ] {
            let typed = std::iter::once("tonghop").chain(typed);
            let matches = Arguments::command().try_get_matches_from(typed);
            assert!(matches.is_ok(), "{matches:?}");
        }
    }

    #[test]
    fn mistakes_are_told_in_vietnamese() {
        for (typed, told) in [
            (
                vec!["tonghop", "runn"],
                "không có lệnh “runn”. Có phải ý bạn là “run” hoặc “return”?",
            ),
            (
                vec!["tonghop", "run", "--nhanh"],
                "không có tham số “--nhanh”.",
            ),
            (
                vec!["tonghop", "run", "--outputt", "x"],
                "không có tham số “--outputt”. Có phải ý bạn là “--output”?",
            ),
            (
                vec!["tonghop", "run", "--period", "23"],
                "giá trị “23” của tham số “--period <KỲ>” không dùng được. Ví dụ đúng: 2023, 2023-2024, 2023-H1, 2018-2023.",
            ),
            (
                vec!["tonghop", "run", "--only", "chart"],
                "giá trị “chart” của tham số “--only <PHẦN>” không dùng được. Có phải ý bạn là “charts”? Các giá trị dùng được: data, csv, workbook, charts, slides, report, page, slips, reminders.",
            ),
            (
                vec!["tonghop", "run", "--quiet", "--json"],
                "không dùng “--quiet” cùng với “--json”.",
            ),
            (
                vec!["tonghop", "compare", "output"],
                "thiếu tham số “<KẾT_QUẢ_MỚI>”.",
            ),
            (
                vec!["tonghop", "template"],
                "thiếu tham số “--period <KỲ>”. Ví dụ: --period 2025.",
            ),
        ] {
            let error = Arguments::command()
                .try_get_matches_from(typed)
                .expect_err("it is wrong");
            assert_eq!(in_vietnamese(&error), told);
        }
    }
}
