//! The part a column plays in a sale.

use serde::{Deserialize, Serialize};

/// The part a column plays. Needed of lines: account, and quantity with price, or amount. Needed of accounts: account, amount, order count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each is its field's own name; `amount` is a total in place of quantity × price, `average` that of an account's orders"
)]
pub enum Role {
    Account,
    Line,
    Quantity,
    Price,
    Amount,
    Product,
    Description,
    ProductCode,
    Contract,
    ContractNumber,
    StartDate,
    EndDate,
    Country,
    Currency,
    OrderCount,
    Average,
}

impl Role {
    /// Every role, in the order above.
    pub const ALL: [Self; 16] = [
        Self::Account,
        Self::Line,
        Self::Quantity,
        Self::Price,
        Self::Amount,
        Self::Product,
        Self::Description,
        Self::ProductCode,
        Self::Contract,
        Self::ContractNumber,
        Self::StartDate,
        Self::EndDate,
        Self::Country,
        Self::Currency,
        Self::OrderCount,
        Self::Average,
    ];

    /// The role's name on the command line and in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Line => "line",
            Self::Quantity => "quantity",
            Self::Price => "price",
            Self::Amount => "amount",
            Self::Product => "product",
            Self::Description => "description",
            Self::ProductCode => "product-code",
            Self::Contract => "contract",
            Self::ContractNumber => "contract-number",
            Self::StartDate => "start-date",
            Self::EndDate => "end-date",
            Self::Country => "country",
            Self::Currency => "currency",
            Self::OrderCount => "order-count",
            Self::Average => "average",
        }
    }

    /// The study's header for this role, where it has one.
    #[must_use]
    pub const fn api_name(self) -> Option<&'static str> {
        match self {
            Self::Account => Some("SBQQ__Account__c"),
            Self::Line => Some("Name"),
            Self::Quantity => Some("SBQQ__Quantity__c"),
            Self::Price => Some("SBQQ__NetPrice__c"),
            Self::Amount | Self::OrderCount | Self::Average => None,
            Self::Product => Some("SBQQ__ProductName__c"),
            Self::Description => Some("Description__c"),
            Self::ProductCode => Some("Code_Produit__c"),
            Self::Contract => Some("SBQQ__Contract__c"),
            Self::ContractNumber => Some("SBQQ__ContractNumber__c"),
            Self::StartDate => Some("SBQQ__StartDate__c"),
            Self::EndDate => Some("SBQQ__EndDate__c"),
            Self::Country => Some("SBQQ__Contract__r.BillingCountry"),
            Self::Currency => Some("CurrencyIsoCode"),
        }
    }

    /// The role of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
