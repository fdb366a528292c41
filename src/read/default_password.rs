//! Excel's own password. A workbook whose structure is protected is encrypted with it, and Excel opens it without asking:
//! who sends one has set no password and cannot take any off. Any other password is not tried.

use super::kind::FileKind;
use super::ole::{rebuilt, stream_of, workbook_stream};
use super::xml::{attribute, utf8};
use aes::cipher::array::Array;
use aes::cipher::{BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit, StreamCipher};
use aes::{Aes128, Aes256};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use md5::Md5;
use quick_xml::Reader;
use quick_xml::events::Event;
use rc4::Rc4;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

const PASSWORD: &str = "VelvetSweatshop";
/// Rounds of hashing beyond which no office program goes.
const MOST_ROUNDS: u32 = 1_000_000;
/// The rounds of the older way, which no file may choose.
const STANDARD_ROUNDS: u32 = 50_000;
/// Bytes of a package that are encrypted together, each such stretch for itself.
const SEGMENT: usize = 4096;
/// The same of a workbook stream.
const BLOCK: usize = 1024;
/// What the key of a package and the two halves of its check are derived with.
const KEY_SALT: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];
const INPUT_SALT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const VALUE_SALT: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];

/// The same file without its encryption, where it is encrypted with Excel's own password.
pub(super) fn opened(bytes: &[u8], kind: FileKind) -> Option<Vec<u8>> {
    match kind {
        FileKind::EncryptedPackage => package(bytes),
        FileKind::EncryptedXls => workbook(bytes),
        _ => None,
    }
}

fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The package that an encrypted one holds.
fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let info = stream_of(bytes, "/EncryptionInfo").ok()?;
    let packed = stream_of(bytes, "/EncryptedPackage").ok()?;
    let (length, packed) = packed.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let mut plain = match (u16_at(&info, 0)?, u16_at(&info, 2)?) {
        (4, 4) => Agile::parse(info.get(8..)?)?.decrypted(packed)?,
        (2..=4, 2) => standard(&info, packed)?,
        _ => return None,
    };
    (length <= plain.len()).then(|| plain.truncate(length))?;
    Some(plain)
}

/// A way of hashing.
#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        let whole = parts.concat();
        match self {
            Hash::Sha1 => Sha1::digest(whole).to_vec(),
            Hash::Sha256 => Sha256::digest(whole).to_vec(),
            Hash::Sha384 => Sha384::digest(whole).to_vec(),
            Hash::Sha512 => Sha512::digest(whole).to_vec(),
        }
    }

    /// The password, hashed over and over.
    fn of_password(self, salt: &[u8], rounds: u32) -> Vec<u8> {
        let mut hash = self.of(&[salt, &password()]);
        for round in 0..rounds {
            hash = self.of(&[&round.to_le_bytes(), &hash]);
        }
        hash
    }
}

/// One end of what an encryption is described by: salt, key and hash.
#[derive(Default)]
struct Described {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Option<Hash>,
    is_cbc_aes: bool,
}

/// How a package is encrypted that describes it in XML.
#[derive(Default)]
struct Agile {
    data: Described,
    key: Described,
    rounds: u32,
    input: Vec<u8>,
    value: Vec<u8>,
    packed_key: Vec<u8>,
}

impl Agile {
    fn parse(part: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_str(utf8(part).ok()?);
        let mut agile = Self::default();
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) | Event::Empty(start) => {
                    let text = |name: &str| attribute(&start, name).ok().flatten();
                    let bytes =
                        |name: &str| text(name).and_then(|text| BASE64_STANDARD.decode(text).ok());
                    let described = || {
                        Some(Described {
                            salt: bytes("saltValue")?,
                            key_bytes: text("keyBits")?.parse::<usize>().ok()? / 8,
                            hash: match text("hashAlgorithm")?.as_str() {
                                "SHA1" => Some(Hash::Sha1),
                                "SHA256" => Some(Hash::Sha256),
                                "SHA384" => Some(Hash::Sha384),
                                "SHA512" => Some(Hash::Sha512),
                                _ => None,
                            },
                            is_cbc_aes: text("cipherAlgorithm")? == "AES"
                                && text("cipherChaining")? == "ChainingModeCBC",
                        })
                    };
                    match start.local_name().as_ref() {
                        "keyData" => agile.data = described()?,
                        "encryptedKey" => {
                            agile.key = described()?;
                            agile.rounds = text("spinCount")?.parse().ok()?;
                            agile.input = bytes("encryptedVerifierHashInput")?;
                            agile.value = bytes("encryptedVerifierHashValue")?;
                            agile.packed_key = bytes("encryptedKeyValue")?;
                        }
                        _ => {}
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let is_known = agile.data.is_cbc_aes && agile.key.is_cbc_aes && agile.rounds <= MOST_ROUNDS;
        is_known.then_some(agile)
    }

    fn decrypted(&self, packed: &[u8]) -> Option<Vec<u8>> {
        let hash = self.key.hash?;
        let password = hash.of_password(&self.key.salt, self.rounds);
        let open = |salt: &[u8], what: &[u8]| {
            let key = fitted(hash.of(&[&password, salt]), self.key.key_bytes);
            cbc(&key, &self.key.salt, what)
        };
        let input = open(&INPUT_SALT, &self.input)?;
        let value = open(&VALUE_SALT, &self.value)?;
        let expected = hash.of(&[&input]);
        if !value.starts_with(&expected) {
            return None;
        }
        let mut key = open(&KEY_SALT, &self.packed_key)?;
        key.truncate(self.data.key_bytes);
        let mut plain = Vec::with_capacity(packed.len());
        for (number, segment) in (0_u32..).zip(packed.chunks(SEGMENT)) {
            let start = self
                .data
                .hash?
                .of(&[&self.data.salt, &number.to_le_bytes()]);
            plain.extend(cbc(&key, &start, segment)?);
        }
        Some(plain)
    }
}

/// A key or a beginning of the length that is asked for, filled up as the format has it.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

/// Decrypts whole blocks, each chained to the one before.
fn cbc(key: &[u8], start: &[u8], packed: &[u8]) -> Option<Vec<u8>> {
    let start = fitted(start.to_vec(), 16);
    let mut blocks: Vec<Array<u8, _>> = Vec::with_capacity(packed.len() / 16);
    for block in packed.chunks_exact(16) {
        blocks.push(Array::try_from(block).ok()?);
    }
    match key.len() {
        16 => cbc::Decryptor::<Aes128>::new_from_slices(key, &start)
            .ok()?
            .decrypt_blocks(&mut blocks),
        32 => cbc::Decryptor::<Aes256>::new_from_slices(key, &start)
            .ok()?
            .decrypt_blocks(&mut blocks),
        _ => return None,
    }
    Some(blocks.into_iter().flatten().collect())
}

/// Decrypts a package in the way of Excel 2007.
fn standard(info: &[u8], packed: &[u8]) -> Option<Vec<u8>> {
    let header = u32_at(info, 8)? as usize;
    let verifier = info.get(12_usize.checked_add(header)?..)?;
    let key_bytes = (u32_at(info, 12 + 16)? / 8) as usize;
    let salt = verifier.get(4..20)?;
    let hash = Hash::Sha1.of_password(salt, STANDARD_ROUNDS);
    let hash = Hash::Sha1.of(&[&hash, &[0; 4]]);
    let mut derived = Vec::new();
    for pad in [0x36_u8, 0x5c] {
        let mut block = [pad; 64];
        for (byte, hashed) in block.iter_mut().zip(&hash) {
            *byte ^= hashed;
        }
        derived.extend(Hash::Sha1.of(&[&block]));
    }
    let key = derived.get(..key_bytes)?;
    let input = ecb(key, verifier.get(20..36)?)?;
    let value = ecb(key, verifier.get(40..72)?)?;
    value
        .starts_with(&Hash::Sha1.of(&[&input]))
        .then(|| ecb(key, packed))?
}

/// Decrypts whole blocks, each for itself.
fn ecb(key: &[u8], packed: &[u8]) -> Option<Vec<u8>> {
    let mut blocks: Vec<Array<u8, _>> = Vec::with_capacity(packed.len() / 16);
    for block in packed.chunks_exact(16) {
        blocks.push(Array::try_from(block).ok()?);
    }
    match key.len() {
        16 => Aes128::new_from_slice(key)
            .ok()?
            .decrypt_blocks(&mut blocks),
        32 => Aes256::new_from_slice(key)
            .ok()?
            .decrypt_blocks(&mut blocks),
        _ => return None,
    }
    Some(blocks.into_iter().flatten().collect())
}

const FILE_PASS: u16 = 0x002f;
/// A record that says who wrote the workbook; readers pass over it.
const WRITER: u16 = 0x005c;
const BOUND_SHEET: u16 = 0x0085;
/// Records that are never encrypted.
const PLAIN: [u16; 8] = [
    0x0809, FILE_PASS, 0x0194, 0x0195, 0x00e1, 0x0138, 0x0196, 0x0161,
];

/// The workbook of Excel 97 to 2003 without its encryption.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = workbook_stream(bytes).ok()?;
    let mut at = 0;
    let pass = loop {
        let (kind, length) = (u16_at(&stream, at)?, usize::from(u16_at(&stream, at + 2)?));
        if kind == FILE_PASS {
            break at;
        }
        at += 4 + length;
    };
    let length = usize::from(u16_at(&stream, pass + 2)?);
    let cipher = BlockCipher::parse(stream.get(pass + 4..pass + 4 + length)?)?;
    stream
        .get_mut(pass..pass + 2)?
        .copy_from_slice(&WRITER.to_le_bytes());
    cipher.decrypt(&mut stream, pass)?;
    rebuilt(bytes, &stream).ok()
}

/// The keys of a stream: one for each of its blocks.
struct BlockCipher {
    base: Vec<u8>,
    /// Bytes of the key; of the older way all that the hash gives.
    key: Option<usize>,
}

impl BlockCipher {
    /// By what the record says; `None` where the password is another, or the way is none that Excel protects with.
    fn parse(pass: &[u8]) -> Option<Self> {
        match (u16_at(pass, 0)?, u16_at(pass, 2)?, u16_at(pass, 4)?) {
            (1, 1, 1) => {
                let [salt, input, value] = [6, 22, 38].map(|at| pass.get(at..at + 16));
                let (salt, input, value) = (salt?, input?, value?);
                let hashed = Md5::digest(password());
                let salted = [&hashed[..5], salt].concat().repeat(16);
                let cipher = Self {
                    base: Md5::digest(salted)[..5].to_vec(),
                    key: None,
                };
                let opened = cipher.opened(&[input, value].concat())?;
                (Md5::digest(&opened[..16])[..] == opened[16..]).then_some(cipher)
            }
            (1, 2..=4, 2) => {
                let header = u32_at(pass, 10)? as usize;
                let bits = u32_at(pass, 14 + 16)?;
                let verifier = pass.get(14_usize.checked_add(header)?..)?;
                let base = Hash::Sha1.of(&[verifier.get(4..20)?, &password()]);
                let bytes = if bits == 0 { 5 } else { bits as usize / 8 };
                let cipher = Self {
                    base,
                    key: Some(bytes),
                };
                let opened =
                    cipher.opened(&[verifier.get(20..36)?, verifier.get(40..60)?].concat())?;
                (Hash::Sha1.of(&[&opened[..16]]) == opened[16..]).then_some(cipher)
            }
            _ => None,
        }
    }

    fn block(&self, number: u32) -> Option<Rc4> {
        let key = match self.key {
            None => Md5::digest([&self.base[..], &number.to_le_bytes()].concat()).to_vec(),
            Some(bytes) => {
                let mut key = Hash::Sha1.of(&[&self.base, &number.to_le_bytes()]);
                key.truncate(bytes);
                // A key of forty bits is filled up.
                key.resize(key.len().max(16), 0);
                key
            }
        };
        Rc4::new_from_slice(&key).ok()
    }

    fn opened(&self, packed: &[u8]) -> Option<Vec<u8>> {
        let mut opened = packed.to_vec();
        self.block(0)?.apply_keystream(&mut opened);
        Some(opened)
    }

    /// Decrypts the contents of all records but the plain ones. Heads and what is plain take their part of the key's
    /// stream all the same.
    fn decrypt(&self, stream: &mut [u8], pass: usize) -> Option<()> {
        let mut opened = stream.to_vec();
        for (number, block) in (0..).zip(opened.chunks_mut(BLOCK)) {
            self.block(number)?.apply_keystream(block);
        }
        let mut at = 0;
        while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
            let start = at + 4;
            let end = (start + usize::from(length)).min(stream.len());
            let is_plain = PLAIN.contains(&kind) || at == pass;
            // Where a sheet begins is plain too.
            let first = if kind == BOUND_SHEET {
                (start + 4).min(end)
            } else {
                start
            };
            if !is_plain {
                stream[first..end].copy_from_slice(&opened[first..end]);
            }
            at = end;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes::cipher::BlockModeEncrypt;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let length = content.len() as u16;
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    }

    /// A stream as Excel 97 encrypts it: the key's stream is the same in both directions.
    fn locked(plain: &[Vec<u8>], password: &[u8]) -> Vec<u8> {
        let salt = [7; 16];
        let hashed = Md5::digest(password);
        let salted = [&hashed[..5], &salt].concat().repeat(16);
        let cipher = BlockCipher {
            base: Md5::digest(salted)[..5].to_vec(),
            key: None,
        };
        let input = [9_u8; 16];
        let check = cipher
            .opened(&[&input[..], &Md5::digest(input)].concat())
            .expect("a check");
        let pass = [&[1, 0, 1, 0, 1, 0], &salt[..], &check].concat();
        let begin = record(0x0809, &[0, 6, 5, 0]);
        let mut stream = [begin.clone(), record(FILE_PASS, &pass), plain.concat()].concat();
        cipher.decrypt(&mut stream, begin.len()).expect("encrypted");
        stream
    }

    #[test]
    fn a_workbook_under_the_own_password_is_opened_and_no_other() {
        // Longer than a block, so that it needs several keys.
        let text = record(0x00fc, &[b'x'; 3000]);
        let sheet = record(BOUND_SHEET, &[1, 2, 3, 4, 5, 6]);
        let records = [text.clone(), sheet.clone(), record(0x000a, &[])];
        let stream = locked(&records, &password());
        assert!(!stream.ends_with(&records.concat()));
        let opened = workbook(&stream).expect("opened");
        let opened = workbook_stream(&opened).expect("a stream");
        assert!(opened.ends_with(&records.concat()));
        assert_eq!(u16_at(&opened, 8), Some(WRITER), "{:02x?}", &opened[..16]);
        assert_eq!(workbook(&locked(&records, b"m\0a\0t\0")), None);
    }

    /// What is encrypted in whole blocks, filled up with nothing.
    fn cbc_locked(key: &[u8], start: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut plain = plain.to_vec();
        plain.resize(plain.len().next_multiple_of(16), 0);
        let mut blocks: Vec<Array<u8, _>> = plain
            .chunks_exact(16)
            .map(|block| Array::try_from(block).expect("a block"))
            .collect();
        let start = fitted(start.to_vec(), 16);
        let mut lock = cbc::Encryptor::<Aes256>::new_from_slices(key, &start).expect("a key");
        lock.encrypt_blocks(&mut blocks);
        blocks.into_iter().flatten().collect()
    }

    #[test]
    fn a_package_under_the_own_password_is_opened() {
        let (salt, data_salt, key) = ([3; 16], [4; 16], [5; 32]);
        let hash = Hash::Sha512;
        let lock = |password: &[u8], salted: &[u8], plain: &[u8]| {
            let own = fitted(hash.of(&[password, salted]), 32);
            BASE64_STANDARD.encode(cbc_locked(&own, &salt, plain))
        };
        let content = vec![b'a'; SEGMENT + 100];
        let packed: Vec<u8> = (0_u32..)
            .zip(content.chunks(SEGMENT))
            .flat_map(|(number, segment)| {
                cbc_locked(
                    &key,
                    &hash.of(&[&data_salt, &number.to_le_bytes()]),
                    segment,
                )
            })
            .collect();
        for (rounds, is_opened) in [(3, true), (4, false)] {
            // Of another password all that can be seen is another hash.
            let password = hash.of_password(&salt, rounds);
            let shared = "keyBits=\"256\" cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\"";
            let info = format!(
                "<encryption><keyData saltValue=\"{}\" {shared}/><p:encryptedKey spinCount=\"3\" saltValue=\"{}\" {shared} \
                 encryptedVerifierHashInput=\"{}\" encryptedVerifierHashValue=\"{}\" encryptedKeyValue=\"{}\"/></encryption>",
                BASE64_STANDARD.encode(data_salt),
                BASE64_STANDARD.encode(salt),
                lock(&password, &INPUT_SALT, &[6; 16]),
                lock(&password, &VALUE_SALT, &hash.of(&[&[6; 16]])),
                lock(&password, &KEY_SALT, &key),
            );
            let opened = Agile::parse(info.as_bytes())
                .expect("described")
                .decrypted(&packed);
            let opened = opened.map(|opened| opened[..content.len()] == content);
            assert_eq!(opened, is_opened.then_some(true));
        }
    }

    #[test]
    fn nothing_is_made_of_what_is_no_encrypted_file() {
        for bytes in [
            &b""[..],
            b"PK",
            &[0xff; 600],
            b"\x09\x08\x08\0\0\x06\x05\0\0\0\0\0\x2f\0\xff\xff",
        ] {
            assert_eq!(opened(bytes, FileKind::EncryptedPackage), None);
            assert_eq!(opened(bytes, FileKind::EncryptedXls), None);
        }
        assert!(Agile::parse(b"<a/>").is_none());
    }
}
