//! A sum tree over the places of a feature that knows its heaviest end.

use std::ops::Range;

/// Weights at places, with the heaviest run of places from the lower end and that from the upper end; an empty run weighs 0.
pub(super) struct Tree {
    /// Leaves; a power of two.
    width: usize,
    /// Node 1 is the root; node i has 2i and 2i + 1 below it.
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    sum: i64,
    /// Weight of the heaviest run from the lower end.
    low: i64,
    /// The same from the upper end.
    high: i64,
}

impl Node {
    fn join(left: Self, right: Self) -> Self {
        Self {
            sum: left.sum + right.sum,
            low: left.low.max(left.sum + right.low),
            high: right.high.max(right.sum + left.high),
        }
    }
}

impl Tree {
    /// All places weigh nothing.
    pub(super) fn new(places: usize) -> Self {
        let width = places.next_power_of_two();
        Self { width, nodes: vec![Node::default(); 2 * width] }
    }

    /// Adds to the weight at a place.
    pub(super) fn add(&mut self, place: u32, weight: i64) {
        let mut at = self.width + place as usize;
        let sum = self.nodes[at].sum + weight;
        self.nodes[at] = Node { sum, low: sum.max(0), high: sum.max(0) };
        while at > 1 {
            at /= 2;
            self.nodes[at] = Node::join(self.nodes[2 * at], self.nodes[2 * at + 1]);
        }
    }

    /// Weight of the heaviest run of places from either end.
    pub(super) fn highest(&self) -> i64 {
        self.nodes[1].low.max(self.nodes[1].high)
    }

    /// That run, from the lower end if both weigh the same, the shortest of equals. It may go beyond the last place.
    pub(super) fn end_of_highest(&self) -> Range<u32> {
        let from_low = self.nodes[1].low >= self.nodes[1].high;
        let mut at = 1;
        while at < self.width {
            let (left, right) = (2 * at, 2 * at + 1);
            at = if from_low {
                if self.nodes[left].low == self.nodes[at].low { left } else { right }
            } else if self.nodes[right].high == self.nodes[at].high {
                right
            } else {
                left
            };
        }
        let place = (at - self.width) as u32;
        let takes = u32::from(self.nodes[at].sum > 0);
        if from_low { 0..place + takes } else { place + 1 - takes..u32::MAX }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_end_is_found() {
        let mut tree = Tree::new(5);
        for (place, weight) in (0..).zip([2, -1, 3, -9, 1]) {
            tree.add(place, weight);
        }
        assert_eq!((tree.highest(), tree.end_of_highest()), (4, 0..3));
        tree.add(3, 14);
        assert_eq!((tree.highest(), tree.end_of_highest()), (10, 0..5));
        tree.add(0, -30);
        assert_eq!((tree.highest(), tree.end_of_highest()), (9, 2..u32::MAX));
    }

    #[test]
    fn nothing_weighs_nothing() {
        let mut tree = Tree::new(1);
        tree.add(0, -3);
        assert_eq!((tree.highest(), tree.end_of_highest()), (0, 0..0));
    }
}
