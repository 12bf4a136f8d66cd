//! What the made-up company sells.

/// Brand, and the price of a subscription to a pallet or load of it around which its products lie, in euros.
const BRANDS: [(&str, f64); 16] = [
    ("CIMENT GRISTAL CEM II 32,5", 92.0),
    ("CIMENT GRISTAL CEM I 52,5", 128.0),
    ("CIMENT BLANCHAUX 42,5", 210.0),
    ("CIMENT FONDUR", 340.0),
    ("CHAUX NHL 3,5 CALCIANE", 118.0),
    ("CHAUX NHL 2 CALCIANE", 104.0),
    ("MORTIER BÂTARD MURALIS", 84.0),
    ("MORTIER FIN MURALIS", 96.0),
    ("MAÇONNERIE & ENDUIT TRADIBEL", 78.0),
    ("ENDUIT MONOCOUCHE FAÇADOR", 156.0),
    ("BÉTON PRÊT À GÂCHER ROCADUR", 66.0),
    ("CHAPE FLUIDE NIVELIA", 188.0),
    ("COULIS HAUTE RÉSISTANCE FLUIDOR", 265.0),
    ("LIANT ROUTIER VIADUR", 142.0),
    ("PLÂTRE GÂCHÉ ALBATEX", 58.0),
    ("COLLE CARRELAGE L'ADHÉRENTE", 112.0),
];

/// Packaging and its weight in the price.
const PACKS: [(&str, f64); 8] = [
    ("SAC 25KG P 1,470T", 1.0),
    ("SAC 25KG P 1,575T", 1.06),
    ("SAC 35KG P 1,400T", 0.96),
    ("SAC 35KG P 1,225T", 0.87),
    ("SAC 10KG P 1,000T", 0.91),
    ("BIG BAG 1T", 0.74),
    ("BIG BAG 1,5T", 1.03),
    ("VRAC RENDU", 1.38),
];

/// A product on offer.
pub(super) struct Product {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) code: String,
    pub(super) price: f64,
}

/// Every product, in a fixed order. Some descriptions stand for two products, as in real catalogues.
pub(super) fn products() -> Vec<Product> {
    let mut products = Vec::new();
    for (brand, (brand_name, brand_price)) in BRANDS.iter().enumerate() {
        for (pack, (pack_name, pack_price)) in PACKS.iter().enumerate() {
            let number = brand * PACKS.len() + pack;
            let shared = if number % 7 == 3 { pack / 2 * 2 + 1 } else { pack + 1 };
            let letters: String = brand_name.chars().filter(char::is_ascii_uppercase).take(4).collect();
            products.push(Product {
                name: format!("{brand_name} {pack_name}"),
                description: format!("{letters}{:02}{shared:02}", brand + 1),
                code: if number.is_multiple_of(11) {
                    format!("{}LKI", 1_400_600 + number)
                } else {
                    (1_400_600 + number).to_string()
                },
                price: brand_price * pack_price,
            });
        }
    }
    products
}

/// Billing countries and their share of contracts.
pub(super) const COUNTRIES: [(&str, f64); 5] =
    [("France", 0.965), ("Belgique", 0.013), ("Luxembourg", 0.009), ("Suisse", 0.008), ("Espagne", 0.005)];
