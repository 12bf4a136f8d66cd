//! The page's fixed words: headings, labels, buttons, explanations.

use super::Language;
use super::punctuation::listed;

sentences! {
    /// Title of the document.
    title: "Segmenta\u{a0}: segmenter ses clients", "Segmenta: customer segmentation";
    /// What the product does, under its name.
    tagline: "D’une année de ventes à des segments de clients", "From a year of sales to customer segments";
    /// Link over the header.
    skip_to_content: "Aller au contenu", "Skip to content";
    /// The privacy line, once the page is sealed.
    sealed: "Page scellée\u{a0}: elle ne peut plus joindre aucun serveur, pas même le sien. Vos données restent sur cet appareil.",
        "Sealed: this page can reach no server, not even its own. Your data stay on this device.";
    /// The privacy line, if the seal could not be set.
    unsealed: "Page non scellée\u{a0}: elle ne lira aucun fichier. Rechargez-la.",
        "Not sealed: this page will read no file. Reload it.";
    /// The language's name in itself.
    own_name: "Français", "English";
    /// Name of the choice of language.
    language: "Langue", "Language";
    /// Name of the choice of colours.
    theme: "Couleurs", "Colours";
    /// Colours as the system has them.
    theme_system: "Système", "System";
    /// Light colours.
    theme_light: "Clair", "Light";
    /// Dark colours.
    theme_dark: "Sombre", "Dark";
    /// Name of the list of steps.
    steps: "Étapes", "Steps";

    /// First step.
    step_drop: "Déposer", "Drop";
    /// Second step.
    step_check: "Vérifier", "Check";
    /// Third step.
    step_compare: "Comparer", "Compare";
    /// Fourth step.
    step_understand: "Comprendre", "Understand";
    /// Fifth step.
    step_take_away: "Emporter", "Take away";

    /// Heading of the first step.
    drop_heading: "Déposez un fichier de ventes", "Drop a file of sales";
    /// The same while a file hangs over the page.
    drop_now: "Lâchez le fichier\u{a0}: il sera lu ici", "Let go: the file will be read here";
    /// What file is wanted.
    drop_hint: "Un classeur (.xlsx, .xlsm, .xlsb, .xls, .ods) ou un tableau en texte (.csv, .tsv, .txt), ou un .zip qui en contient un, de lignes de souscription Salesforce CPQ, une année par exemple. Il faut au moins les colonnes du compte, de la quantité et du prix net.",
        "A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a text table (.csv, .tsv, .txt), or a .zip holding one, of Salesforce CPQ subscription lines, a year of them for example. It needs at least the columns of account, quantity and net price.";
    /// Opens the file dialogue.
    choose_file: "Choisir un fichier", "Choose a file";
    /// The same once there are results.
    another_file: "Un autre fichier", "Another file";
    /// Runs on made-up data.
    try_sample: "Essayer avec des données d’exemple", "Try with sample data";
    /// Stands for a file name while the sample runs.
    sample_data: "Données d’exemple", "Sample data";

    /// Name of the progress bar.
    progress: "Avancement", "Progress";
    /// Ends the job.
    cancel: "Annuler", "Cancel";
    /// Told when the last result has landed.
    done: "Terminé\u{a0}: tous les résultats sont là.", "Done: all results are here.";

    /// Label of an error's place.
    error_place: "Où", "Where";
    /// Label of an error's remedy.
    error_remedy: "Que faire", "What to do";
    /// Runs again on the same file.
    try_again: "Réessayer", "Try again";

    /// Heading of the second step.
    check_heading: "Ce qui a été lu", "What was read";
    /// Label: data rows.
    rows: "Lignes lues", "Rows read";
    /// Label: columns.
    columns: "Colonnes", "Columns";
    /// Label: filled cells over all cells.
    fill_rate: "Taux de remplissage", "Fill rate";
    /// Label: rows equal to an earlier row.
    duplicates: "Doublons", "Duplicate rows";
    /// Label: lowest and highest quantity.
    quantities: "Quantités", "Quantities";
    /// Label: lines kept.
    kept: "Lignes retenues", "Lines kept";
    /// Label: lines left out.
    excluded: "Lignes exclues", "Lines excluded";
    /// Label: number of accounts.
    accounts: "Comptes", "Accounts";
    /// Opens the table of columns.
    column_details: "Colonne par colonne", "Column by column";
    /// Head: a column's name.
    column: "Colonne", "Column";
    /// Head: the part a column plays.
    role: "Rôle", "Role";
    /// Head: filled cells.
    filled: "Remplies", "Filled";
    /// Head: distinct values.
    distinct: "Valeurs distinctes", "Distinct values";
    /// Heading of the rules.
    cleaning: "Nettoyage", "Cleaning";
    /// What the rules do.
    cleaning_hint: "Ce que chaque règle écarte, ou écarterait. Changer une règle relit le fichier et refait les segments.",
        "What each rule leaves out, or would. Switching a rule reads the file again and makes the segments anew.";
    /// Head: a rule.
    rule: "Règle", "Rule";
    /// Head: lines of sale.
    lines: "Lignes", "Lines";
    /// Head: the sum of their amounts.
    amount: "Montant", "Amount";
    /// Label: the year in which lines start.
    start_year: "Année de début", "Start year";
    /// No year in particular.
    all_years: "Toutes", "All";
    /// Label: the currency of lines.
    currency: "Devise", "Currency";
    /// No currency in particular.
    all_currencies: "Toutes, additionnées sans conversion", "All, added up without conversion";
    /// Switch of grouped reports.
    fill_groups: "Recopier le compte, écrit une fois par groupe", "Fill down the account, written once a group";
    /// Caption of the table of rows and money.
    reconciliation: "Rapprochement avec le fichier", "Reconciliation with the file";
    /// Head: which rows.
    rows_of_file: "Lignes du fichier", "Rows of the file";
    /// All rows.
    file_total: "Tout le fichier", "The whole file";
    /// What is left.
    used_total: "Retenues", "Used";
    /// Why sums may be a cent apart.
    rounded: "Les montants sont arrondis au centime\u{202f}; les sommes exactes sont égales.",
        "Amounts are rounded to the cent; the exact sums are equal.";
    /// A column that plays no part.
    no_role: "—", "—";

    /// Heading of the third step.
    compare_heading: "Combien de segments\u{202f}?", "How many segments?";
    /// What the choice does.
    compare_hint: "La silhouette dit à quel point chaque compte ressemble à son segment plutôt qu’au segment voisin. Choisissez un autre nombre\u{a0}: toute la page suit.",
        "The silhouette tells how much each account resembles its own segment rather than the next one. Choose another number: the whole page follows.";
    /// Caption of the table of k.
    compare_caption: "Qualité selon le nombre de segments", "Quality by number of segments";
    /// Head: the choice of k.
    segments: "Segments", "Segments";
    /// Head: mean silhouette.
    silhouette: "Silhouette", "Silhouette";
    /// Head: mean silhouette of accounts without structure.
    chance: "Hasard", "Chance";
    /// What chance is.
    mean_of_draws: "moyenne des tirages", "mean of draws";
    /// Head: silhouette above chance.
    lift: "Écart au hasard", "Above chance";
    /// Head: how much of the least stable segment comes back.
    stability: "Stabilité", "Stability";
    /// What stability is.
    least_stable: "du segment le moins stable", "of the least stable segment";
    /// Head: accounts of the smallest segment.
    smallest: "Plus petit segment", "Smallest segment";
    /// What it is counted in.
    in_accounts: "en comptes", "in accounts";
    /// Head: sum of squared distances.
    inertia: "Inertie", "Inertia";
    /// Head: an index's name.
    davies_bouldin: "Davies-Bouldin", "Davies-Bouldin";
    /// Head: an index's name.
    calinski_harabasz: "Calinski-Harabasz", "Calinski-Harabasz";
    /// Which way an index is good.
    higher_is_better: "haut = mieux", "higher is better";
    /// Which way an index is good.
    lower_is_better: "bas = mieux", "lower is better";
    /// Of inertia: it falls with every segment more.
    always_falls: "baisse toujours", "always falls";
    /// Marks the k with the highest silhouette.
    best: "la plus haute", "highest";
    /// A figure that is not there yet, or cannot be.
    not_known: "—", "—";
    /// Marks the recommended k.
    recommended: "recommandé", "recommended";
    /// Takes the recommended k.
    take_recommended: "Prendre le nombre recommandé", "Take the recommended number";
    /// While the evidence is being found.
    evidence_awaited: "Comparaison avec le hasard et avec des listes refaites…", "Comparing with chance and with redrawn lists…";
    /// Stops it.
    evidence_stop: "Arrêter", "Stop";
    /// When it was stopped.
    evidence_stopped: "Sans comparaison avec le hasard.", "Not compared with chance.";
    /// Asks for it again.
    evidence_find: "Comparer", "Compare";
    /// Copies the listed accounts.
    copy_listed: "Copier la liste", "Copy the list";
    /// Copies the picked accounts.
    copy_picked: "Copier la sélection", "Copy the selection";
    /// Name of an account's box, before its id.
    pick_account: "Sélectionner", "Select";
    /// Head of the boxes.
    pick_accounts: "Sélectionner, d’une ligne à l’autre par les flèches", "Select, from row to row by the arrow keys";
    /// Button: the picked accounts alone.
    picked_only: "La sélection seule", "Selected only";
    /// Button: no account is picked any more.
    unpick: "Tout désélectionner", "Clear the selection";
    /// The browser refused it.
    not_copied: "Le navigateur a refusé la copie\u{a0}: téléchargez accounts.csv.", "The browser refused to copy: download accounts.csv.";
    /// Opens the explanations.
    explain_figures: "Ce que disent ces chiffres", "What these figures tell";
    /// What a segment's rule is.
    explain_rule: "Les conditions, en chiffres du fichier, qui retrouvent le mieux le segment. Précision\u{a0}: parmi les comptes qui les remplissent, ceux du segment. Rappel\u{a0}: parmi les comptes du segment, ceux qui les remplissent.",
        "The conditions, in the file’s own figures, that find the segment best. Precision: of the accounts that meet them, those of the segment. Recall: of the segment’s accounts, those that meet them.";
    /// What a segment's centre is.
    explain_centre: "La moyenne des rangs normalisés des comptes du segment\u{a0}: 0 est le milieu de tous les comptes, 1 un écart-type au-dessus.",
        "The mean of the normalised ranks of the segment’s accounts: 0 is the middle of all accounts, 1 one standard deviation above.";
    /// Explains the silhouette.
    explain_silhouette: "De −1 à 1, moyenne sur les comptes\u{a0}: près de 1, les segments sont compacts et bien séparés\u{202f}; près de 0, ils se touchent\u{202f}; sous 0, des comptes sont mal placés.",
        "From −1 to 1, the mean over accounts: near 1 segments are compact and well apart; near 0 they touch; below 0 accounts are misplaced.";
    /// Explains the baseline.
    explain_chance: "La silhouette qu’obtiennent des clients sans aucun groupe\u{a0}: les nombres de commandes et les paniers moyens de vos propres clients, associés au hasard, avec et sans leur corrélation. Le plus haut des deux compte. La bande du graphique va d’un écart-type au-dessous de la moyenne à un écart-type au-dessus.",
        "The silhouette of customers without any groups: your own customers’ order counts and average orders, paired at random, with and without their correlation. The higher of the two counts. The chart’s band runs from one standard deviation below the mean to one above.";
    /// Explains the lift.
    explain_lift: "Silhouette moins hasard\u{a0}: ce que vos clients montrent de plus que des clients tirés au hasard.",
        "Silhouette minus chance: what your customers show beyond customers drawn at random.";
    /// Explains stability.
    explain_stability: "La liste des comptes est refaite plusieurs fois par tirage au sort, puis segmentée de nouveau\u{a0}: part de chaque segment qui se retrouve (indice de Jaccard). Sous 60\u{202f}% instable, sous 75\u{202f}% douteux, à partir de 85\u{202f}% très stable.",
        "The list of accounts is redrawn several times and segmented anew: the share of each segment that comes back (Jaccard index). Below 60% unstable, below 75% doubtful, from 85% very stable.";
    /// Explains the border.
    explain_border: "Un compte est à la limite de deux segments quand le centre de l’autre est à peine plus loin que le sien\u{a0}: moins d’un dixième.",
        "An account sits on a border when the other segment’s centre is hardly farther than its own: by less than a tenth.";
    /// Explains inertia.
    explain_inertia: "Somme des carrés des distances entre chaque compte et le centre de son segment. Elle baisse à chaque segment ajouté\u{a0}: seule la taille de la baisse compte.",
        "Sum of squared distances from each account to the centre of its segment. It falls with every segment added: only the size of the fall matters.";
    /// Explains the Davies-Bouldin index.
    explain_davies_bouldin: "Étendue des segments rapportée à la distance entre leurs centres, pour le voisin le plus gênant de chacun.",
        "Spread of the segments over the distance between their centres, for each one’s most troublesome neighbour.";
    /// Explains the Calinski-Harabasz index.
    explain_calinski_harabasz: "Dispersion entre les segments rapportée à la dispersion dans les segments.",
        "Dispersion between segments over dispersion within them.";

    /// Opens the choice of features and normalisation.
    recipe: "Méthode\u{a0}: mesures et normalisation", "Recipe: features and normalisation";
    /// What changing it means.
    recipe_hint: "Celle de l’étude est proposée. Une autre méthode donne d’autres segments\u{a0}: leur accord avec ceux de l’étude s’affiche alors ici. Leurs noms suivent toujours les trois mesures de l’étude.",
        "The study’s is proposed. Another recipe gives other segments: how far they agree with the study’s then shows here. Their names always go by the study’s three features.";
    /// Legend: what is measured of each account.
    features: "Mesures de chaque compte", "Features of each account";
    /// Legend: how features are brought to one scale.
    normalisation: "Normalisation", "Normalisation";
    /// Runs with what is ticked.
    recipe_apply: "Recalculer", "Recompute";
    /// Runs with the study's recipe.
    recipe_study: "Revenir à la méthode de l’étude", "Back to the study’s recipe";
    /// Why nothing can be run.
    two_features: "Cochez au moins deux mesures.", "Tick at least two features.";

    /// Heading of the fourth step.
    understand_heading: "Les segments", "The segments";
    /// Head: mean in original units.
    mean: "Moyenne", "Mean";
    /// Head: median in original units.
    median: "Médiane", "Median";
    /// Head: centre in normalised ranks.
    centre: "Centre", "Centre";
    /// What the centre is measured in.
    centre_unit: "rang normalisé", "normalised rank";
    /// Caption of a card's figures.
    segment_figures: "Ventes et commandes par compte", "Sales and orders by account";
    /// Heading of a card's products.
    top_products: "Produits les plus vendus", "Most sold products";
    /// In place of products, where the file names none.
    no_products: "Le fichier ne nomme pas les produits.", "The file names no products.";
    /// Heading of a segment's rule.
    rule_heading: "En une règle", "As a rule";
    /// Term: accounts between two segments.
    border: "Limite", "Border";
    /// Filters the table of accounts by this segment.
    show_accounts: "Voir ses comptes", "Show its accounts";

    /// Heading of the three plots.
    scatter_heading: "Les comptes, deux mesures à la fois", "The accounts, two measures at a time";

    /// Heading of the table of accounts.
    accounts_heading: "Compte par compte", "Account by account";
    /// Name of the table's scrolled window.
    accounts_list: "Liste des comptes", "List of accounts";
    /// Label of the search field.
    search_accounts: "Chercher un identifiant de compte", "Search an account id";
    /// Label of the filter.
    filter_segment: "Segment", "Segment";
    /// Sorts by the margin.
    border_first: "Les plus proches d’une limite d’abord", "Closest to the border first";
    /// No filter.
    all_segments: "Tous les segments", "All segments";
    /// Head: the account's id.
    account: "Compte", "Account";
    /// Head: the account's segment.
    segment: "Segment", "Segment";
    /// Head: the next-best segment.
    next_segment: "Segment voisin", "Next segment";
    /// Head: how much nearer the own centre is.
    margin: "Marge", "Margin";
    /// In place of rows.
    no_account: "Aucun compte ne correspond.", "No account matches.";

    /// Heading of the fifth step.
    take_away_heading: "Emportez les segments", "Take the segments away";
    /// What becomes of the Data Loader file.
    take_away_hint: "Le fichier Data Loader porte le segment de chaque compte\u{a0}: chargez-le dans Salesforce pour que le segment s’affiche sur la fiche client.",
        "The Data Loader file holds the segment of every account: load it into Salesforce and the segment shows on the account’s page.";
    /// The main download.
    download_segments: "Télécharger le fichier Data Loader", "Download the Data Loader file";
    /// Heading of the files to read.
    files_for_people: "Pour lire et présenter", "To read and present";
    /// Heading of the tables.
    files_as_tables: "En tableaux", "As tables";
    /// Heading of the files for programs.
    files_for_programs: "Pour d’autres programmes", "For other programs";
    /// What downloads are called.
    file_names: "Le nom de chaque fichier porte celui de la source et l’année de ses lignes.",
        "Each file’s name carries that of the source and the year of its lines.";
    /// What `report.html` holds.
    about_document: "Le rapport à lire et à imprimer\u{a0}: l’essentiel, puis une page par segment. Un seul fichier, qui ne charge rien.",
        "The report to read and print: the essentials, then a page a segment. One file, which loads nothing.";
    /// What `segments.xlsx` holds.
    about_workbook: "Le classeur Excel\u{a0}: résumé, segments, produits, comptes, lignes exclues et réglages, avec graphiques.",
        "The Excel workbook: summary, segments, products, accounts, excluded lines and settings, with charts.";
    /// What `accounts.csv` holds.
    about_accounts: "Chaque compte\u{a0}: chiffres, rangs, segment et silhouette.", "Every account: figures, ranks, segment and silhouette.";
    /// What `borders.csv` holds.
    about_borders: "Chaque compte avec le segment voisin et les distances aux deux centres, les plus proches de la limite d’abord.",
        "Every account with its next segment and the distances to both centres, those closest to the border first.";
    /// What `excluded.csv` holds.
    about_excluded: "Chaque ligne exclue, avec son numéro et la raison.", "Every line left out, with its row and the reason.";
    /// What `report.json` holds.
    about_report: "Tous les résultats en chiffres, et ce qui les fonde.", "All the results in figures, and what they rest on.";
    /// What `model.json` holds.
    about_model: "Pour appliquer ces segments l’an prochain\u{202f}; sans données de clients.", "To apply these segments next year; no customer data in it.";
    /// A quiet download button.
    download: "Télécharger", "Download";
}

/// What a button is called that explains a term.
#[must_use]
pub fn explanation_of(term: &str, language: Language) -> String {
    match language {
        Language::French => format!("Explication\u{a0}: {term}"),
        Language::English => format!("Explanation: {term}"),
    }
}

/// That these files, given with the one that is open, were not opened.
#[must_use]
pub fn set_aside(files: &[String], language: Language) -> String {
    let named = listed(files, language);
    match (language, files.len()) {
        (Language::French, 0 | 1) => format!("Un fichier à la fois\u{a0}: {named} n’a pas été ouvert."),
        (Language::French, _) => format!("Un fichier à la fois\u{a0}: {named} n’ont pas été ouverts."),
        (Language::English, 1) => format!("One file at a time: {named} was not opened."),
        (Language::English, _) => format!("One file at a time: {named} were not opened."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_were_not_opened_are_named() {
        let files = ["a.csv", "b.csv", "c.csv", "d.csv", "e.csv"].map(str::to_owned);
        for language in [Language::French, Language::English] {
            for count in 1..=files.len() {
                let said = set_aside(&files[..count], language);
                crate::text::sentences::check_words(&said, language);
                assert!(files[..count].iter().all(|file| said.contains(file)), "{said}");
            }
        }
    }

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }
}
