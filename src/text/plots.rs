//! What one can do with a chart that shows accounts one by one.

use super::Language;

sentences! {
    /// Button: the plot nearer.
    zoom_in: "Agrandir", "Zoom in";
    /// Button: the plot farther.
    zoom_out: "Réduire", "Zoom out";
    /// Button: the whole plot.
    zoom_all: "Vue d’ensemble", "Whole plot";
    /// How to look at a part of a plot.
    how_to_zoom: "Pincer un pavé tactile, ou tourner la molette avec Ctrl, agrandit sous le pointeur\u{202f}; au clavier, +, − et 0. La vue agrandie se déplace au doigt, ou à la souris avec Maj.",
        "A pinch on a touchpad, or the wheel with Ctrl, zooms in below the pointer; on the keyboard, +, − and 0. A zoomed plot moves with a finger, or with the mouse while Shift is held.";
    /// How to look at one account in a chart.
    how_to_inspect: "Survolez le graphique, ou prenez-le au clavier et parcourez les comptes avec les flèches\u{202f}; Entrée choisit le segment.",
        "Point into the chart, or focus it and go from account to account by the arrow keys; Enter picks the segment.";
    /// How to look at several.
    how_to_list: "Un cadre tracé à la souris liste plus bas les comptes des mêmes valeurs.",
        "A rectangle drawn with the mouse lists the accounts of its range of values below.";
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sentences_are_written_as_their_languages_ask() {
        crate::text::sentences::check(super::ALL);
    }
}
