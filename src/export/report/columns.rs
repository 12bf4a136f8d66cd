//! Each column in figures, in the report.

use super::Named;
use crate::sales::{ColumnQuality, Quality, Spread, ValueKind};
use crate::table::serial;
use serde::ser::{Serialize, SerializeMap, Serializer};

pub(super) struct Columns<'a>(pub(super) &'a Quality);

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Quality { columns, rows, .. } = self.0;
        serializer.collect_seq(columns.iter().map(|column| Entry { column, rows: *rows }))
    }
}

struct Entry<'a> {
    column: &'a ColumnQuality,
    rows: usize,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ColumnQuality { name, role, confidence, filled, distinct, kinds, spread } = self.column;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("role", role)?;
        map.serialize_entry("found", confidence)?;
        map.serialize_entry("kinds", &Named(kinds.iter().map(|&(kind, cells)| (kind.name(), cells)).collect()))?;
        map.serialize_entry("filled", filled)?;
        map.serialize_entry("fill_rate", &(*filled as f64 / self.rows as f64))?;
        map.serialize_entry("distinct", distinct)?;
        map.serialize_entry("repeated", &self.column.repeated())?;
        if let Some(Spread { kind, min, quartiles, max, histogram }) = spread {
            if *kind == ValueKind::Date {
                map.serialize_entry("min", &serial::to_iso(*min))?;
                map.serialize_entry("quartiles", &quartiles.map(serial::to_iso))?;
                map.serialize_entry("max", &serial::to_iso(*max))?;
            } else {
                map.serialize_entry("min", min)?;
                map.serialize_entry("quartiles", quartiles)?;
                map.serialize_entry("max", max)?;
            }
            map.serialize_entry("histogram", histogram)?;
        }
        map.end()
    }
}
