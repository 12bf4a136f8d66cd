//! The help text of the command.

use super::Language::{self, English, French};

/// The help text.
#[must_use]
pub const fn help(language: Language) -> &'static str {
    match language {
        French => {
            "\
segmenta : des segments de clients à partir d’un fichier de ventes (.xlsx, .xlsm, .xlsb, .xls, .ods,
           .csv, .tsv, .txt, ou un .zip qui en contient un)

  segmenta segment FICHIER --out DOSSIER [options]  segmente et écrit huit fichiers
  segmenta sample --rows N --accounts M --out F     fabrique un classeur d’essai (.xlsx ou .csv)
  segmenta score FICHIER --model M --out DOSSIER    applique un model.json à un autre fichier
  segmenta compare --before A --after B --out DOSSIER
                                                    compare deux années (accounts.csv, segments.csv,
                                                    ou un export de Id et Segment__c)
  segmenta results FICHIERS --out DOSSIER           après un chargement : les échecs par cause, et
                                                    retry.csv
  segmenta query --year AAAA --out DOSSIER          de quoi exporter de Salesforce les ventes d’une année :
                                                    requête, commande sf, Data Loader, rapport

Options de segment
  --sheet NOM              feuille à lire (la première par défaut)
  --header-row N|none      ligne des titres de colonnes, ou aucune (trouvée par défaut)
  --column ROLE=ENTETE     colonne qui joue un rôle ; à répéter. #3 : la troisième colonne ; none : aucune.
                           Rôles : account, line, quantity, price, amount, product, description,
                           product-code, contract, contract-number, start-date, end-date, country,
                           currency, order-count, average. amount remplace quantity × price.
  --table lines|accounts   ce qu’est une ligne : une vente, ou un compte avec son total (amount) et son
                           nombre de commandes (order-count) (trouvé par défaut)
  --decimal comma|point    signe décimal des nombres écrits en texte (trouvé par défaut)
  --dates ORDRE            day-first, month-first ou iso, pour les dates écrites en texte (trouvé par défaut)
  --returns drop|net       lignes de quantité nulle ou négative : écartées (comme l’étude, par défaut) ou
                           déduites des totaux (elles ne comptent pas comme commandes)
  --leave-out LISTE        ce qui est aussi écarté, séparé par des virgules : free-lines (prix nul),
                           missing-prices, negative-lines, copies (lignes en double), hidden-rows
                           (lignes masquées), worthless-accounts (comptes au total nul ou négatif)
  --period AAAA | DU..AU   lignes qui débutent dans cette année, ou du jour DU jusqu’à la veille de AU
                           (2020-04-01..2021-04-01)
  --currency CODE          lignes dans cette devise ; celles qui n’en nomment aucune restent
  --groups fill|leave      rapport groupé, où le compte n’est écrit qu’une fois par groupe : le recopier
                           (par défaut) ou non
  --k auto|N               nombre de segments (auto : la plus haute silhouette)
  --k-range A..B           nombres comparés (2..10)
  --starts N               départs de la recherche (10)
  --seed N                 graine des tirages (0)
  --exact-up-to N          silhouettes exactes jusqu’à N comptes (150000), estimées sur un échantillon au-delà
  --arithmetic MODE        exact (sommes décimales, par défaut) ou pandas (bit à bit comme l’étude)
  --features LISTE         mesures de chaque compte, séparées par des virgules, au moins deux
                           (total-sales,order-count,avg-order-value ; aussi : recency, tenure,
                           distinct-products, units)
  --normalisation MODE     ranks (les rangs de l’étude, par défaut), average-ranks (ex æquo au rang
                           moyen), log-z (logarithmes centrés réduits) ou robust-z (médiane et MAD)
                           Avec d’autres mesures ou une autre normalisation, l’accord avec la méthode
                           de l’étude (indice de Rand ajusté) est donné.
  --name N=NOM, --advice N=CONSEIL
                           vos mots pour le segment N, à la place de ceux que disent ses chiffres ; dans
                           le classeur, le rapport et le modèle (répétable)
  --mark N=M               dessine le segment N avec la couleur et la forme du segment M, comme celui de
                           l’an dernier dont il prend la suite ; 1 à 32 (répétable)
  --no-evidence            sans comparaison avec le hasard, avec des listes refaites ni avec les autres
                           normalisations (plus rapide)
  --lang fr|en             langue des messages et des noms de segments
  --kit DOSSIER            écrit aussi un kit de chargement dans Salesforce : fichiers de mise à jour en
                           parties, mapping, scripts, guide ; en un seul fichier si le nom finit en .zip
  --before FICHIER         avec --kit : segments d’avant, au mieux l’export de la requête before.soql du
                           kit. Le kit n’écrit que ce qui change, et de quoi revenir en arrière ; chaque
                           segment y prend le numéro de celui d’avant qui lui ressemble (comme compare --match)
  --object NOM, --field NOM
                           objet et champ du segment (Account, Segment__c)
  --previous-field CHAMP, --date-field CHAMP=JOUR, --model-field CHAMP=NOM, --silhouette-field CHAMP
                           champs de plus, si vous les voulez : le segment d’avant (avec --before), le
                           jour de la segmentation, le nom du modèle, la silhouette
  --profile-field CHAMP, --rank-fields VENTES,COMMANDES,PANIER
                           de même : ce que disent les chiffres du segment, en trois niveaux ; et, champ par
                           champ, la part des autres comptes au rang plus bas, en %

Options de sample
  --seed N                 graine des tirages (2020)
  --year N                 1 (par défaut) ; 2 et suivants : l’année d’après, où des comptes partent,
                           arrivent, ou achètent autrement

Options de score
  --model M                le model.json de l’autre année ; aussi --sheet, --header-row, --column, --table,
                           --decimal, --dates, --period, --exact-up-to et --lang, comme segment ; et
                           --kit, --before et leurs champs, comme segment, mais avec les numéros du modèle
  --match                  les numéros du kit sont ceux des segments d’avant (--before) qui leur
                           ressemblent : si ce que dit --before vient d’un autre modèle

Options de compare
  --match                  l’année B a ses propres segments : chacun prend le numéro de celui de l’année A
                           avec lequel il partage le plus de comptes (affectation optimale)

Options de query
  --date start|created     la date qui met une ligne dans l’année : son début (par défaut) ou sa création
  --fields LISTE           champs en plus du compte, de la ligne, de la quantité et du prix net, par leurs
                           rôles, ou none (par défaut : product, description, product-code, contract,
                           contract-number, start-date, end-date, country ; aussi : currency)

Codes de sortie : 0 fait ; 1 le fichier ne peut pas servir ; 2 commande mal écrite."
        }
        English => {
            "\
segmenta: customer segments from a file of sales (.xlsx, .xlsm, .xlsb, .xls, .ods,
          .csv, .tsv, .txt, or a .zip holding one)

  segmenta segment FILE --out DIR [options]      segments and writes eight files
  segmenta sample --rows N --accounts M --out F  makes a workbook to try it on (.xlsx or .csv)
  segmenta score FILE --model M --out DIR        applies a model.json to another file
  segmenta compare --before A --after B --out DIR
                                                 compares two years (accounts.csv, segments.csv,
                                                 or an export of Id and Segment__c)
  segmenta results FILES --out DIR               after a load: failures by cause, and retry.csv
  segmenta query --year YYYY --out DIR           what exports a year’s sales from Salesforce: query, sf
                                                 command, Data Loader, report

Options of segment
  --sheet NAME             sheet to read (the first by default)
  --header-row N|none      row of the column headers, or none (found by default)
  --column ROLE=HEADER     column that plays a role; may be repeated. #3: the third column; none: no column.
                           Roles: account, line, quantity, price, amount, product, description,
                           product-code, contract, contract-number, start-date, end-date, country,
                           currency, order-count, average. amount takes the place of quantity × price.
  --table lines|accounts   what a row is: a sale, or an account with its total (amount) and its number
                           of orders (order-count) (found by default)
  --decimal comma|point    decimal mark of numbers written as text (found by default)
  --dates ORDER            day-first, month-first or iso, for dates written as text (found by default)
  --returns drop|net       lines with a quantity of zero or less: left out (as in the study, the default)
                           or deducted from the totals (they do not count as orders)
  --leave-out LIST         what else is left out, separated by commas: free-lines (price of zero),
                           missing-prices, negative-lines, copies (rows twice), hidden-rows,
                           worthless-accounts (accounts with a total of zero or less)
  --period YYYY | FROM..TO lines that start in this year, or from FROM to the day before TO
                           (2020-04-01..2021-04-01)
  --currency CODE          lines in this currency; those that name none stay
  --groups fill|leave      grouped report, where the account is written once a group: fill it down
                           (the default) or not
  --k auto|N               number of segments (auto: the highest silhouette)
  --k-range A..B           numbers compared (2..10)
  --starts N               starts of the search (10)
  --seed N                 seed of all draws (0)
  --exact-up-to N          exact silhouettes up to N accounts (150000), estimated from a sample beyond
  --arithmetic MODE        exact (decimal sums, the default) or pandas (bit for bit the study’s)
  --features LIST          features of each account, separated by commas, at least two
                           (total-sales,order-count,avg-order-value; also: recency, tenure,
                           distinct-products, units)
  --normalisation MODE     ranks (the study’s, the default), average-ranks (ties at their mean rank),
                           log-z (standardised logarithms) or robust-z (median and MAD)
                           With other features or another normalisation the agreement with the
                           study’s recipe (adjusted Rand index) is told.
  --name N=NAME, --advice N=ADVICE
                           your words for segment N in place of those that its figures say; they go into
                           the workbook, the report and the model (repeatable)
  --mark N=M               draws segment N in the colour and the shape of segment M, as the one of last
                           year that it continues; 1 to 32 (repeatable)
  --no-evidence            no comparison with chance, with redrawn lists and with the other
                           normalisations (quicker)
  --lang fr|en             language of messages and of the segments’ names
  --kit DIR                also writes a kit to load into Salesforce: update files in parts, mapping,
                           scripts, guide; as one file if the name ends in .zip
  --before FILE            goes with --kit and tells the segments before, best the export of the kit’s
                           query before.soql. The kit writes only what changes, and what takes it back;
                           each segment takes the number of its like before (as by compare --match)
  --object NAME, --field NAME
                           object and field of the segment (Account, Segment__c)
  --previous-field FIELD, --date-field FIELD=DAY, --model-field FIELD=NAME, --silhouette-field FIELD
                           more fields, if you want them: the segment before (with --before), the day of
                           the segmentation, the model’s name, the silhouette
  --profile-field FIELD, --rank-fields SALES,ORDERS,AVERAGE
                           likewise: what the segment’s figures say, in three levels; and, field by field,
                           the share of the other accounts that rank lower, in %

Options of sample
  --seed N                 seed of all draws (2020)
  --year N                 1 (the default); 2 and on: the year after, in which accounts leave, come, or
                           buy otherwise

Options of score
  --model M                the other year’s model.json; also --sheet, --header-row, --column, --table,
                           --decimal, --dates, --period, --exact-up-to and --lang, as for segment; and
                           --kit, --before and their fields, as for segment, but with the model’s numbers
  --match                  numbers in the kit are those of the segments before (--before) that are most like
                           them: if what --before tells comes from another model

Options of compare
  --match                  year B has segments of its own: each takes the number of the one of year A with
                           which it shares most accounts (optimal assignment)

Options of query
  --date start|created     the date that puts a line into the year: its start (the default) or its creation
  --fields LIST            fields beside account, line, quantity and net price, by their roles, or none (by
                           default: product, description, product-code, contract, contract-number,
                           start-date, end-date, country; also: currency)

Exit codes: 0 done; 1 the file cannot be used; 2 wrong usage."
        }
    }
}
