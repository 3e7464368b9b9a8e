//! The reader of Firefox' format (`.fxsnapshot`): unpacked bytes → [`Snapshot`](super::Snapshot).
//!
//! One message of Protocol Buffers after the other, each behind its length: first when the snapshot was taken, then a message a
//! node with the links that start from it. Texts are written out when they first come up and referred to by number from then on,
//! those of two bytes a character and those of one in tables of their own (`texts`). Nodes are named by address, so links
//! become edges at the end, when it is known where every node is (`assemble`).

mod assemble;
mod message;
mod names;
mod reader;
mod texts;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod written;

pub use reader::Reader;

/// The key of the first field, which is a number.
const FIRST_FIELD: u8 = 0x08;
/// The first message holds one number: its key and up to ten bytes.
const LONGEST_FIRST: u8 = 11;

/// Whether a file that starts like this is of this format: with a short message of one number, and a second message.
pub fn is_firefox(head: &[u8]) -> bool {
    let Some((&length, rest)) = head.split_first() else { return false };
    if !(2..=LONGEST_FIRST).contains(&length) {
        return false;
    }
    let Some((first, rest)) = rest.split_at_checked(usize::from(length)) else { return false };
    let ends_with_number = first.split_first().is_some_and(|(&key, number)| {
        let digits = number.iter().take_while(|&&byte| byte >= 0x80).count();
        key == FIRST_FIELD && digits + 1 == number.len()
    });
    // Behind the second length, which takes up to five bytes, stands the same key: every node has a number, too.
    let length = rest.iter().take(4).take_while(|&&byte| byte >= 0x80).count() + 1;
    ends_with_number && rest.get(length).is_none_or(|&key| key == FIRST_FIELD)
}
