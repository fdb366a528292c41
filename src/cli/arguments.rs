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
    /// Đọc mọi tệp trong thư mục, tổng hợp, lập bảng tính, biểu đồ và dữ liệu
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        override_usage = "tonghop run [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Run(Run),
    /// Lập danh mục (danh-muc.xlsx) từ các báo cáo để rà soát, hoặc bổ sung kỳ mới vào danh mục đã có; lập tệp thiết lập mẫu (thiet-lap.toml)
    #[command(
        help_template = TEMPLATE,
        disable_help_flag = true,
        override_usage = "tonghop init [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Init(Init),
    /// Lập phiếu trả lỗi: trả lại biểu cho từng đơn vị, có đánh dấu ô cần sửa (tra-loi)
    #[command(
        name = "return",
        help_template = TEMPLATE,
        disable_help_flag = true,
        override_usage = "tonghop return [TÙY_CHỌN] [THƯ_MỤC]"
    )]
    Return(Return),
    /// Đọc tệp thay cho tiến trình chính (chương trình tự gọi)
    #[command(name = crate::read::WORKER_COMMAND, hide = true)]
    Worker,
}

/// Where the office's settings stand.
#[derive(Debug, Args)]
pub(super) struct SettingsPlace {
    /// Tệp thiết lập của cơ quan [mặc định: thiet-lap.toml trong thư mục báo cáo, nếu có]
    #[arg(long = "settings", value_name = "TỆP", help_heading = "Tùy chọn")]
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
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
    /// Kỳ cần báo cáo, ví dụ 2023, 2023-2024, 2023-H1, 2018-2023; nhiều kỳ thì cách nhau bằng dấu phẩy, kỳ sau cùng là kỳ chính [mặc định: kỳ gần nhất]
    #[arg(
        long,
        value_name = "KỲ",
        value_delimiter = ',',
        help_heading = "Tùy chọn"
    )]
    pub(super) period: Vec<Period>,
    /// Chỉ lập một phần: data (dữ liệu), workbook (bảng tính), charts (biểu đồ), slips (phiếu trả lỗi); cách nhau bằng dấu phẩy [mặc định: tất cả]
    #[arg(
        long,
        value_name = "PHẦN",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) only: Vec<Part>,
    /// Không lập phiếu trả lỗi cho đơn vị
    #[arg(long = "no-slips", help_heading = "Tùy chọn")]
    pub(super) no_slips: bool,
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
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) output: PathBuf,
    /// Kỳ cần trả lỗi, ví dụ 2023; nhiều kỳ thì cách nhau bằng dấu phẩy [mặc định: tất cả]
    #[arg(
        long,
        value_name = "KỲ",
        value_delimiter = ',',
        help_heading = "Tùy chọn"
    )]
    pub(super) period: Vec<Period>,
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
        }
    }
}

/// A part of the outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// `du-lieu`
    Data,
    /// `tong-hop.xlsx`
    Workbook,
    /// `bieu-do`
    Charts,
    /// `tra-loi`
    Slips,
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
    match error.kind() {
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
        ErrorKind::ArgumentConflict => format!("tham số “{argument}” chỉ ghi một lần."),
        _ => "tham số không hợp lệ.".to_string(),
    }
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
    fn mistakes_are_told_in_vietnamese() {
        for (typed, told) in [
            (vec!["tonghop", "chay"], "không có lệnh “chay”."),
            (
                vec!["tonghop", "run", "--nhanh"],
                "không có tham số “--nhanh”.",
            ),
            (
                vec!["tonghop", "run", "--period", "23"],
                "giá trị “23” của tham số “--period <KỲ>” không dùng được.",
            ),
            (
                vec!["tonghop", "run", "--only", "all"],
                "giá trị “all” của tham số “--only <PHẦN>” không dùng được.",
            ),
        ] {
            let error = Arguments::command()
                .try_get_matches_from(typed)
                .expect_err("it is wrong");
            assert_eq!(in_vietnamese(&error), told);
        }
    }
}
