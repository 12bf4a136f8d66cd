//! The parts that columns play, by name.

use super::Language;
use crate::sales::Role;

/// The part a column plays, as a label.
#[must_use]
pub const fn role(role: Role, language: Language) -> &'static str {
    let (french, english) = match role {
        Role::Account => ("Compte", "Account"),
        Role::Line => ("Ligne de souscription", "Subscription line"),
        Role::Quantity => ("Quantité", "Quantity"),
        Role::Price => ("Prix net", "Net price"),
        Role::Amount => ("Montant de la ligne", "Line amount"),
        Role::Product => ("Produit", "Product"),
        Role::Description => ("Description", "Description"),
        Role::ProductCode => ("Code du produit", "Product code"),
        Role::Contract => ("Contrat", "Contract"),
        Role::ContractNumber => ("Numéro de contrat", "Contract number"),
        Role::StartDate => ("Date de début", "Start date"),
        Role::EndDate => ("Date de fin", "End date"),
        Role::Country => ("Pays", "Country"),
        Role::Currency => ("Devise", "Currency"),
        Role::OrderCount => ("Nombre de commandes", "Number of orders"),
        Role::Average => ("Panier moyen", "Average order value"),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}
