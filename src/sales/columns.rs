//! Finds which column plays which role.

use super::labels::{labels, words};
use super::{Role, SalesError};
use crate::table::Table;

/// The column of each role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    found: [Option<usize>; Role::ALL.len()],
}

impl Mapping {
    /// Index of the column that plays `role`, if one does.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<usize> {
        self.found[role as usize]
    }

    /// The role that column `index` plays, if it plays one.
    #[must_use]
    pub fn role_of(&self, index: usize) -> Option<Role> {
        Role::ALL.into_iter().find(|&role| self.get(role) == Some(index))
    }

    /// Finds the columns: first as the user names them, then by the study's API names, whatever their case, then by the labels that sales
    /// files have in French and English, whatever their case, accents and package.
    ///
    /// A line total that the user names takes the place of quantity and price; one known by its label does so only where either is missing.
    ///
    /// # Errors
    /// [`SalesError::NoSuchColumn`] when a column named by the user is not there, [`SalesError::AmbiguousColumn`] when a role that is needed
    /// could be played by several columns of the same label, [`SalesError::MissingColumns`] when one has none.
    pub fn find(table: &Table, named: &[(Role, String)]) -> Result<Self, SalesError> {
        let headers = || table.columns.iter().map(|column| column.name.clone()).collect();
        let mut mapping = Self::default();
        for (role, header) in named {
            let index = find(table, header).ok_or_else(|| SalesError::NoSuchColumn {
                role: *role,
                header: header.clone(),
                headers: headers(),
            })?;
            mapping.found[*role as usize] = Some(index);
        }
        for role in Role::ALL {
            if mapping.get(role).is_none() {
                let found = role.api_name().and_then(|header| find(table, header));
                mapping.found[role as usize] = found.filter(|&index| mapping.role_of(index).is_none());
            }
        }
        mapping.find_by_label(table)?;
        let missing = mapping.missing();
        if missing.is_empty() {
            return Ok(mapping);
        }
        let (sheet, header_row) = (table.sheet.clone(), table.header_row);
        Err(SalesError::MissingColumns { sheet, header_row, missing, headers: headers() })
    }

    /// Gives the roles that are still open to columns known by their labels.
    fn find_by_label(&mut self, table: &Table) -> Result<(), SalesError> {
        let names: Vec<String> = table.columns.iter().map(|column| words(&column.name)).collect();
        for role in Role::ALL.into_iter().filter(|&role| role != Role::Amount) {
            self.take_label(role, &names, table)?;
        }
        if self.get(Role::Quantity).is_none() || self.get(Role::Price).is_none() {
            self.take_label(Role::Amount, &names, table)?;
        }
        Ok(())
    }

    /// Gives an open role to the column of its most telling label.
    fn take_label(&mut self, role: Role, names: &[String], table: &Table) -> Result<(), SalesError> {
        if self.get(role).is_some() {
            return Ok(());
        }
        let columns_of = |label: &str| -> Vec<usize> {
            let open = (0..names.len()).filter(|&index| self.role_of(index).is_none());
            open.filter(|&index| names[index] == label).collect()
        };
        let found = labels(role).iter().map(|label| columns_of(label)).find(|columns| !columns.is_empty());
        let Some(columns) = found else { return Ok(()) };
        if columns.len() > 1 && matches!(role, Role::Account | Role::Quantity | Role::Price | Role::Amount) {
            let headers = columns.iter().map(|&index| table.columns[index].name.clone()).collect();
            return Err(SalesError::AmbiguousColumn { role, headers });
        }
        self.found[role as usize] = columns.first().copied();
        Ok(())
    }

    fn missing(&self) -> Vec<Role> {
        let needed: &[Role] = match self.get(Role::Amount) {
            Some(_) => &[Role::Account],
            None => &[Role::Account, Role::Quantity, Role::Price],
        };
        needed.iter().copied().filter(|&role| self.get(role).is_none()).collect()
    }
}

/// The column of this name; of two that differ in case only, the exact one.
fn find(table: &Table, header: &str) -> Option<usize> {
    let header = header.trim();
    let named = |same: &dyn Fn(&str) -> bool| table.columns.iter().position(|column| same(column.name.trim()));
    named(&|name| name == header).or_else(|| named(&|name| name.to_lowercase() == header.to_lowercase()))
}
