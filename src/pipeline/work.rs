//! Work cut into pieces that any executor may run, in any order, on any number of workers, to the same bytes.

use serde::{Serialize, de::DeserializeOwned};

/// One piece of a stage. What it gives depends on itself and the context alone, never on who runs it or when.
pub trait Work: Serialize + DeserializeOwned + Send + Sync {
    /// What all pieces of the stage share; sent to a worker once.
    type Context: Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What one piece gives.
    type Output: Serialize + DeserializeOwned + Send;
    /// Tells a worker which work the bytes it receives are.
    const KIND: Kind;
    /// Pieces that another worker holds at once: one in hand, and one waiting so that it never idles. Few and long pieces had better not wait
    /// behind each other while the rest of the work comes to its end.
    const IN_HAND: usize = 2;

    /// Does the piece.
    fn run(&self, context: &Self::Context) -> Self::Output;
}

/// Pieces of a stage, made one after the other: the first may run while the last is not there yet.
#[expect(async_fn_in_trait, reason = "executors live on one thread; their futures need not be Send")]
pub trait Pieces<W> {
    /// The next piece, or `None` when there is no more.
    async fn next(&mut self) -> Option<W>;
}

impl<W, P: Pieces<W>> Pieces<W> for &mut P {
    async fn next(&mut self) -> Option<W> {
        P::next(self).await
    }
}

/// Pieces that are all there.
impl<W> Pieces<W> for std::vec::IntoIter<W> {
    async fn next(&mut self) -> Option<W> {
        Iterator::next(self)
    }
}

/// Runs pieces of work.
#[expect(async_fn_in_trait, reason = "executors live on one thread; their futures need not be Send")]
pub trait Executor {
    /// Runs every piece and gives their outputs in the order of `pieces`; `done` hears how many are finished.
    ///
    /// # Errors
    /// [`Lost`] when a worker died under the work.
    async fn map<W: Work>(
        &self,
        context: &W::Context,
        pieces: impl Pieces<W>,
        done: &mut dyn FnMut(usize),
    ) -> Result<Vec<W::Output>, Lost>;
}

/// A worker died under the work; what it said, in technical words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost(pub String);

/// Runs the pieces one after the other, where it is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct Serial;

impl Executor for Serial {
    async fn map<W: Work>(
        &self,
        context: &W::Context,
        mut pieces: impl Pieces<W>,
        done: &mut dyn FnMut(usize),
    ) -> Result<Vec<W::Output>, Lost> {
        let mut outputs = Vec::new();
        while let Some(piece) = pieces.next().await {
            outputs.push(piece.run(context));
            done(outputs.len());
        }
        Ok(outputs)
    }
}

/// Runs the pieces on this many threads of the machine.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Threads(pub std::num::NonZeroUsize);

#[cfg(not(target_arch = "wasm32"))]
impl Threads {
    /// As many threads as the machine has cores.
    #[must_use]
    pub fn all() -> Self {
        Self(std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Executor for Threads {
    async fn map<W: Work>(
        &self,
        context: &W::Context,
        mut pieces: impl Pieces<W>,
        done: &mut dyn FnMut(usize),
    ) -> Result<Vec<W::Output>, Lost> {
        // Few pieces wait, so that pieces that are made on the way do not pile up.
        let (give, take) = std::sync::mpsc::sync_channel::<(usize, W)>(self.0.get());
        let take = std::sync::Mutex::new(take);
        let (hand_in, collect) = std::sync::mpsc::channel();
        let mut outputs: Vec<Option<W::Output>> = Vec::new();
        let mut finished = 0;
        std::thread::scope(|scope| {
            for _ in 0..self.0.get() {
                let (take, hand_in) = (&take, hand_in.clone());
                scope.spawn(move || {
                    // A poisoned lock means that a thread panicked, and the scope will pass that on.
                    while let Some((index, piece)) = take.lock().ok().and_then(|take| take.recv().ok()) {
                        if hand_in.send((index, piece.run(context))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(hand_in);
            let mut put = |(index, output): (usize, W::Output), outputs: &mut Vec<Option<W::Output>>| {
                outputs[index] = Some(output);
                finished += 1;
                done(finished);
            };
            while let Some(piece) = pollster::block_on(pieces.next()) {
                let index = outputs.len();
                outputs.push(None);
                if give.send((index, piece)).is_err() {
                    break;
                }
                collect.try_iter().for_each(|output| put(output, &mut outputs));
            }
            drop(give);
            collect.iter().for_each(|output| put(output, &mut outputs));
        });
        outputs.into_iter().collect::<Option<Vec<_>>>().ok_or_else(|| Lost("a thread ended early".into()))
    }
}

/// Every kind of work there is, so that a worker can tell the bytes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum Kind {
    /// Some records of a text table.
    Records,
    /// The best partition for one k.
    Search,
    /// Distances of all pairs of two bands of accounts.
    Silhouette,
    /// Silhouettes of a block of accounts, from a sample.
    Estimate,
    /// A draw of accounts without structure.
    Baseline,
    /// A redraw of the list of accounts.
    Stability,
}

/// Runs one piece, bytes in, bytes out.
type RunPiece = dyn Fn(&[u8]) -> Result<Vec<u8>, postcard::Error>;

/// A context at rest in a worker, ready to run pieces that arrive as bytes.
pub struct Bench {
    run: Box<RunPiece>,
}

impl Bench {
    /// Makes a bench of this kind from a context's bytes.
    ///
    /// # Errors
    /// When the bytes are no context of this kind: page and worker are of different builds.
    pub fn open(kind: Kind, context: &[u8]) -> Result<Self, postcard::Error> {
        match kind {
            Kind::Records => Self::of::<super::stages::TextPiece>(context),
            Kind::Search => Self::of::<super::stages::SearchPiece>(context),
            Kind::Silhouette => Self::of::<super::stages::SilhouettePiece>(context),
            Kind::Estimate => Self::of::<super::stages::EstimatePiece>(context),
            Kind::Baseline => Self::of::<super::evidence::BaselinePiece>(context),
            Kind::Stability => Self::of::<super::evidence::StabilityPiece>(context),
        }
    }

    fn of<W: Work + 'static>(context: &[u8]) -> Result<Self, postcard::Error> {
        let context: W::Context = postcard::from_bytes(context)?;
        Ok(Self { run: Box::new(move |piece| postcard::to_stdvec(&postcard::from_bytes::<W>(piece)?.run(&context))) })
    }

    /// Runs one piece, bytes in, bytes out.
    ///
    /// # Errors
    /// When the bytes are no piece of this bench's kind.
    pub fn run(&self, piece: &[u8]) -> Result<Vec<u8>, postcard::Error> {
        (self.run)(piece)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Serialize, Deserialize)]
    struct Multiply(u64);

    impl Work for Multiply {
        type Context = u64;
        type Output = u64;
        const KIND: Kind = Kind::Search;

        fn run(&self, context: &u64) -> u64 {
            self.0 * context
        }
    }

    #[test]
    fn every_executor_keeps_the_order_of_the_pieces() {
        let pieces = || (0..100).map(Multiply).collect::<Vec<_>>().into_iter();
        let mut heard = Vec::new();
        let serial = pollster::block_on(Serial.map(&3, pieces(), &mut |done| heard.push(done))).unwrap();
        assert_eq!(serial, (0..100).map(|x| 3 * x).collect::<Vec<_>>());
        assert_eq!(heard, (1..=100).collect::<Vec<_>>());
        for threads in [1, 2, 3, 8] {
            let threads = Threads(std::num::NonZeroUsize::new(threads).unwrap());
            heard.clear();
            let outputs = pollster::block_on(threads.map(&3, pieces(), &mut |done| heard.push(done))).unwrap();
            assert_eq!(outputs, serial);
            assert_eq!(heard, (1..=100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn bytes_of_another_build_are_refused() {
        assert!(Bench::open(Kind::Silhouette, &[0xff]).is_err());
    }
}
