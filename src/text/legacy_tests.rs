use super::*;
use crate::text::clean;

const SMALL_LETTERS: &str =
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

fn encode_tcvn3(text: &str) -> String {
    text.chars()
        .map(|letter| {
            TCVN3_LETTERS
                .chars()
                .position(|known| known == letter)
                .map_or(letter, |at| char::from(0xA1 + at as u8))
        })
        .collect()
}

fn encode_vni(text: &str) -> String {
    let capital = |written: char, letter: char| {
        if letter.is_uppercase() {
            written.to_uppercase().collect()
        } else {
            written.to_string()
        }
    };
    text.chars()
        .map(|letter| {
            let small = letter.to_lowercase().next().expect("a letter");
            if let Some((written, _)) = VNI_LETTERS.iter().find(|(_, known)| *known == small) {
                return capital(*written, letter);
            }
            if small == 'ỵ' {
                return capital('î', letter);
            }
            for base in "aeouyơư".chars() {
                for (mark, ..) in VNI_MARKS {
                    if vni_marked(base, mark) == Some(small) {
                        let written = VNI_LETTERS
                            .iter()
                            .find(|(_, known)| *known == base)
                            .map_or(base, |(written, _)| *written);
                        return capital(written, letter) + &capital(mark, letter);
                    }
                }
            }
            letter.to_string()
        })
        .collect()
}

#[test]
fn all_letters_survive_both_encodings() {
    let tcvn3_capitals = "ĂÂÊÔƠƯĐẰẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ";
    for letter in SMALL_LETTERS.chars().chain(tcvn3_capitals.chars()) {
        let word = format!("{letter}m");
        assert_eq!(decode_tcvn3(&encode_tcvn3(&word)), word);
    }
    let capitals = SMALL_LETTERS.to_uppercase();
    for letter in SMALL_LETTERS.chars().chain(capitals.chars()) {
        let word = letter.to_string();
        let encoded = encode_vni(&word);
        assert!(
            encoded.chars().all(|character| character <= '\u{FF}'),
            "{letter} as {encoded}"
        );
        assert_eq!(decode_vni(&encoded), word, "{encoded}");
    }
}

#[test]
fn legacy_texts_are_decoded() {
    use LegacyEncoding::{Tcvn3, Vni};
    for (encoding, stored, decoded) in [
        (
            Tcvn3,
            "C«ng ®oµn c¬ së V¨n phßng TØnh uû",
            "Công đoàn cơ sở Văn phòng Tỉnh uỷ",
        ),
        (
            Tcvn3,
            "Sè l\u{AD}ît ®oµn viªn ®\u{AD}îc th¨m hái",
            "Số lượt đoàn viên được thăm hỏi",
        ),
        (
            Tcvn3,
            "C¤NG §OµN VI£N CHøC TØNH L¹NG S¥N",
            "CÔNG ĐOÀN VIÊN CHỨC TỈNH LẠNG SƠN",
        ),
        (Tcvn3, "H§C§", "HĐCĐ"),
        (Tcvn3, "hé", "hộ"),
        (Tcvn3, "tæ", "tổ"),
        (Tcvn3, "®ång", "đồng"),
        (Tcvn3, "1.200.000®", "1.200.000đ"),
        (Tcvn3, "98®", "98đ"),
        (Tcvn3, "n÷", "nữ"),
        (Tcvn3, "§¹t tû lÖ %", "Đạt tỷ lệ %"),
        (Tcvn3, "kh«ng cã", "không có"),
        (Tcvn3, "T×nh h×nh: 3 × 4", "Tình hình: 3 × 4"),
        (Tcvn3, "\u{93}Giái viÖc n\u{AD}íc\u{94}", "“Giỏi việc nước”"),
        (Tcvn3, "“", "“"),
        (Tcvn3, "30 °C", "30 °C"),
        (Tcvn3, "người", "người"),
        (Tcvn3, "Chú Tám có", "Chú Tám có"),
        (Tcvn3, "Công đoàn", "Công đoàn"),
        (Tcvn3, "Không", "Không"),
        (Tcvn3, "không có", "không có"),
        (Tcvn3, "Lê Thanh Hà", "Lê Thanh Hà"),
        (Tcvn3, "sè", "số"),
        (Tcvn3, "bé", "bộ"),
        (Vni, "Không", "Không"),
        (Vni, "khoâng coù", "không có"),
        (Tcvn3, "Lao dong 2023", "Lao dong 2023"),
        (Vni, "Coâng ñoaøn cô sôû", "Công đoàn cơ sở"),
        (Vni, "COÂNG ÑOAØN VIEÂN CHÖÙC", "CÔNG ĐOÀN VIÊN CHỨC"),
        (Vni, "ngöôøi ñöôïc", "người được"),
        (Vni, "Tyû leä", "Tỷ lệ"),
        (Vni, "hoä", "hộ"),
        (Vni, "ñoàng", "đồng"),
        (Vni, "nghìn ñoàng", "nghìn đồng"),
        (Vni, "Nguyeãn Thò Quyønh", "Nguyễn Thị Quỳnh"),
        (Vni, "1.200.000ñ", "1.200.000đ"),
        (Vni, "công đoàn", "công đoàn"),
    ] {
        assert_eq!(decode_legacy(encoding, stored), decoded, "{stored}");
    }
}

#[test]
fn workbooks_are_told_apart() {
    use LegacyEncoding::{Tcvn3, Vni};
    let mixed = [
        "Biểu 1",
        "STT",
        "C«ng ®oµn",
        "Ghi chú",
        "12",
        "Tổng số đoàn viên",
    ];
    let cases: [(&[&str], Option<LegacyEncoding>); 16] = [
        (&["C«ng ®oµn"], Some(Tcvn3)),
        (&["Tæng sè lao ®éng"], Some(Tcvn3)),
        (&mixed, Some(Tcvn3)),
        (&["C¤NG §OµN VI£N CHøC", "TØNH L¹NG S¥N"], Some(Tcvn3)),
        (&["Coâng ñoaøn"], Some(Vni)),
        (&["TOÅNG SOÁ LAO ÑOÄNG"], Some(Vni)),
        (&["Số lượng", "ngöôøi", "hoä", "ñoàng"], Some(Vni)),
        (&[], None),
        (&["Cong doan co so", "Total"], None),
        (&["Công đoàn cơ sở", "Tổng số lao động", "hộ", "tổ"], None),
        (
            &["Co\u{302}ng \u{111}oa\u{300}n", "la\u{300}", "co\u{301}"],
            None,
        ),
        (
            &["Chú Tám", "là", "có", "hé", "và", "già", "tôi", "xưa"],
            None,
        ),
        (
            &["Windows® 10", "© 2020", "®", "5 µm", "30 °C", "§ 5"],
            None,
        ),
        (
            &[
                "déjà",
                "café",
                "plus tôt que prévu",
                "dû",
                "à côté",
                "l’été dernier",
                "élève",
            ],
            None,
        ),
        (
            &[
                "Müller", "für", "schön", "Straße", "größer", "Öl", "Bär", "Tür",
            ],
            None,
        ),
        (&["CÃ´ng Ä‘oÃ n", "tá»‰nh"], None),
    ];
    for (texts, encoding) in cases {
        assert_eq!(detect_legacy(texts.iter().copied()), encoding, "{texts:?}");
        let speaking = texts.iter().copied().filter(|text| speaks_of_legacy(text));
        assert_eq!(detect_legacy(speaking), encoding, "{texts:?}");
    }
}

#[test]
fn all_syllables_of_unicode_vietnamese_raise_no_alarm() {
    let syllables = "công đoàn viên chức tỉnh là và có của cho tôi hai chú bé nhà máy thì mà khi ý kiến xã hội hòa hoà \
        thúy thuý khoẻ quý quê cô bà mẹ già gì giá nghìn trăm năm tháng ngày ví dụ tìm thấy hôm nay câu lạc bộ";
    let texts: Vec<String> = syllables
        .split_whitespace()
        .flat_map(|word| [word.to_owned(), word.to_uppercase(), clean(word)])
        .collect();
    assert_eq!(detect_legacy(texts.iter().map(String::as_str)), None);
    assert!(!texts.iter().any(|text| speaks_of_legacy(text)));
    for text in &texts {
        for encoding in [LegacyEncoding::Tcvn3, LegacyEncoding::Vni] {
            if text.chars().any(|letter| letter > '\u{FF}') {
                assert_eq!(&decode_legacy(encoding, text), text);
            }
        }
    }
}
