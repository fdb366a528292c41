//! What the user typed, in Vietnamese from end to end.

use crate::period::Period;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Tổng hợp báo cáo của các công đoàn cơ sở thành số liệu toàn tỉnh
#[derive(Debug, Parser)]
#[command(
    name = "tonghop",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = TEMPLATE,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH"
)]
pub(super) struct Arguments {
    /// Việc cần làm
    #[command(subcommand)]
    pub(super) command: Command,
    /// In phần trợ giúp này
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In số phiên bản
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}\n";

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
        override_usage = "tonghop return [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Return(Return),
    /// Lập biểu mẫu của một kỳ cho từng đơn vị, ghi sẵn tên đơn vị và số liệu kỳ trước (mau-bieu-<kỳ>)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
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
    /// Đọc tệp thay cho tiến trình chính (chương trình tự gọi)
    #[command(name = crate::read::WORKER_COMMAND, hide = true)]
    Worker,
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

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Thư mục chứa báo cáo của các đơn vị [mặc định: input]
    #[arg(
        value_name = "THƯ_MỤC",
        default_value = "input",
        hide_default_value = true,
        help_heading = "Tham số"
    )]
    pub(super) input: PathBuf,
    /// The office's settings.
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
}

/// The arguments of `run`.
#[derive(Debug, Args)]
pub(super) struct Run {
    /// Thư mục chứa báo cáo của các đơn vị [mặc định: input]
    #[arg(
        value_name = "THƯ_MỤC",
        default_value = "input",
        hide_default_value = true,
        help_heading = "Tham số"
    )]
    pub(super) input: PathBuf,
    /// The office's settings.
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
    /// Thư mục ghi kết quả [mặc định: output]
    #[arg(
        long,
        alias = "ket-qua",
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
    /// Kỳ cần báo cáo, ví dụ 2023, 2023-2024, 2023-H1, 2018-2023; nhiều kỳ thì cách nhau bằng dấu phẩy, kỳ sau cùng là kỳ chính [mặc định: kỳ gần nhất]
    #[arg(
        long,
        alias = "ky",
        value_name = "KỲ",
        value_delimiter = ',',
        help_heading = "Tùy chọn"
    )]
    pub(super) period: Vec<Period>,
    /// Chỉ lập một phần: data (dữ liệu), workbook (bảng tính), charts (biểu đồ), slips (phiếu trả lỗi), reminders (nhắc nộp); cách nhau bằng dấu phẩy [mặc định: tất cả]
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
    /// How much is told.
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
    #[arg(value_name = "KẾT_QUẢ_CŨ", help_heading = "Tham số")]
    pub(super) old: PathBuf,
    /// Thư mục kết quả của lần chạy sau
    #[arg(value_name = "KẾT_QUẢ_MỚI", help_heading = "Tham số")]
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
    /// Thư mục chứa báo cáo của các đơn vị [mặc định: input]
    #[arg(
        value_name = "THƯ_MỤC",
        default_value = "input",
        hide_default_value = true,
        help_heading = "Tham số"
    )]
    pub(super) input: PathBuf,
    /// The office's settings.
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
    /// Thư mục ghi kết quả [mặc định: output]
    #[arg(
        long,
        alias = "ket-qua",
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
    /// Kỳ cần trả lỗi, ví dụ 2023; nhiều kỳ thì cách nhau bằng dấu phẩy [mặc định: tất cả]
    #[arg(
        long,
        alias = "ky",
        value_name = "KỲ",
        value_delimiter = ',',
        help_heading = "Tùy chọn"
    )]
    pub(super) period: Vec<Period>,
}

/// The arguments of `template`.
#[derive(Debug, Args)]
pub(super) struct Template {
    /// Thư mục chứa báo cáo của các đơn vị và danh mục [mặc định: input]
    #[arg(
        value_name = "THƯ_MỤC",
        default_value = "input",
        hide_default_value = true,
        help_heading = "Tham số"
    )]
    pub(super) input: PathBuf,
    /// The office's settings.
    #[command(flatten)]
    pub(super) settings: SettingsPlace,
    /// Thư mục ghi kết quả [mặc định: output]
    #[arg(
        long,
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
    /// Kỳ của biểu mẫu, ví dụ 2025, 2025-2026, 2025-H1
    #[arg(long, value_name = "KỲ", help_heading = "Tùy chọn")]
    pub(super) period: Period,
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
    /// `tong-hop.xlsx`, `kiem-tra.xlsx`
    #[value(alias = "bang-tinh", alias = "tong-hop")]
    Workbook,
    /// `bieu-do`
    #[value(alias = "bieu-do")]
    Charts,
    /// `tra-loi`
    #[value(alias = "tra-loi", alias = "phieu")]
    Slips,
    /// `nhac-nop`
    #[value(alias = "nhac-nop")]
    Reminders,
}

impl Run {
    /// Whether a part is asked for.
    pub(super) fn wants(&self, part: Part) -> bool {
        let is_left_out = part == Part::Slips && self.no_slips;
        !is_left_out && (self.only.is_empty() || self.only.contains(&part))
    }
}

/// Reads the process' arguments; what is to be shown instead (help, a mistake) is printed, with its exit status.
pub(super) fn parse() -> Result<Arguments, ExitCode> {
    let command = Arguments::command();
    command
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| show(&error))
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "help goes to the terminal, and so does what is wrong with the arguments"
)]
fn show(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{}", error.render());
            ExitCode::from(super::CLEAN)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            eprintln!("{}", Arguments::command().render_help());
            ExitCode::from(super::FAILED)
        }
        _ => {
            eprintln!(
                "Lỗi: {}\nXem cách dùng: tonghop --help",
                in_vietnamese(error)
            );
            ExitCode::from(super::FAILED)
        }
    }
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
    if error.kind() == ErrorKind::ValueValidation && argument.contains("<KỲ>") {
        said.push_str(" Ví dụ đúng: 2023, 2023-2024, 2023-H1, 2018-2023.");
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
            assert_eq!(run.input, PathBuf::from("báo cáo"));
            assert_eq!(run.period, [Period::Year(2022), Period::Year(2023)]);
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
                "du-lieu,nhac-nop",
            ],
            vec!["tra-loi", "--ky", "2023"],
            vec!["danh-muc", "--thiet-lap", "x.toml"],
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
                "giá trị “chart” của tham số “--only <PHẦN>” không dùng được. Có phải ý bạn là “charts”? Các giá trị dùng được: data, workbook, charts, slips, reminders.",
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
                "thiếu tham số “--period <KỲ>”.",
            ),
        ] {
            let error = Arguments::command()
                .try_get_matches_from(typed)
                .expect_err("it is wrong");
            assert_eq!(in_vietnamese(&error), told);
        }
    }
}
