//! Accounts on the border: how far each lies from its own centre and from the next.

use super::Partition;
use ndarray::ArrayView2;

/// Where one account lies between two centres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// Row of the account.
    pub account: usize,
    /// Its distance to the centre of its own cluster.
    pub own: f64,
    /// Its distance to the nearest other centre; infinite where there is no other cluster.
    pub next: f64,
    /// The cluster of that centre; its own where there is no other.
    pub next_cluster: u8,
}

impl Border {
    /// Below this margin an account counts as on the border: one centre is less than a tenth nearer than the other.
    pub const NARROW: f64 = 0.1;

    /// How much nearer its own centre is, as a share of the distance to the next: 0 on the border, 1 at the centre.
    #[must_use]
    pub fn margin(&self) -> f64 {
        if self.next > 0.0 { 1.0 - self.own / self.next } else { 0.0 }
    }

    /// Whether a small change would move the account to the next cluster.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.margin() < Self::NARROW
    }
}

/// Every account between its own centre and the next, those on the border first, equal ones by row.
#[must_use]
pub fn borders(points: ArrayView2<'_, f64>, partition: &Partition) -> Vec<Border> {
    let rows = points.rows().into_iter().zip(&partition.labels).enumerate();
    let mut borders: Vec<Border> = rows
        .map(|(account, (point, &label))| {
            let distance = |centre: usize| {
                let squares = point.iter().zip(partition.centroids.row(centre)).map(|(x, c)| (x - c) * (x - c));
                squares.sum::<f64>().sqrt()
            };
            let mut border =
                Border { account, own: distance(usize::from(label)), next: f64::INFINITY, next_cluster: label };
            for (number, centre) in (0_u8..).zip(0..partition.k).filter(|&(number, _)| number != label) {
                let distance = distance(centre);
                if distance < border.next {
                    border.next = distance;
                    border.next_cluster = number;
                }
            }
            border
        })
        .collect();
    borders.sort_by(|a, b| a.margin().total_cmp(&b.margin()).then(a.account.cmp(&b.account)));
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn border_accounts_come_first_with_their_next_best_cluster() {
        let points = array![[0.0], [4.9], [10.0], [100.0]];
        let partition =
            Partition { k: 3, labels: vec![2, 2, 1, 0], centroids: array![[100.0], [10.0], [0.0]], inertia: 0.0 };
        let borders = borders(points.view(), &partition);
        assert_eq!(borders.iter().map(|border| border.account).collect::<Vec<_>>(), [1, 0, 2, 3]);
        assert_eq!(borders[0].next_cluster, 1);
        assert!((borders[0].own - 4.9).abs() < 1e-12 && (borders[0].next - 5.1).abs() < 1e-12);
        assert!(borders[0].is_narrow() && !borders[1].is_narrow());
        assert_eq!(borders[1].margin(), 1.0);
    }

    #[test]
    fn a_single_cluster_has_no_border() {
        let partition = Partition { k: 1, labels: vec![0, 0], centroids: array![[1.0]], inertia: 0.0 };
        let borders = borders(array![[0.0], [2.0]].view(), &partition);
        assert!(borders.iter().all(|border| border.margin() == 1.0 && border.next_cluster == 0));
    }
}
