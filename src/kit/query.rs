//! Getting a year of sales out: the query, the `sf` command that runs it, Data Loader's batch configuration for it.

use super::KitError;
use super::scripts::{bean, beans};
use crate::sales::Role;

/// The object that holds the lines.
const OBJECT: &str = "SBQQ__Subscription__c";
/// The years whose first and last day a query can name, with the day after the last.
const YEARS: std::ops::RangeInclusive<u16> = 1700..=3999;
/// The field of the day on which a line was entered.
const CREATED: &str = "CreatedDate";

/// Which date puts a line into the year. The two fields are of different types, and so are the words a query compares them with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateThatCounts {
    /// The day on which the line starts: a date.
    #[default]
    Start,
    /// The moment at which it was entered, whenever it starts: a date and time, in universal time.
    Created,
}

impl DateThatCounts {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Start, Self::Created];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Created => "created",
        }
    }

    /// The date of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|date| date.name() == name)
    }

    /// Its field.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            // As of `Role::StartDate`.
            Self::Start => "SBQQ__StartDate__c",
            Self::Created => CREATED,
        }
    }

    /// The first moment of a year as this field is compared with it: never in quotation marks, a time only where the field has one.
    fn first_of(self, year: u16) -> String {
        match self {
            Self::Start => format!("{year:04}-01-01"),
            Self::Created => format!("{year:04}-01-01T00:00:00Z"),
        }
    }
}

/// A query of the lines of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    year: u16,
    date: DateThatCounts,
    /// In the order of [`Role::ALL`].
    fields: Vec<Role>,
}

impl Query {
    /// Fields without which lines make no segments.
    pub const NEEDED: [Role; 4] = [Role::Account, Role::Line, Role::Quantity, Role::Price];
    /// Fields that tell more of the lines, whose organisation has them.
    pub const OPTIONAL: [Role; 9] = [
        Role::Product,
        Role::Description,
        Role::ProductCode,
        Role::Contract,
        Role::ContractNumber,
        Role::StartDate,
        Role::EndDate,
        Role::Country,
        Role::Currency,
    ];

    /// Whether an optional field is asked for unless something else is said: the currency is only there in an organisation of several.
    #[must_use]
    pub fn is_usual(field: Role) -> bool {
        field != Role::Currency
    }

    /// The query of this year by this date, with these fields beside the needed ones. The date that counts is among them in any case, so that
    /// the file itself shows which lines it holds.
    ///
    /// # Errors
    /// [`KitError::NotAYear`].
    pub fn new(year: &str, date: DateThatCounts, optional: &[Role]) -> Result<Self, KitError> {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let known = is_year.then(|| year.parse().ok()).flatten().filter(|year| YEARS.contains(year));
        let Some(known) = known else { return Err(KitError::NotAYear { year: year.to_owned() }) };
        let is_in = |role: &Role| {
            Self::NEEDED.contains(role)
                || (Self::OPTIONAL.contains(role) && optional.contains(role))
                || (*role == Role::StartDate && date == DateThatCounts::Start)
        };
        Ok(Self { year: known, date, fields: Role::ALL.into_iter().filter(is_in).collect() })
    }

    /// The year.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The date that counts.
    #[must_use]
    pub const fn date(&self) -> DateThatCounts {
        self.date
    }

    /// The query, a clause a line. The year is half open: its last day counts whole, whatever the time, and the next year's first not at all.
    #[must_use]
    pub fn soql(&self) -> String {
        let (field, first, end) = (self.date.field(), self.date.first_of(self.year), self.date.first_of(self.year + 1));
        let names = self.fields.iter().filter_map(|role| role.api_name());
        let names: Vec<&str> = names.chain((self.date == DateThatCounts::Created).then_some(CREATED)).collect();
        format!("SELECT {}\nFROM {OBJECT}\nWHERE {field} >= {first} AND {field} < {end}\n", names.join(", "))
    }

    /// The file that the lines are exported to.
    #[must_use]
    pub fn export_name(&self) -> String {
        format!("sales-{}.csv", self.year)
    }

    /// The command that runs the query with Bulk API 2.0, the same in every shell; `ORG` stands for the alias of the organisation.
    #[must_use]
    pub fn sf_command(&self) -> String {
        format!(
            "sf data export bulk --query-file {SOQL} --output-file {} --result-format csv --wait 10 --target-org ORG\n",
            self.export_name()
        )
    }

    /// Data Loader's batch mode: one bean, without any credentials.
    #[must_use]
    pub fn process_conf(&self) -> String {
        let entries = [
            ("sfdc.entity", OBJECT.to_owned()),
            ("process.operation", "extract".into()),
            ("sfdc.extractionSOQL", self.soql().trim_end().replace('\n', " ")),
            ("dataAccess.type", "csvWrite".into()),
            ("dataAccess.name", self.export_name()),
            ("dataAccess.writeUTF8", "true".into()),
        ];
        beans(&bean(&format!("sales{}", self.year), &entries))
    }

    /// Everything above as files, the same on page and command.
    #[must_use]
    pub fn files(&self) -> [(&'static str, String); 3] {
        [(SOQL, self.soql()), (SF_COMMAND, self.sf_command()), (PROCESS_CONF, self.process_conf())]
    }
}

/// The query's file.
pub const SOQL: &str = "sales.soql";
/// The file of the `sf` command.
pub const SF_COMMAND: &str = "export-command.txt";
/// Data Loader looks for its batch configuration under this name.
pub const PROCESS_CONF: &str = "process-conf.xml";

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(date: DateThatCounts) -> Query {
        let optional: Vec<Role> = Query::OPTIONAL.into_iter().filter(|&role| Query::is_usual(role)).collect();
        Query::new("2020", date, &optional).unwrap()
    }

    #[test]
    fn a_year_by_start_date_is_compared_with_bare_dates() {
        let fields = "SBQQ__Account__c, Name, SBQQ__Quantity__c, SBQQ__NetPrice__c, SBQQ__ProductName__c, Description__c, Code_Produit__c, \
                      SBQQ__Contract__c, SBQQ__ContractNumber__c, SBQQ__StartDate__c, SBQQ__EndDate__c, SBQQ__Contract__r.BillingCountry";
        let expected = format!(
            "SELECT {fields}\nFROM SBQQ__Subscription__c\nWHERE SBQQ__StartDate__c >= 2020-01-01 AND SBQQ__StartDate__c < 2021-01-01\n"
        );
        assert_eq!(usual(DateThatCounts::Start).soql(), expected);
    }

    #[test]
    fn a_year_by_created_date_is_compared_with_moments() {
        let soql = usual(DateThatCounts::Created).soql();
        assert!(soql.contains(".BillingCountry, CreatedDate\n"), "{soql}");
        assert!(
            soql.ends_with("WHERE CreatedDate >= 2020-01-01T00:00:00Z AND CreatedDate < 2021-01-01T00:00:00Z\n"),
            "{soql}"
        );
        assert!(!soql.contains('\'') && !soql.contains('"'));
    }

    #[test]
    fn fields_can_be_left_out_but_for_the_needed_ones_and_the_date_that_counts() {
        let bare = |date| Query::new("2021", date, &[Role::Currency, Role::Amount]).unwrap().soql();
        let start = bare(DateThatCounts::Start);
        let fields = "SBQQ__Account__c, Name, SBQQ__Quantity__c, SBQQ__NetPrice__c";
        assert!(start.starts_with(&format!("SELECT {fields}, SBQQ__StartDate__c, CurrencyIsoCode\n")), "{start}");
        let created = bare(DateThatCounts::Created);
        assert!(created.starts_with(&format!("SELECT {fields}, CurrencyIsoCode, CreatedDate\n")), "{created}");
    }

    #[test]
    fn a_date_that_counts_is_the_role_s_own_field() {
        assert_eq!(Some(DateThatCounts::Start.field()), Role::StartDate.api_name());
    }

    #[test]
    fn what_is_no_year_is_refused() {
        for year in ["", "20", "1699", "4000", "02020", "+202", "2020'", "20 0", "२०२०"] {
            let refused = Query::new(year, DateThatCounts::Start, &[]);
            assert_eq!(refused, Err(KitError::NotAYear { year: year.to_owned() }), "{year}");
        }
        assert!(Query::new("3999", DateThatCounts::Start, &[]).unwrap().soql().ends_with("< 4000-01-01\n"));
    }

    #[test]
    fn the_batch_configuration_is_well_formed_and_names_no_credentials() {
        let text = usual(DateThatCounts::Start).process_conf();
        assert!(text.contains("StartDate__c &gt;= 2020-01-01 AND SBQQ__StartDate__c &lt; 2021-01-01\"/>"), "{text}");
        assert!(text.contains("<entry key=\"dataAccess.name\" value=\"sales-2020.csv\"/>"), "{text}");
        assert!(!text.contains("password") && !text.contains("username") && !text.contains("endpoint"));
    }
}
