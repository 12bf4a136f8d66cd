//! Cuts the inflated XML of a worksheet into pieces that begin and end between rows.

/// Cuts a stream of bytes at row boundaries.
#[derive(Debug)]
pub struct Cutter {
    held: Vec<u8>,
    /// The head before the first row has been left out.
    begun: bool,
    /// Pieces are at least this long, but for the last.
    least: usize,
}

/// A piece that has no row in so many bytes is no plain sheet: giving up bounds the memory held.
const MOST_HELD: usize = 64 << 20;

impl Cutter {
    /// Cuts pieces of at least `least` bytes.
    #[must_use]
    pub fn new(least: usize) -> Self {
        Self { held: Vec::with_capacity(least + least / 4), begun: false, least }
    }

    /// Takes more bytes; gives a piece when there is enough for one.
    ///
    /// # Errors
    /// [`super::Odd`] when no row begins where one must.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Option<Vec<u8>>, super::Odd> {
        self.held.extend_from_slice(bytes);
        if self.held.len() < self.least {
            return Ok(None);
        }
        self.leave_out_head()?;
        let Some(cut) = rfind(&self.held, b"<row ").filter(|&cut| cut > 0) else {
            return if self.held.len() > MOST_HELD { Err(super::Odd) } else { Ok(None) };
        };
        let mut tail = Vec::with_capacity(self.least + self.least / 4);
        tail.extend_from_slice(&self.held[cut..]);
        self.held.truncate(cut);
        Ok(Some(std::mem::replace(&mut self.held, tail)))
    }

    /// The last piece.
    ///
    /// # Errors
    /// [`super::Odd`] when there is no sheet data.
    pub fn finish(mut self) -> Result<Vec<u8>, super::Odd> {
        self.leave_out_head()?;
        Ok(self.held)
    }

    fn leave_out_head(&mut self) -> Result<(), super::Odd> {
        if self.begun {
            return Ok(());
        }
        let start = find(&self.held, b"<sheetData").ok_or(super::Odd)?;
        let after = start + b"<sheetData".len();
        let keep = match self.held.get(after) {
            Some(b'>') => after + 1,
            // `<sheetData/>`: the scanner sees the end.
            Some(b'/') => start,
            _ => return Err(super::Odd),
        };
        self.held.drain(..keep);
        self.begun = true;
        Ok(())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_joined_are_the_rows() {
        let xml = b"<?xml?><worksheet><dimension ref=\"A1\"/><sheetData><row r=\"1\"><c/></row><row r=\"2\"></row></sheetData><x/>";
        for least in [1, 5, 20, 40, 1000] {
            for step in [1, 3, 7, 50] {
                let mut cutter = Cutter::new(least);
                let mut pieces = Vec::new();
                let mut odd = false;
                for bytes in xml.chunks(step) {
                    match cutter.push(bytes) {
                        Ok(piece) => pieces.extend(piece),
                        // Only while the head has not arrived whole.
                        Err(_) => odd = true,
                    }
                }
                if odd {
                    continue;
                }
                pieces.push(cutter.finish().unwrap());
                assert!(pieces.iter().all(|piece| piece.starts_with(b"<row ")), "{least} {step}");
                let joined = pieces.concat();
                assert_eq!(joined, b"<row r=\"1\"><c/></row><row r=\"2\"></row></sheetData><x/>");
            }
        }
    }
}
