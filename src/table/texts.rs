//! Texts stored once each, addressed by a small number.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Number of a text in its [`Texts`]; 0 is the empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(pub u32);

/// A pool of distinct texts in one buffer.
#[derive(Clone)]
pub struct Texts {
    bytes: String,
    /// `ends[i]` is the end in `bytes` of text `i`; text 0 is empty.
    ends: Vec<u32>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self {
            bytes: String::new(),
            ends: Vec::new(),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        };
        texts.intern("");
        texts
    }
}

impl Texts {
    /// The empty text's number.
    pub const EMPTY: TextId = TextId(0);

    /// Makes room for so many more texts.
    pub(super) fn reserve(&mut self, count: usize) {
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.index.reserve(count, |&id| hasher.hash_one(slice(bytes, ends, id)));
        self.ends.reserve(count);
    }

    /// The number of `text`, stored now if it is new.
    ///
    /// # Panics
    /// Past 4 GiB of distinct text; the readers' limits stop long before.
    pub fn intern(&mut self, text: &str) -> TextId {
        let hash = self.hasher.hash_one(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&id) = self.index.find(hash, |&id| slice(bytes, ends, id) == text) {
            return TextId(id);
        }
        let id = u32::try_from(self.ends.len()).expect("fewer than 2^32 distinct texts: each takes a cell");
        self.bytes.push_str(text);
        self.ends.push(u32::try_from(self.bytes.len()).expect("the readers cap text far below 4 GiB"));
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.index.insert_unique(hash, id, |&id| hasher.hash_one(slice(bytes, ends, id)));
        TextId(id)
    }

    /// The number of `text`, if it is stored.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<TextId> {
        let (bytes, ends) = (&self.bytes, &self.ends);
        let found = self.index.find(self.hasher.hash_one(text), |&id| slice(bytes, ends, id) == text);
        found.map(|&id| TextId(id))
    }

    /// The text with this number.
    ///
    /// # Panics
    /// If `id` comes from another pool and is out of range.
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        slice(&self.bytes, &self.ends, id.0)
    }

    /// Bytes of the text with this number, without touching it.
    ///
    /// # Panics
    /// As [`Texts::get`].
    #[must_use]
    pub fn byte_len_of(&self, id: TextId) -> usize {
        let id = id.0 as usize;
        (self.ends[id] - if id == 0 { 0 } else { self.ends[id - 1] }) as usize
    }

    /// All texts, one after the other, and where each ends.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<u32>) {
        (self.bytes, self.ends)
    }

    /// How many distinct texts there are, the empty one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing but the empty text is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.len() <= 1
    }

    /// Bytes of distinct text stored.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        self.bytes.len()
    }
}

fn slice<'a>(bytes: &'a str, ends: &[u32], id: u32) -> &'a str {
    let id = id as usize;
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    &bytes[start..ends[id] as usize]
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("len", &self.len()).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes && self.ends == other.ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_stored_once() {
        let mut texts = Texts::default();
        let a = texts.intern("sac 25 kg");
        let b = texts.intern("vrac");
        assert_eq!(texts.intern("sac 25 kg"), a);
        assert_ne!(a, b);
        assert_eq!((texts.find("vrac"), texts.find("sac")), (Some(b), None));
        assert_eq!(texts.intern(""), Texts::EMPTY);
        assert_eq!((texts.get(a), texts.get(b), texts.len()), ("sac 25 kg", "vrac", 3));
    }
}
