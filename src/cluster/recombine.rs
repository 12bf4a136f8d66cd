//! Recombination: the centres of two good partitions make the start of a third (HG-means, Gribel & Vidal 2019).

use super::nearest::Centres;
use super::points::Points;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Pairs the parents' centres, nearest first, and takes one of each pair by lot; then moves one of them to a point, drawn with probability
/// proportional to weight and squared distance to the nearest of the others.
pub(super) fn recombine(points: &Points, mother: &Centres, father: &Centres, random: &mut ChaCha8Rng) -> Centres {
    let mut child = mother.clone();
    for (own, other) in pairs(mother, father) {
        if random.random::<f64>() < 0.5 {
            child.row_mut(own).copy_from_slice(father.row(other));
        }
    }
    let moved = draw_below(child.k(), random);
    let others: Vec<usize> = (0..child.k()).filter(|&c| c != moved).collect();
    let mut sum = 0.0;
    let sums: Vec<f64> = (0..points.len())
        .map(|row| {
            let distances = others.iter().map(|&c| points.squared_distance(row, child.row(c)));
            // Without others all points are equally far.
            let nearest = distances.reduce(f64::min).unwrap_or(1.0);
            sum += nearest * points.weights()[row];
            sum
        })
        .collect();
    let target = random.random::<f64>() * sum;
    let row = sums.partition_point(|&sum| sum <= target).min(points.len() - 1);
    points.copy_row(row, child.row_mut(moved));
    child
}

/// Draws a number below `end`, all equally probable.
pub(super) fn draw_below(end: usize, random: &mut ChaCha8Rng) -> usize {
    // Below one by at least 2⁻⁵³: no `end` that fits in memory is reached by rounding.
    (random.random::<f64>() * end as f64) as usize
}

/// Each centre of `a` with one of `b`: again and again the two nearest that are free.
fn pairs(a: &Centres, b: &Centres) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> =
        (0..a.k()).flat_map(|i| (0..b.k()).map(move |j| (a.squared(i, b, j), i, j))).collect();
    // The sort is stable: of equal distances the first pair comes first.
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let mut free = (vec![true; a.k()], vec![true; b.k()]);
    let mut pairs = Vec::with_capacity(a.k());
    for (_, i, j) in all {
        if free.0[i] && free.1[j] {
            free.0[i] = false;
            free.1[j] = false;
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::seeding::generator;

    #[test]
    fn centres_are_paired_nearest_first_and_each_once() {
        let a = Centres { d: 1, values: vec![0.0, 1.0, 10.0] };
        let b = Centres { d: 1, values: vec![9.0, 1.1, 1.2] };
        assert_eq!(pairs(&a, &b), [(1, 1), (2, 0), (0, 2)]);
    }

    #[test]
    fn a_child_has_all_but_one_centre_of_its_parents() {
        let points = Points::weighted(vec![vec![-5.0, 20.0, 30.0]], vec![1.0, 2.0, 1.0]);
        let mother = Centres { d: 1, values: vec![0.0, 1.0, 10.0] };
        let father = Centres { d: 1, values: vec![0.5, 1.5, 9.0] };
        for start in 0..20 {
            let child = recombine(&points, &mother, &father, &mut generator(0, 3, start));
            let inherited = child.values.iter().filter(|&v| mother.values.contains(v) || father.values.contains(v));
            assert_eq!(inherited.count(), 2);
            assert!(child.values.iter().any(|value| points.columns()[0].contains(value)));
        }
    }

    #[test]
    fn a_single_centre_goes_to_a_point() {
        let points = Points::weighted(vec![vec![3.0]], vec![1.0]);
        let parent = Centres { d: 1, values: vec![0.0] };
        assert_eq!(recombine(&points, &parent, &parent, &mut generator(0, 1, 0)).values, [3.0]);
    }
}
