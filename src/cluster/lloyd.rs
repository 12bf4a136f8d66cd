//! Lloyd's k-means until no label changes (Lloyd 1982), empty clusters filled as scikit-learn fills them.

use super::nearest::{Centres, nearest};
use super::points::Points;

/// Iterations after which k-means gives up on stable labels. Inertia falls with every change of labels, so that no partition
/// returns and the end is certain; this only guards against coordinates so large that their squares overflow.
pub(super) const MOST_ITERATIONS: usize = 100_000;

/// What Lloyd's first half leaves for the second: labels, and weight and weighted sum of each cluster.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    pub(super) labels: Vec<u8>,
    pub(super) weights: Vec<f64>,
    pub(super) sums: Centres,
}

impl Assignment {
    /// No point assigned: labels that no cluster has.
    pub(super) fn none(points: usize, k: usize, d: usize) -> Self {
        Self { labels: vec![u8::MAX; points], weights: vec![0.0; k], sums: Centres::zeros(k, d) }
    }

    /// Forgets weights and sums, not labels.
    fn clear_sums(&mut self) {
        self.weights.fill(0.0);
        self.sums.values.fill(0.0);
    }

    /// Adds `weight` points with the weighted coordinates `sum` to `cluster`.
    #[inline]
    fn add(&mut self, cluster: u8, weight: f64, sum: impl Iterator<Item = f64>) {
        let cluster = usize::from(cluster);
        self.weights[cluster] += weight;
        for (total, value) in self.sums.row_mut(cluster).iter_mut().zip(sum) {
            *total += value;
        }
    }
}

/// Moves `centres` until no label changes, or `most` times.
pub(super) fn converge(points: &Points, centres: &mut Centres, assignment: &mut Assignment, most: usize) {
    for _ in 0..most {
        let changed = assign(points, centres, assignment, |_, _, _| {});
        let filled = fill_empty(points, centres, assignment);
        if !changed && !filled {
            break;
        }
        move_to_means(centres, assignment);
    }
}

/// Lloyd's second half: each centre goes to the mean of its points. One that has none stays.
pub(super) fn move_to_means(centres: &mut Centres, assignment: &Assignment) {
    for c in 0..centres.k() {
        let weight = assignment.weights[c];
        if weight > 0.0 {
            for (value, sum) in centres.row_mut(c).iter_mut().zip(assignment.sums.row(c)) {
                *value = sum / weight;
            }
        }
    }
}

/// Lloyd's first half: gives every point its nearest centre and says whether a label changed. `heed` hears, run after run of points,
/// where the run starts and the squared distances of its points to the nearest and to the second nearest centre.
pub(super) fn assign(
    points: &Points,
    centres: &Centres,
    assignment: &mut Assignment,
    mut heed: impl FnMut(usize, &[f64], &[f64]),
) -> bool {
    const BLOCK: usize = 256;
    let mut labels = [0; BLOCK];
    let mut distances = [0.0; BLOCK];
    let mut seconds = [0.0; BLOCK];
    let mut changed = false;
    assignment.clear_sums();
    for start in (0..points.len()).step_by(BLOCK) {
        let length = BLOCK.min(points.len() - start);
        let labels = &mut labels[..length];
        nearest(points.columns(), start, centres, labels, &mut distances[..length], &mut seconds[..length]);
        heed(start, &distances[..length], &seconds[..length]);
        changed |= labels != &assignment.labels[start..start + length];
        assignment.labels[start..start + length].copy_from_slice(labels);
        for (row, &label) in (start..).zip(&*labels) {
            let weight = points.weights()[row];
            assignment.add(label, weight, points.columns().iter().map(|column| column[row] * weight));
        }
    }
    changed
}

/// Gives each empty cluster one of the points farthest from their centres, as scikit-learn does; says whether there was one.
fn fill_empty(points: &Points, centres: &Centres, assignment: &mut Assignment) -> bool {
    let empty: Vec<usize> = (0..centres.k()).filter(|&c| assignment.weights[c] <= 0.0).collect();
    if empty.is_empty() {
        return false;
    }
    let mut farthest: Vec<(f64, usize)> = (0..points.len())
        .map(|row| (points.squared_distance(row, centres.row(usize::from(assignment.labels[row]))), row))
        .filter(|&(distance, _)| distance > 0.0)
        .collect();
    farthest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (&cluster, &(_, row)) in empty.iter().zip(&farthest) {
        let weight = points.weights()[row];
        let former = assignment.labels[row];
        assignment.add(former, -weight, points.columns().iter().map(|column| -column[row] * weight));
        assignment.add(cluster as u8, weight, points.columns().iter().map(|column| column[row] * weight));
        assignment.labels[row] = cluster as u8;
    }
    !farthest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cluster_gets_the_farthest_point() {
        let points = Points::weighted(vec![vec![0.0, 1.0, 2.0, 9.0]], vec![1.0; 4]);
        // Nothing is nearest to the second and the third centre.
        let mut centres = Centres { d: 1, values: vec![1.0, 100.0, 200.0] };
        let mut assignment = Assignment::none(4, 3, 1);
        converge(&points, &mut centres, &mut assignment, 1);
        assert_eq!(assignment.labels, [2, 0, 0, 1]);
        assert_eq!(assignment.weights, [2.0, 1.0, 1.0]);
        assert_eq!(centres.values, [1.5, 9.0, 0.0]);
        converge(&points, &mut centres, &mut assignment, MOST_ITERATIONS);
        assert_eq!(assignment.labels, [2, 0, 0, 1]);
    }

    #[test]
    fn the_two_nearest_centres_are_told_of_every_point() {
        let points = Points::weighted(vec![(0..600).map(f64::from).collect()], vec![1.0; 600]);
        let centres = Centres { d: 1, values: vec![10.0, 500.0, 300.0] };
        let mut assignment = Assignment::none(600, 3, 1);
        let mut told = Vec::new();
        assert!(assign(&points, &centres, &mut assignment, |start, own, other| {
            assert_eq!(start, told.len());
            told.extend(own.iter().copied().zip(other.iter().copied()));
        }));
        assert_eq!(told.len(), 600);
        for (row, &(own, other)) in told.iter().enumerate() {
            let mut squared: Vec<f64> = (0..3).map(|c| points.squared_distance(row, centres.row(c))).collect();
            assert_eq!(own, squared[usize::from(assignment.labels[row])]);
            squared.sort_by(f64::total_cmp);
            assert_eq!((own, other), (squared[0], squared[1]));
        }
        assert!(!assign(&points, &centres, &mut assignment, |_, _, _| {}));
    }
}
