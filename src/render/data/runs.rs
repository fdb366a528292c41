//! Small numbers as Parquet's hybrid of runs and packed bits.
//!
//! Source: Apache Parquet, "Encodings", "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".

/// Packed numbers come in groups of so many.
const GROUP: usize = 8;

/// How many bits the numbers up to this one take.
pub(super) fn width_of(largest: u32) -> u32 {
    u32::BITS - largest.leading_zeros()
}

/// Appends numbers of so many bits at most: a number that comes often enough in a row once with how often, all others
/// packed. The last group is filled up with noughts.
pub(super) fn put_hybrid(numbers: &[u32], width: u32, to: &mut Vec<u8>) {
    let mut unwritten = 0;
    let mut at = 0;
    while let Some(&number) = numbers.get(at) {
        let same = numbers[at..].iter().take_while(|&&it| it == number).count();
        // What is packed before a run has to be whole groups.
        let missing = (at - unwritten).next_multiple_of(GROUP) - (at - unwritten);
        if same >= missing + GROUP {
            put_packed(&numbers[unwritten..at + missing], width, to);
            put_run(number, same - missing, width, to);
            unwritten = at + same;
        }
        at += same;
    }
    put_packed(&numbers[unwritten..], width, to);
}

/// Appends one number so many times.
fn put_run(number: u32, times: usize, width: u32, to: &mut Vec<u8>) {
    put_varint(times << 1, to);
    to.extend_from_slice(&number.to_le_bytes()[..width.div_ceil(8) as usize]);
}

fn put_packed(numbers: &[u32], width: u32, to: &mut Vec<u8>) {
    if numbers.is_empty() {
        return;
    }
    let groups = numbers.len().div_ceil(GROUP);
    put_varint(groups << 1 | 1, to);
    let end = to.len() + groups * width as usize;
    put_bits(numbers, width, to);
    to.resize(end, 0);
}

/// Appends the bits of numbers, the lowest first, up to a whole byte.
pub(super) fn put_bits(numbers: &[u32], width: u32, to: &mut Vec<u8>) {
    let mut bits = 0_u64;
    let mut count = 0;
    for &number in numbers {
        bits |= u64::from(number) << count;
        count += width;
        if count >= u32::BITS {
            to.extend_from_slice(&(bits as u32).to_le_bytes());
            bits >>= u32::BITS;
            count -= u32::BITS;
        }
    }
    to.extend_from_slice(&bits.to_le_bytes()[..count.div_ceil(8) as usize]);
}

/// Seven bits a byte, the lowest first; a set highest bit says that more follow.
fn put_varint(mut number: usize, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hybrid(numbers: &[u32], width: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_hybrid(numbers, width, &mut bytes);
        bytes
    }

    #[test]
    fn a_width_holds_its_numbers() {
        assert_eq!([0, 1, 2, 7, 8, u32::MAX].map(width_of), [0, 1, 2, 3, 4, 32]);
    }

    #[test]
    fn the_numbers_of_the_specification_are_packed_as_it_says() {
        let numbers: Vec<u32> = (0..8).collect();
        assert_eq!(
            hybrid(&numbers, 3),
            [3, 0b1000_1000, 0b1100_0110, 0b1111_1010]
        );
    }

    #[test]
    fn a_number_that_repeats_is_written_once() {
        assert_eq!(hybrid(&[5; 300], 3), [0xD8, 0x04, 5]);
        assert_eq!(hybrid(&[300; 8], 9), [16, 0x2C, 0x01]);
        assert_eq!(hybrid(&[0; 9], 0), [18]);
        assert!(hybrid(&[], 3).is_empty());
    }

    #[test]
    fn groups_before_a_run_are_filled_from_it() {
        let numbers = [&[1, 0, 1][..], &[1; 13], &[0]].concat();
        // A group of eight, a run of eight, a group of one.
        assert_eq!(hybrid(&numbers, 1), [3, 0b1111_1101, 16, 1, 3, 0]);
        // Too short for a run once the group is filled.
        let numbers = [&[1, 0, 1][..], &[1; 12]].concat();
        assert_eq!(hybrid(&numbers, 1), [5, 0b1111_1101, 0b0111_1111]);
    }
}
