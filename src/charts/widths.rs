//! A fixed table of character widths: text laid out without a font is laid out alike everywhere.

use super::TextSize;

/// Advance widths of U+0020..=U+007E in thousandths of an em, from DejaVu Sans: the widest of the usual sans-serif fonts, so that
/// what fits by this table fits in Arial, Segoe or Roboto too.
const REGULAR: [u16; 95] = [
    317, 400, 459, 837, 636, 950, 779, 274, 390, 390, 500, 837, 317, 360, 317, 336, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 336, 336, 837, 837, 837, 530, 1000, 684, 686, 698, 770, 631, 575, 774, 751, 294, 294, 655, 557, 862,
    748, 787, 603, 787, 694, 634, 610, 731, 684, 988, 685, 610, 685, 390, 336, 390, 837, 500, 500, 612, 634, 549, 634,
    615, 352, 634, 633, 277, 277, 579, 277, 974, 633, 611, 634, 634, 411, 520, 392, 633, 591, 817, 591, 591, 524, 636,
    336, 636, 837,
];

/// The same from DejaVu Sans Bold.
const BOLD: [u16; 95] = [
    348, 456, 520, 837, 695, 1001, 872, 306, 457, 457, 522, 837, 379, 415, 379, 365, 695, 695, 695, 695, 695, 695, 695,
    695, 695, 695, 399, 399, 837, 837, 837, 580, 1000, 773, 762, 733, 830, 683, 683, 820, 836, 372, 372, 774, 637, 995,
    836, 850, 732, 850, 770, 720, 682, 812, 773, 1103, 770, 724, 725, 457, 365, 457, 837, 500, 500, 674, 715, 592, 715,
    678, 435, 715, 711, 342, 342, 665, 342, 1041, 711, 687, 715, 715, 493, 595, 478, 711, 651, 923, 645, 651, 582, 711,
    365, 711, 837,
];

/// Width of a text in pixels by the fixed table.
#[must_use]
pub fn text_width(text: &str, font: TextSize) -> f64 {
    let table = if font.bold { &BOLD } else { &REGULAR };
    text.chars().map(|character| f64::from(thousandths(character, table))).sum::<f64>() * font.size / 1000.0
}

fn thousandths(character: char, table: &[u16; 95]) -> u16 {
    match character {
        ' '..='~' => table[character as usize - ' ' as usize],
        '\u{202f}' | '\u{2009}' => 199,
        '\u{a0}' | '·' | '’' => table[0],
        'à' | 'â' | 'ä' | 'é' | 'è' | 'ê' | 'ë' | 'ç' | 'ô' | 'ö' | 'ù' | 'û' | 'ü' | 'î' | 'ï' | 'É' | 'È' | 'À' => {
            690
        }
        '−' | '×' | '↑' | '→' => 837,
        // Capitals with marks, ligatures, dashes and all other scripts: a full em and a bit is never too little for Latin text.
        _ => 1100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_size_and_weight() {
        let regular = TextSize { size: 10.0, bold: false };
        assert!((text_width("1 000", regular) - 28.61).abs() < 1e-9);
        assert!((text_width("1 000", TextSize { size: 20.0, ..regular }) - 57.22).abs() < 1e-9);
        assert!(text_width("Segments", TextSize { bold: true, ..regular }) > text_width("Segments", regular));
        assert_eq!(text_width("", regular), 0.0);
    }
}
