//! The names by which columns are known: Salesforce's API names and labels, and those of other sales files, in French and English.

use super::Role;

/// The words of a header, as labels are compared: small letters without accents, one blank between words; no namespace, no suffix of
/// custom fields, nothing in brackets. `SBQQ__NetPrice__c` and `Net Price (EUR)` are both `net price`.
#[must_use]
pub(super) fn words(header: &str) -> String {
    let outside = header.split(['(', '[']).next().unwrap_or_default();
    // Nothing but a bracket: it is the name.
    let header = if outside.trim().is_empty() { header } else { outside };
    let mut words = String::with_capacity(header.len());
    for field in header.split('.') {
        let was_small = &mut false;
        // The marks of decomposed text are no letters, and part no words.
        for letter in bare_field(field).chars().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}')) {
            // `BillingCountry` is two words, `SKU` is one.
            if letter.is_uppercase() && *was_small || !letter.is_alphanumeric() {
                words.push(' ');
            }
            *was_small = letter.is_lowercase();
            if letter.is_alphanumeric() {
                letter.to_lowercase().for_each(|letter| push_plain(letter, &mut words));
            }
        }
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of what stands after the object's name in the header of a report: `Account: Account ID` is an `account id`. Nothing without a colon.
#[must_use]
pub(super) fn words_of_field(header: &str) -> String {
    header.rsplit_once(':').map(|(_, field)| words(field)).unwrap_or_default()
}

/// `SBQQ__Contract__r` → `Contract`: a custom field's name without its package and its ending.
fn bare_field(field: &str) -> &str {
    let field = field.trim();
    let field = ["__c", "__r", "__C", "__R"].iter().find_map(|end| field.strip_suffix(end)).unwrap_or(field);
    field.split_once("__").map_or(field, |(_, name)| name)
}

/// A small letter without its accent, as French and English know them.
pub(crate) fn push_plain(letter: char, words: &mut String) {
    match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => words.push('a'),
        'é' | 'è' | 'ê' | 'ë' => words.push('e'),
        'î' | 'ï' | 'í' | 'ì' => words.push('i'),
        'ô' | 'ö' | 'ó' | 'õ' => words.push('o'),
        'û' | 'ù' | 'ü' | 'ú' => words.push('u'),
        'ç' => words.push('c'),
        'ñ' => words.push('n'),
        'ÿ' => words.push('y'),
        'œ' => words.push_str("oe"),
        'æ' => words.push_str("ae"),
        other => words.push(other),
    }
}

/// The labels of a role as [`words`] gives them, the most telling first: an id of the account before its name.
#[must_use]
pub(super) const fn labels(role: Role) -> &'static [&'static str] {
    match role {
        Role::Account => &[
            "account id 18",
            "account id",
            "id du compte",
            "id de compte",
            "identifiant du compte",
            "compte id",
            "id compte",
            "account",
            "compte",
            "customer id",
            "id client",
            "id du client",
            "identifiant client",
            "client id",
            "code client",
            "customer code",
            "customer number",
            "customer no",
            "numero client",
            "numero de client",
            "no client",
            "account number",
            "numero de compte",
            "customer",
            "client",
            "account name",
            "nom du compte",
            "nom de compte",
            "customer name",
            "nom du client",
            "nom client",
        ],
        Role::Line => &[
            "subscription number",
            "subscription name",
            "subscription",
            "numero de souscription",
            "nom de la souscription",
            "souscription",
            "numero d abonnement",
            "nom de l abonnement",
            "abonnement",
            "order line",
            "ligne de commande",
            "order number",
            "order no",
            "order id",
            "numero de commande",
            "commande",
            "order",
            "invoice number",
            "invoice no",
            "invoice",
            "numero de facture",
            "facture",
        ],
        Role::Quantity => &["quantity", "quantite", "qty", "qte", "units", "unites", "nombre d unites"],
        Role::Price => &[
            "net price",
            "net unit price",
            "prix net",
            "prix unitaire net",
            "prix net unitaire",
            "unit price",
            "prix unitaire",
            "prix unitaire ht",
            "sales price",
            "prix de vente",
            "price",
            "prix",
            "pu",
            "pu ht",
        ],
        Role::Amount => &[
            "line total",
            "line amount",
            "total de la ligne",
            "montant de la ligne",
            "total ligne",
            "net total",
            "total net",
            "net amount",
            "montant net",
            "total amount",
            "montant total",
            "total price",
            "prix total",
            "amount",
            "montant",
            "montant ht",
            "montant ttc",
            "total ht",
            "sales",
            "sales amount",
            "ventes",
            "chiffre d affaires",
            "ca",
            "ca ht",
            "revenue",
            "turnover",
            "total sales",
            "ventes totales",
            "total des ventes",
        ],
        Role::Product => &["product name", "nom du produit", "product", "produit", "article", "item", "item name"],
        Role::Description => {
            &["description", "product description", "description du produit", "libelle", "designation"]
        }
        Role::ProductCode => &[
            "product code",
            "code produit",
            "code du produit",
            "stock code",
            "code article",
            "item code",
            "sku",
            "reference",
        ],
        Role::Contract => &["contract", "contract id", "contrat", "id du contrat"],
        Role::ContractNumber => {
            &["contract number", "contract no", "numero de contrat", "numero du contrat", "contract contract number"]
        }
        Role::StartDate => &[
            "start date",
            "subscription start date",
            "date de debut",
            "date debut",
            "order date",
            "date de commande",
            "invoice date",
            "date de facture",
            "date de facturation",
            "date",
            "created date",
            "date de creation",
        ],
        Role::EndDate => &["end date", "subscription end date", "date de fin", "date fin"],
        Role::Country => &["contract billing country", "billing country", "pays de facturation", "country", "pays"],
        Role::Currency => &[
            "currency iso code",
            "currency",
            "currency code",
            "devise",
            "code devise",
            "code iso de la devise",
            "monnaie",
            // Reports write a column of currencies beside each column of money.
            "net price currency",
            "net unit price currency",
            "price currency",
            "amount currency",
            "total price currency",
            "prix net devise",
            "prix unitaire net devise",
            "devise du prix net",
            "montant devise",
        ],
        Role::OrderCount => &[
            "order count",
            "orders",
            "number of orders",
            "nombre de commandes",
            "nb de commandes",
            "nb commandes",
            "commandes",
        ],
        Role::Average => &[
            "avg order value",
            "average order value",
            "average order",
            "panier moyen",
            "valeur moyenne des commandes",
            "montant moyen des commandes",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_by_their_words() {
        for (header, expected) in [
            ("SBQQ__NetPrice__c", "net price"),
            ("SBQQ__Contract__r.BillingCountry", "contract billing country"),
            ("Code_Produit__c", "code produit"),
            ("  QUANTITÉ ", "quantite"),
            ("Quantite\u{301}", "quantite"),
            ("Nume\u{301}ro de contrat", "numero de contrat"),
            ("Numéro d’abonnement", "numero d abonnement"),
            ("Prix net (EUR)", "prix net"),
            ("(Devise)", "devise"),
            ("InvoiceNo", "invoice no"),
            ("CustomerID", "customer id"),
            ("SKU", "sku"),
            ("", ""),
            ("…", ""),
        ] {
            assert_eq!(words(header), expected, "{header}");
        }
    }

    #[test]
    fn reports_name_the_object_before_the_field() {
        assert_eq!(words_of_field("Account: Account ID"), "account id");
        assert_eq!(words_of_field("Compte\u{a0}: Nom du compte"), "nom du compte");
        assert_eq!(words_of_field("Account ID"), "");
    }

    #[test]
    fn every_label_is_written_as_headers_are_read_and_names_one_role() {
        let all = || Role::ALL.into_iter().flat_map(|role| labels(role).iter().map(move |label| (role, *label)));
        for (role, label) in all() {
            assert_eq!(words(label), label);
            assert!(all().all(|(other, same)| other == role || same != label), "{label}");
        }
    }

    #[test]
    fn the_studys_api_names_are_labels_too() {
        for role in Role::ALL.into_iter().filter(|&role| role != Role::Line) {
            let Some(name) = role.api_name() else { continue };
            assert!(labels(role).contains(&words(name).as_str()), "{name}");
        }
    }
}
