//! Salesforce record ids: 15 case-sensitive characters, or 18 with three that keep the case safe.
//!
//! Each of the last three characters tells which of five characters are upper-case letters (Salesforce, "ID field type").

/// What an id is, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdForm {
    /// 18 characters with the right checksum.
    Long,
    /// 15 characters.
    Short,
    /// Not a Salesforce id.
    Other,
}

const CHECKSUM: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// The form of `id`.
#[must_use]
pub fn form(id: &str) -> IdForm {
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return IdForm::Other;
    }
    match id.len() {
        15 => IdForm::Short,
        18 if checksum(&id[..15]) == id.as_bytes()[15..] => IdForm::Long,
        _ => IdForm::Other,
    }
}

/// The 18-character form of a Salesforce id; `None` if it is none.
#[must_use]
pub fn long_form(id: &str) -> Option<String> {
    match form(id) {
        IdForm::Long => Some(id.to_owned()),
        IdForm::Short => Some(id.chars().chain(checksum(id).map(char::from)).collect()),
        IdForm::Other => None,
    }
}

fn checksum(short: &str) -> [u8; 3] {
    let mut bits = [0_usize; 3];
    for (place, byte) in short.bytes().enumerate() {
        if byte.is_ascii_uppercase() {
            bits[place / 5] |= 1 << (place % 5);
        }
    }
    bits.map(|bits| CHECKSUM[bits])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ids_get_their_checksum() {
        assert_eq!(long_form("0011r00002M4hxD").as_deref(), Some("0011r00002M4hxDAAR"));
        assert_eq!(long_form("0011r00002M4hxDAAR").as_deref(), Some("0011r00002M4hxDAAR"));
    }

    #[test]
    fn what_is_no_id_is_told() {
        for id in ["", "21221002M4luYAAR", "0011r00002M4hxDAAB", "0011r00002M4hx ", "0011r00002M4hxé", "12345"] {
            assert_eq!(form(id), IdForm::Other, "{id}");
            assert_eq!(long_form(id), None);
        }
        assert_eq!(form("0011r00002M4hxD"), IdForm::Short);
    }
}
