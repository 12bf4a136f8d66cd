//! A small trial of the engine: two engines that differ in it may differ in what they make of a model.

use super::Reference;
use crate::cluster::{Cells, Search, search};
use crate::customers::{Normalisation, normalise};

/// Accounts of the trial.
const ACCOUNTS: u32 = 64;

/// Sixteen hexadecimal digits: a hash of what the engine makes of a small made-up matrix by every normalisation.
#[must_use]
pub fn fingerprint() -> String {
    let columns: Vec<Vec<f64>> = [(37, 101), (53, 97), (29, 23)]
        .map(|(factor, modulus)| (0..ACCOUNTS).map(|account| f64::from(account * account * factor % modulus)).collect())
        .to_vec();
    let mut hash = Fnv::default();
    columns.iter().flat_map(|values| Reference::of(values).ranks(values)).for_each(|rank| hash.push(rank.to_bits()));
    for normalisation in Normalisation::ALL {
        let points = normalise(normalisation, &columns);
        let found = Cells::new(points.view()).and_then(|cells| search(&cells, 3, &Search { starts: 2, seed: 0 }));
        // The points are finite and more than three of them differ.
        let Ok(partition) = found else { continue };
        partition.labels.iter().for_each(|&label| hash.push(u64::from(label)));
        partition.centroids.iter().for_each(|value| hash.push(value.to_bits()));
        hash.push(partition.inertia.to_bits());
    }
    format!("{:016x}", hash.0)
}

/// The hash FNV-1a of 64 bits (Fowler, Noll & Vo).
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn push(&mut self, value: u64) {
        for byte in value.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv::default();
        hash.push(u64::from_le_bytes(*b"abcdefgh"));
        // FNV-1a of the eight bytes "abcdefgh", from the definition with arbitrary precision.
        assert_eq!(format!("{:016x}", hash.0), "25da8c1836a8d66d");
        assert_eq!(fingerprint(), fingerprint());
    }
}
