//! A plot on two logarithmic axes, as SVG.

use std::fmt::Write;

/// Points joined by a line.
pub struct Line {
    /// What stands beside its end.
    pub name: &'static str,
    /// Its colour.
    pub colour: &'static str,
    /// Positive coordinates, from left to right.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 170.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 50.0;

/// Draws the lines; `across` and `up` are powers of ten.
pub fn log_log(title: &str, (across, up): (&str, &str), (x, y): ((i32, i32), (i32, i32)), lines: &[Line]) -> String {
    let at_x = |value: f64| LEFT + (value.log10() - f64::from(x.0)) / f64::from(x.1 - x.0) * (WIDTH - LEFT - RIGHT);
    let at_y = |value: f64| {
        HEIGHT - BOTTOM - (value.log10() - f64::from(y.0)) / f64::from(y.1 - y.0) * (HEIGHT - TOP - BOTTOM)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"18\" font-weight=\"bold\">{title}</text>\n"
    );
    let mut put = |text: std::fmt::Arguments<'_>| {
        // A String takes all that is written.
        let _ = svg.write_fmt(format_args!("{text}\n"));
    };
    for power in x.0..=x.1 {
        let (at, bottom) = (at_x(10f64.powi(power)), HEIGHT - BOTTOM);
        put(format_args!("<path d=\"M{at:.1} {TOP}V{bottom}\" stroke=\"#ddd\"/>"));
        put(format_args!(
            "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">10<tspan dy=\"-5\" font-size=\"9\">{power}</tspan></text>",
            bottom + 18.0
        ));
    }
    for power in y.0..=y.1 {
        let at = at_y(10f64.powi(power));
        put(format_args!("<path d=\"M{LEFT} {at:.1}H{}\" stroke=\"#ddd\"/>", WIDTH - RIGHT));
        put(format_args!(
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 6.0,
            at + 4.0,
            10f64.powi(power)
        ));
    }
    put(format_args!(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{across}</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 10.0
    ));
    put(format_args!(
        "<text transform=\"translate(16 {}) rotate(-90)\" text-anchor=\"middle\">{up}</text>",
        HEIGHT / 2.0
    ));
    for line in lines {
        let places: Vec<(f64, f64)> = line.points.iter().map(|&(x, y)| (at_x(x), at_y(y))).collect();
        let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        put(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
            path.join(" "),
            line.colour
        ));
        for (x, y) in &places {
            put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{}\"/>", line.colour));
        }
        if let Some((x, y)) = places.last() {
            put(format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{}\">{}</text>",
                x + 8.0,
                y + 4.0,
                line.colour,
                line.name
            ));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_of_the_axes_are_corners_of_the_frame() {
        let line = Line { name: "ours", colour: "#000", points: vec![(10.0, 0.1), (1000.0, 10.0)] };
        let svg = log_log("t", ("rows", "seconds"), ((1, 3), (-1, 1)), &[line]);
        assert!(svg.contains("points=\"60.0,350.0 470.0,30.0\""), "{svg}");
    }
}
