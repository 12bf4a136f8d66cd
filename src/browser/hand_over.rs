//! Handing files to the page around the frame, as `salesforce/README.md` specifies it. No browser types: tested natively.

use std::collections::VecDeque;
use std::sync::Arc;

/// The version of the protocol, which every message carries.
pub const VERSION: u32 = 1;

/// A file that the user wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name, without a path.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What the page around the frame says, already known to come from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It takes files, at this origin.
    Hello {
        /// As the browser names it; `null` where it has none.
        origin: String,
        /// What it wants to see in every message.
        nonce: String,
    },
    /// It has saved the file of this name.
    Taken {
        /// Its own nonce.
        nonce: String,
        /// The file's name.
        name: String,
    },
    /// It has not.
    Refused {
        /// Its own nonce.
        nonce: String,
        /// The file's name, or nothing where it would not repeat it.
        name: String,
    },
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Post the file to this origin alone.
    Post {
        /// The one that greeted.
        origin: String,
        /// What it wants to see.
        nonce: String,
        /// The file.
        file: Arc<Wanted>,
    },
    /// Ask the browser to save it, which a frame may forbid without a word.
    Save(Arc<Wanted>),
}

/// How the first file stands, for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The user is asked whether it may go to this origin.
    Asked {
        /// Where to.
        origin: String,
        /// The file.
        file: Arc<Wanted>,
    },
    /// It was posted, and the page around the frame has not answered.
    Posted {
        /// Where to.
        origin: String,
        /// The file.
        file: Arc<Wanted>,
    },
    /// The page around the frame has saved it.
    Taken {
        /// Which page.
        origin: String,
        /// The file's name.
        name: String,
    },
    /// It is still here: nobody around the frame takes files, the user would not hand it over, or it was not taken.
    Here {
        /// The origin that did not take it.
        refused_by: Option<String>,
        /// The origin that would.
        taker: Option<String>,
        /// Whether the browser was asked to save it.
        is_saving: bool,
        /// The file.
        file: Arc<Wanted>,
    },
}

/// The files under way out of a frame, one at a time.
#[derive(Debug, Default)]
pub struct HandOver {
    host: Option<Host>,
    /// The origin to which files may go, by the user's word.
    allowed: Option<String>,
    /// The user would rather save them from here.
    is_declined: bool,
    /// Files that wait behind the first.
    waiting: VecDeque<Arc<Wanted>>,
    standing: Option<Standing>,
}

/// Who greeted last.
#[derive(Debug)]
struct Host {
    origin: String,
    nonce: String,
}

impl HandOver {
    /// How the first file stands; nothing where there is none.
    #[must_use]
    pub fn standing(&self) -> Option<&Standing> {
        self.standing.as_ref()
    }

    /// The user wants a file.
    pub fn want(&mut self, file: Wanted) -> Option<Act> {
        self.waiting.push_back(Arc::new(file));
        match self.standing {
            Some(Standing::Asked { .. } | Standing::Posted { .. }) => None,
            _ => self.go_on(),
        }
    }

    /// The page around the frame says something.
    pub fn hear(&mut self, heard: Heard) -> Option<Act> {
        match heard {
            Heard::Hello { origin, nonce } => {
                // A file goes to an origin that the user has seen, or nowhere.
                let is_nonce =
                    nonce.len() == 32 && nonce.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
                if !is_nonce || origin == "null" || origin.is_empty() {
                    return None;
                }
                self.host = Some(Host { origin, nonce });
                match self.standing.take() {
                    // Whoever asked for it first has forgotten it.
                    Some(Standing::Asked { file, .. } | Standing::Posted { file, .. }) => {
                        self.waiting.push_front(file);
                        self.go_on()
                    }
                    before => {
                        self.standing = before;
                        None
                    }
                }
            }
            Heard::Taken { nonce, name } => self.settle(&nonce, &name, true),
            Heard::Refused { nonce, name } => self.settle(&nonce, &name, false),
        }
    }

    /// The user lets files go to the origin that was named, or not. Another page may have greeted since: it is asked for anew.
    pub fn answer(&mut self, may_go: bool) -> Option<Act> {
        let (named, file) = match self.standing.take()? {
            Standing::Asked { origin, file } | Standing::Here { taker: Some(origin), file, .. } => (origin, file),
            other => {
                self.standing = Some(other);
                return None;
            }
        };
        self.is_declined = !may_go;
        self.allowed = may_go.then_some(named);
        self.waiting.push_front(file);
        self.go_on()
    }

    /// The user asks the browser to save the file that is still here.
    pub fn save(&mut self) -> Option<Act> {
        let Some(Standing::Here { is_saving, file, .. }) = &mut self.standing else { return None };
        *is_saving = true;
        Some(Act::Save(file.clone()))
    }

    /// The user does not wait for an answer any more: the file is here as well.
    pub fn stop_waiting(&mut self) {
        if let Some(Standing::Posted { origin, file }) = self.standing.take() {
            self.standing = Some(Standing::Here { refused_by: None, taker: Some(origin), is_saving: false, file });
        }
    }

    /// The user is done with the first file.
    pub fn close(&mut self) -> Option<Act> {
        self.standing = None;
        self.go_on()
    }

    fn settle(&mut self, nonce: &str, name: &str, is_taken: bool) -> Option<Act> {
        let is_ours = self.host.as_ref().is_some_and(|host| host.nonce == nonce);
        let Some(Standing::Posted { origin, file }) = self.standing.take_if(|standing| {
            matches!(standing, Standing::Posted { file, .. } if is_ours && (file.name == name || !is_taken && name.is_empty()))
        }) else {
            return None;
        };
        self.standing = Some(match is_taken {
            true => Standing::Taken { origin, name: file.name.clone() },
            false => Standing::Here { refused_by: Some(origin.clone()), taker: Some(origin), is_saving: false, file },
        });
        // A refusal is to be seen before the next file takes its place.
        if is_taken && !self.waiting.is_empty() { self.go_on() } else { None }
    }

    /// The next file's turn.
    fn go_on(&mut self) -> Option<Act> {
        let file = self.waiting.pop_front()?;
        match &self.host {
            Some(Host { origin, nonce }) if self.allowed.as_ref() == Some(origin) => {
                self.standing = Some(Standing::Posted { origin: origin.clone(), file: file.clone() });
                Some(Act::Post { origin: origin.clone(), nonce: nonce.clone(), file })
            }
            Some(Host { origin, .. }) if !self.is_declined => {
                self.standing = Some(Standing::Asked { origin: origin.clone(), file });
                None
            }
            host => {
                let taker = host.as_ref().map(|host| host.origin.clone());
                let here = file.clone();
                self.standing = Some(Standing::Here { refused_by: None, taker, is_saving: true, file: here });
                Some(Act::Save(file))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: &str = "00112233445566778899aabbccddeeff";
    const ORIGIN: &str = "https://example.lightning.force.com";

    fn file(name: &str) -> Wanted {
        Wanted { name: name.into(), media_type: "text/csv".into(), bytes: vec![1, 2] }
    }

    fn hello(origin: &str, nonce: &str) -> Heard {
        Heard::Hello { origin: origin.into(), nonce: nonce.into() }
    }

    fn taken(nonce: &str, name: &str) -> Heard {
        Heard::Taken { nonce: nonce.into(), name: name.into() }
    }

    fn posted(name: &str, nonce: &str) -> Act {
        Act::Post { origin: ORIGIN.into(), nonce: nonce.into(), file: Arc::new(file(name)) }
    }

    #[test]
    fn without_a_greeting_the_browser_is_asked() {
        let mut out = HandOver::default();
        assert_eq!(out.want(file("a.csv")), Some(Act::Save(Arc::new(file("a.csv")))));
        assert!(matches!(out.standing(), Some(Standing::Here { taker: None, is_saving: true, .. })));
        // Another file takes its place; the first was shown.
        assert!(out.want(file("b.csv")).is_some());
        assert_eq!(out.close(), None);
        assert_eq!(out.standing(), None);
    }

    #[test]
    fn the_user_is_asked_once_and_files_go_one_at_a_time() {
        let mut out = HandOver::default();
        assert_eq!(out.hear(hello(ORIGIN, NONCE)), None);
        assert_eq!(out.want(file("a.csv")), None);
        assert!(matches!(out.standing(), Some(Standing::Asked { origin, .. }) if origin == ORIGIN));
        assert_eq!(out.want(file("b.csv")), None);
        assert_eq!(out.answer(true), Some(posted("a.csv", NONCE)));
        assert_eq!(out.hear(taken(NONCE, "b.csv")), None, "not that one");
        assert_eq!(out.hear(taken("0", "a.csv")), None, "not that nonce");
        assert_eq!(out.hear(taken(NONCE, "a.csv")), Some(posted("b.csv", NONCE)));
        assert_eq!(out.hear(taken(NONCE, "b.csv")), None);
        assert!(matches!(out.standing(), Some(Standing::Taken { name, .. }) if name == "b.csv"));
        assert_eq!(out.want(file("c.csv")), Some(posted("c.csv", NONCE)));
    }

    #[test]
    fn a_greeting_without_origin_or_nonce_is_none() {
        let mut out = HandOver::default();
        for (origin, nonce) in [("null", NONCE), ("", NONCE), (ORIGIN, ""), (ORIGIN, &NONCE.to_uppercase())] {
            out.hear(hello(origin, nonce));
            assert!(matches!(out.want(file("a.csv")), Some(Act::Save(_))), "{origin} {nonce}");
        }
    }

    #[test]
    fn who_declines_saves_from_here_and_may_think_better_of_it() {
        let mut out = HandOver::default();
        out.hear(hello(ORIGIN, NONCE));
        out.want(file("a.csv"));
        assert_eq!(out.answer(false), Some(Act::Save(Arc::new(file("a.csv")))));
        assert_eq!(out.want(file("b.csv")), Some(Act::Save(Arc::new(file("b.csv")))));
        assert!(matches!(out.standing(), Some(Standing::Here { taker: Some(_), .. })));
        assert_eq!(out.answer(true), Some(posted("b.csv", NONCE)));
    }

    #[test]
    fn consent_is_for_the_origin_that_was_named() {
        let other = "https://other.example";
        let mut out = HandOver::default();
        out.hear(hello(ORIGIN, NONCE));
        out.want(file("a.csv"));
        out.answer(false);
        out.hear(hello(other, NONCE));
        assert!(matches!(out.standing(), Some(Standing::Here { taker: Some(named), .. }) if named == ORIGIN));
        assert_eq!(out.answer(true), None, "the user said yes to another");
        assert!(matches!(out.standing(), Some(Standing::Asked { origin, .. }) if origin == other));
        assert_eq!(HandOver::default().answer(true), None);
    }

    #[test]
    fn a_refused_file_is_still_here() {
        let mut out = HandOver::default();
        out.hear(hello(ORIGIN, NONCE));
        out.want(file("a.csv"));
        out.answer(true);
        out.want(file("b.csv"));
        assert_eq!(out.hear(Heard::Refused { nonce: NONCE.into(), name: String::new() }), None);
        assert!(matches!(out.standing(), Some(Standing::Here { refused_by: Some(_), is_saving: false, .. })));
        assert_eq!(out.save(), Some(Act::Save(Arc::new(file("a.csv")))));
        assert_eq!(out.close(), Some(posted("b.csv", NONCE)));
        out.stop_waiting();
        assert_eq!(out.hear(taken(NONCE, "b.csv")), None, "nobody waits any more");
    }

    #[test]
    fn a_later_greeting_gets_the_file_again_and_another_origin_is_asked_for() {
        let (other, later) = ("https://other.example", "ffeeddccbbaa99887766554433221100");
        let mut out = HandOver::default();
        out.hear(hello(ORIGIN, NONCE));
        out.want(file("a.csv"));
        out.answer(true);
        assert_eq!(out.hear(hello(ORIGIN, later)), Some(posted("a.csv", later)));
        assert_eq!(out.hear(taken(NONCE, "a.csv")), None);
        assert_eq!(out.hear(hello(other, NONCE)), None);
        assert!(matches!(out.standing(), Some(Standing::Asked { origin, .. }) if origin == other));
    }
}
