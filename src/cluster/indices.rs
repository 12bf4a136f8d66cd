//! Davies-Bouldin and Calinski-Harabasz indices, as scikit-learn computes them.

use super::Partition;
use ndarray::ArrayView2;

/// Below this a distance counts as none (numpy's `allclose` against 0, which scikit-learn uses).
const NONE: f64 = 1e-8;

/// The Davies-Bouldin index (Davies & Bouldin 1979): the mean over the clusters of the worst (sᵢ + sⱼ) / dᵢⱼ, with s the mean
/// distance to the centroid and d the distance between centroids; lower is better. 0 where all s or all d vanish.
#[must_use]
pub fn davies_bouldin(points: ArrayView2<'_, f64>, partition: &Partition) -> f64 {
    let k = partition.k;
    let mut spread = vec![0.0; k];
    let sizes = sizes(partition);
    for (point, &label) in points.rows().into_iter().zip(&partition.labels) {
        spread[usize::from(label)] += squared(point.iter(), partition.centroids.row(usize::from(label)).iter()).sqrt();
    }
    for (spread, size) in spread.iter_mut().zip(&sizes) {
        *spread /= size;
    }
    let apart =
        |a: usize, b: usize| squared(partition.centroids.row(a).iter(), partition.centroids.row(b).iter()).sqrt();
    let no_distance = (0..k).all(|a| (0..a).all(|b| apart(a, b) <= NONE));
    if no_distance || spread.iter().all(|&spread| spread <= NONE) {
        return 0.0;
    }
    let worst = |a: usize| {
        let rivals = (0..k).filter(|&b| b != a && apart(a, b) > 0.0);
        rivals.map(|b| (spread[a] + spread[b]) / apart(a, b)).fold(0.0, f64::max)
    };
    (0..k).map(worst).sum::<f64>() / k as f64
}

/// The Calinski-Harabasz index (Calinski & Harabasz 1974): dispersion between the clusters over dispersion within, each by its
/// degrees of freedom; higher is better. 1 where nothing is dispersed within.
#[must_use]
pub fn calinski_harabasz(points: ArrayView2<'_, f64>, partition: &Partition) -> f64 {
    let (n, k) = (partition.labels.len() as f64, partition.k as f64);
    if partition.inertia == 0.0 || partition.k < 2 {
        return 1.0;
    }
    let mean: Vec<f64> = points.columns().into_iter().map(|column| column.iter().sum::<f64>() / n).collect();
    let centroids = partition.centroids.rows().into_iter();
    let between: f64 = centroids.zip(sizes(partition)).map(|(c, size)| size * squared(c.iter(), mean.iter())).sum();
    between * (n - k) / (partition.inertia * (k - 1.0))
}

/// How many points each cluster has.
fn sizes(partition: &Partition) -> Vec<f64> {
    let mut sizes = vec![0.0; partition.k];
    for &label in &partition.labels {
        sizes[usize::from(label)] += 1.0;
    }
    sizes
}

/// Squared distance of two points.
fn squared<'a>(a: impl Iterator<Item = &'a f64>, b: impl Iterator<Item = &'a f64>) -> f64 {
    a.zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// Two pairs of points; centroids 10 apart, each point 1 from its own.
    fn pairs() -> (ndarray::Array2<f64>, Partition) {
        let points = array![[9.0, 0.0], [11.0, 0.0], [-1.0, 0.0], [1.0, 0.0]];
        let centroids = array![[10.0, 0.0], [0.0, 0.0]];
        (points, Partition { k: 2, labels: vec![0, 0, 1, 1], centroids, inertia: 4.0 })
    }

    #[test]
    fn davies_bouldin_of_two_pairs_is_two_tenths() {
        let (points, partition) = pairs();
        assert!((davies_bouldin(points.view(), &partition) - 0.2).abs() < 1e-15);
    }

    #[test]
    fn calinski_harabasz_of_two_pairs_is_fifty() {
        let (points, partition) = pairs();
        assert!((calinski_harabasz(points.view(), &partition) - 50.0).abs() < 1e-12);
    }

    #[test]
    fn without_dispersion_they_are_scikit_learns_values() {
        let points = array![[1.0], [1.0], [0.0]];
        let centroids = array![[1.0], [0.0]];
        let partition = Partition { k: 2, labels: vec![0, 0, 1], centroids, inertia: 0.0 };
        assert_eq!(davies_bouldin(points.view(), &partition), 0.0);
        assert_eq!(calinski_harabasz(points.view(), &partition), 1.0);
    }
}
