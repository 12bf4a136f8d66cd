//! The model in words: what it does on its own file.

use super::Language::{self, English, French};
use super::numbers::{accounts, count};
use crate::model::SameFile;

/// How the model does on the file it was made from, which is at hand.
#[must_use]
pub fn same_file(same: SameFile, all: usize, language: Language) -> String {
    let SameFile { by_ties, by_groups } = same;
    let others = by_ties + by_groups;
    if others == 0 {
        return match language {
            French => "model.json, appliqué à ce même fichier, rend à chaque compte son segment.".into(),
            English => "model.json, applied to this same file, gives each account its segment.".into(),
        };
    }
    let (kept, all) = (count(all - others, language), accounts(all, language));
    let (by_ties, by_groups) = (count(by_ties, language), count(by_groups, language));
    match language {
        French => format!(
            "model.json, appliqué à ce même fichier, rend leur segment à {kept} sur {all}\u{202f}; ex æquo que seul leur identifiant \
             départage\u{a0}: {by_ties}, trop près d’une frontière\u{a0}: {by_groups}."
        ),
        English => format!(
            "model.json, applied to this same file, gives {kept} of {all} their segment; ties that only their ids tell apart: {by_ties}, \
             too near to a border: {by_groups}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_cannot_tell_is_counted() {
        let same = SameFile { by_ties: 9, by_groups: 3 };
        assert_eq!(
            same_file(same, 7_747, English),
            "model.json, applied to this same file, gives 7,735 of 7,747\u{a0}accounts their segment; ties that only their ids tell apart: 9, \
             too near to a border: 3."
        );
        assert!(same_file(same, 7_747, French).contains("7\u{202f}735 sur 7\u{202f}747\u{a0}comptes\u{202f}; ex æquo"));
        assert!(same_file(SameFile::default(), 5, English).ends_with("gives each account its segment."));
    }
}
