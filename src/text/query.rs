//! Getting the sales out of Salesforce, in words: the panel, the files, the recipe for a report.

use super::Language::{self, English, French};
use super::numbers::count;
use crate::kit::query::{DateThatCounts, Query};

sentences! {
    /// Opens the panel.
    heading: "Obtenir vos données de Salesforce", "Get your data out of Salesforce";
    /// What the panel does.
    hint: "Choisissez une année\u{a0}: la requête, la commande et le réglage qui suivent en exportent les souscriptions Salesforce CPQ. Le fichier obtenu se dépose ici tel quel. Rien ici ne demande ni ne contient de mot de passe.",
        "Choose a year: the query, the command and the set-up below export its Salesforce CPQ subscriptions. Drop the file they give here as it is. Nothing here asks for a password or holds one.";
    /// Label: the year.
    year: "Année", "Year";
    /// Legend: which date.
    date: "La date qui compte", "The date that counts";
    /// Lines by their start.
    by_start: "Date de début de la souscription", "Start date of the subscription";
    /// What that means.
    about_start: "Ce qui a été vendu pour l’année\u{a0}: un renouvellement saisi en décembre pour janvier compte en janvier. C’est le choix de l’étude.",
        "What was sold for the year: a renewal entered in December for January counts in January. This is the study’s choice.";
    /// Lines by their entry.
    by_created: "Date de création", "Created date";
    /// What that means.
    about_created: "Ce qui a été saisi dans l’année, quel que soit son début. L’heure est universelle (UTC)\u{a0}: en France, l’année y commence à 1\u{a0}h du matin. Des données reprises d’un autre système ont toutes la date de leur reprise.",
        "What was entered in the year, whenever it starts. The time is universal (UTC): in Paris the year begins at 1 a.m. there. Data taken over from another system all bear the date of the transfer.";
    /// Legend: the fields.
    fields: "Champs", "Fields";
    /// Which fields are always there.
    fields_hint: "Le compte, la ligne, la quantité et le prix net y sont toujours, et la date qui compte. Décochez un champ que votre organisation n’a pas\u{a0}: la requête serait refusée.",
        "Account, line, quantity and net price are always there, and so is the date that counts. Untick a field that your organisation does not have: the query would be refused.";
    /// When there is a currency.
    about_currency: "Seulement si votre organisation a plusieurs devises.", "Only if your organisation has several currencies.";
    /// Heading: the query.
    query: "La requête (SOQL)", "The query (SOQL)";
    /// Heading: the command.
    command: "Avec la commande sf", "With the sf command";
    /// How to use it.
    command_hint: "À lancer dans le dossier de la requête. ORG est l’alias donné à «\u{a0}sf org login web\u{a0}».",
        "Run it in the query’s folder. ORG is the alias given to “sf org login web”.";
    /// Heading: Data Loader.
    data_loader: "Avec Data Loader", "With Data Loader";
    /// How to use it.
    data_loader_hint: "À l’écran\u{a0}: Export, «\u{a0}Show all Salesforce objects\u{a0}», SBQQ__Subscription__c, puis collez la requête\u{202f}; cochez «\u{a0}Write all CSVs with UTF-8\u{a0}» dans Settings. En mode batch, avec le fichier ci-dessous\u{202f}; l’accès à l’organisation se règle dans config.properties.",
        "On screen: Export, “Show all Salesforce objects”, SBQQ__Subscription__c, then paste the query; tick “Write all CSVs with UTF-8” in Settings. In batch mode, with the file below; the access to the organisation is set in config.properties.";
    /// Heading: a report.
    report: "Sans outil\u{a0}: un rapport exporté", "Without a tool: a report exported";
    /// Copies the text above.
    copy: "Copier", "Copy";
    /// It is on the clipboard.
    copied: "Copié.", "Copied.";
    /// The browser refused.
    not_copied: "Le navigateur a refusé la copie\u{a0}: sélectionnez le texte et copiez-le au clavier.",
        "The browser refused to copy: select the text and copy it with the keyboard.";
}

/// A date that may count, as a choice.
#[must_use]
pub const fn date_name(date: DateThatCounts, language: Language) -> &'static str {
    match date {
        DateThatCounts::Start => by_start(language),
        DateThatCounts::Created => by_created(language),
    }
}

/// Why it may matter.
#[must_use]
pub const fn about_date(date: DateThatCounts, language: Language) -> &'static str {
    match date {
        DateThatCounts::Start => about_start(language),
        DateThatCounts::Created => about_created(language),
    }
}

/// The recipe for a plain report, a step an item.
#[must_use]
pub fn report_steps(query: &Query, language: Language) -> Vec<String> {
    let year = query.year();
    let date = match (query.date(), language) {
        (DateThatCounts::Start, French) => "Date de début",
        (DateThatCounts::Start, English) => "Start Date",
        (DateThatCounts::Created, French) => "Date de création",
        (DateThatCounts::Created, English) => "Created Date",
    };
    match language {
        French => vec![
            "Rapports, Nouveau rapport, type «\u{a0}Souscriptions\u{a0}» (Salesforce CPQ). S’il n’y en a pas, un administrateur crée un type de \
             rapport sur SBQQ__Subscription__c, avec son contrat."
                .into(),
            "Colonnes\u{a0}: identifiant du compte (pas son nom\u{a0}: deux comptes peuvent le partager), numéro de la souscription, quantité, \
             prix net, date de début\u{202f}; si vous voulez, produit, description, code du produit, contrat, date de fin, pays de facturation."
                .into(),
            format!(
                "Filtres\u{a0}: toutes les souscriptions\u{202f}; {date} du 01/01/{year} au 31/12/{year} (un rapport compte le dernier jour). Ni \
                 groupe, ni limite de lignes."
            ),
            "Exporter, «\u{a0}Détails uniquement\u{a0}», en .xlsx ou en .csv Unicode (UTF-8). Le «\u{a0}Rapport formaté\u{a0}» convient aussi\u{a0}: \
             le titre, les filtres et les totaux y sont reconnus."
                .into(),
        ],
        English => vec![
            "Reports, New Report, type “Subscriptions” (Salesforce CPQ). If there is none, an administrator makes a report type on \
             SBQQ__Subscription__c, with its contract."
                .into(),
            "Columns: account ID (not its name: two accounts may share one), subscription number, quantity, net price, start date; if you wish, \
             product, description, product code, contract, end date, billing country."
                .into(),
            format!(
                "Filters: all subscriptions; {date} from 1/1/{year} to 12/31/{year} (a report counts the last day). No group, no row limit."
            ),
            "Export, “Details Only”, as .xlsx or as .csv in Unicode (UTF-8). “Formatted Report” does too: its title, filters and totals are \
             recognised."
                .into(),
        ],
    }
}

/// The recipe's file.
pub const REPORT: &str = "report.txt";

/// The recipe as a file.
#[must_use]
pub fn report_file(query: &Query, language: Language) -> String {
    let steps = report_steps(query, language);
    let steps = steps.iter().enumerate().map(|(at, step)| format!("{}. {step}\n", count(at + 1, language)));
    format!("{}\n\n{}", report(language), steps.collect::<String>())
}

/// What the command has written: the query itself, how to run it, where the files are.
#[must_use]
pub fn written(query: &Query, out: &str, language: Language) -> String {
    let (soql, command) = (query.soql(), query.sf_command());
    let files = match language {
        French => format!("Fichiers écrits dans {out}."),
        English => format!("Files written to {out}."),
    };
    format!("{soql}\n{command}{}\n{files}", command_hint(language))
}

#[cfg(test)]
mod tests {
    use super::super::sentences::check;
    use super::*;

    #[test]
    fn sentences_are_set_as_their_language_asks() {
        check(ALL);
    }

    #[test]
    fn the_report_takes_the_same_year_by_the_same_date() {
        for language in [French, English] {
            let steps = |date| report_file(&Query::new("2024", date, &[]).unwrap(), language);
            assert_ne!(steps(DateThatCounts::Start), steps(DateThatCounts::Created));
            assert!(
                steps(DateThatCounts::Start).contains("31/12/2024")
                    || steps(DateThatCounts::Start).contains("12/31/2024")
            );
        }
    }
}
