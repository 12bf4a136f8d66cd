//! The kernel of k-means: the nearest of a few centres for runs of points.

/// Points handled side by side; a multiple of every SIMD width in use.
const LANES: usize = 8;

/// Centres as k rows of d coordinates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Centres {
    pub(super) d: usize,
    pub(super) values: Vec<f64>,
}

impl Centres {
    /// k centres in d dimensions, at the origin.
    pub(super) fn zeros(k: usize, d: usize) -> Self {
        Self { d, values: vec![0.0; k * d] }
    }

    /// How many centres.
    pub(super) fn k(&self) -> usize {
        self.values.len() / self.d
    }

    /// Centre `c`.
    pub(super) fn row(&self, c: usize) -> &[f64] {
        &self.values[c * self.d..(c + 1) * self.d]
    }

    /// Squared distance of centre `c` to centre `other` of `others`.
    pub(super) fn squared(&self, c: usize, others: &Centres, other: usize) -> f64 {
        self.row(c).iter().zip(others.row(other)).map(|(x, y)| (x - y) * (x - y)).sum()
    }

    /// Centre `c`, to be changed.
    pub(super) fn row_mut(&mut self, c: usize) -> &mut [f64] {
        &mut self.values[c * self.d..(c + 1) * self.d]
    }
}

/// For the points `start..start + labels.len()` writes the nearest of the centres, its squared distance and that of the second nearest;
/// of equally near centres the first counts.
pub(super) fn nearest(
    columns: &[Vec<f64>],
    start: usize,
    centres: &Centres,
    labels: &mut [u8],
    distances: &mut [f64],
    seconds: &mut [f64],
) {
    let whole = labels.len() / LANES * LANES;
    for at in (0..whole).step_by(LANES) {
        lanes::<LANES>(columns, start + at, centres, &mut labels[at..], &mut distances[at..], &mut seconds[at..]);
    }
    for at in whole..labels.len() {
        lanes::<1>(columns, start + at, centres, &mut labels[at..], &mut distances[at..], &mut seconds[at..]);
    }
}

/// [`nearest`] for `L` points.
#[inline(always)]
fn lanes<const L: usize>(
    columns: &[Vec<f64>],
    start: usize,
    centres: &Centres,
    labels: &mut [u8],
    distances: &mut [f64],
    seconds: &mut [f64],
) {
    let mut best = [f64::INFINITY; L];
    let mut second = [f64::INFINITY; L];
    // Labels as f64: the comparison's mask then has the width of what it selects.
    let mut label = [0.0; L];
    for c in 0..centres.k() {
        let mut squared = [0.0; L];
        for (column, &c) in columns.iter().zip(centres.row(c)) {
            let values = &column[start..start + L];
            for lane in 0..L {
                let difference = values[lane] - c;
                squared[lane] += difference * difference;
            }
        }
        let number = c as f64;
        for lane in 0..L {
            let nearer = squared[lane] < best[lane];
            let farther = if nearer { best[lane] } else { squared[lane] };
            second[lane] = if farther < second[lane] { farther } else { second[lane] };
            best[lane] = if nearer { squared[lane] } else { best[lane] };
            label[lane] = if nearer { number } else { label[lane] };
        }
    }
    distances[..L].copy_from_slice(&best);
    seconds[..L].copy_from_slice(&second);
    for lane in 0..L {
        labels[lane] = label[lane] as u8;
    }
}
