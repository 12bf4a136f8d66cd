//! Currencies that stand beside numbers: ISO 4217 codes and signs.

/// Codes in use, ISO 4217.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY \
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK \
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
    THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// Codes that people also write in small letters.
const FREQUENT: [&str; 5] = ["EUR", "USD", "GBP", "CHF", "CAD"];

/// Signs and what they are called here: a code where one currency alone bears the sign. Longer signs come before those they hold.
const SIGNS: [(&str, &str); 25] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("R$", "BRL"),
    ("S$", "SGD"),
    ("$US", "USD"),
    ("$CA", "CAD"),
    ("Fr.", "CHF"),
    ("SFr", "CHF"),
    ("z\u{142}", "PLN"),
    ("K\u{10D}", "CZK"),
    ("kr", "kr"),
    ("Ft", "HUF"),
    ("lei", "RON"),
    ("€", "EUR"),
    ("$", "$"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₺", "TRY"),
];

/// The currency before or behind the number in `text`, and the rest.
pub(super) fn strip(text: &str) -> Option<(&'static str, &str)> {
    for (sign, name) in SIGNS {
        let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        if let Some(rest) =
            rest.filter(|rest| !rest.starts_with(char::is_alphabetic) && !rest.ends_with(char::is_alphabetic))
        {
            return Some((name, rest));
        }
    }
    let head = text.get(..3).map(|head| (head, &text[3..]));
    let tail = text.len().checked_sub(3).and_then(|at| text.get(at..).map(|tail| (tail, &text[..at])));
    [head, tail].into_iter().flatten().find_map(|(word, rest)| code(word).map(|code| (code, rest)))
}

/// The code that this word is: in capitals, or a frequent one in any case (`3 top` and `5 all` are no money).
fn code(word: &str) -> Option<&'static str> {
    let is_code = |code: &&str| *code == word || (FREQUENT.contains(code) && code.eq_ignore_ascii_case(word));
    CODES.split_ascii_whitespace().find(is_code)
}
