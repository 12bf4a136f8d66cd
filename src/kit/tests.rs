//! Kits of a few accounts whose every line can be read.

use super::*;
use crate::compare::{CompareError, Standing, Year};
use crate::segments::Level;
use std::io::Cursor;

const A: &str = "0011r00002M4hxD";
const A_LONG: &str = "0011r00002M4hxDAAR";
const B: &str = "0011r00002M4hxE";
const C: &str = "0011r00002M4hxF";

fn assigned(account: &str, segment: u8) -> Assigned<'_> {
    Assigned {
        account,
        segment,
        silhouette: 0.123_46,
        profile: [Level::VeryHigh, Level::Medium, Level::Low],
        percents: [100.0, 99.96, 0.04],
    }
}

fn file<'a>(kit: &'a Kit, name: &str) -> Option<&'a str> {
    kit.files.iter().find(|file| file.0 == name).map(|file| file.1.as_str())
}

fn long(id: &str) -> String {
    crate::sales::salesforce_id::long_form(id).unwrap()
}

#[test]
fn without_last_year_every_account_is_written() {
    let kit = Kit::of(
        &Target::default(),
        &[assigned(B, 2), assigned(A, 1), assigned("487002", 1), assigned(A_LONG, 3)],
        None,
        true,
    );
    let expected = format!("\"Id\",\"Segment__c\"\n\"{A_LONG}\",\"Segment_1\"\n\"{}\",\"Segment_2\"\n", long(B));
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let refused = format!("account,segment,reason\n487002,1,not_a_salesforce_id\n{A_LONG},3,same_account_twice\n");
    assert_eq!(file(&kit, "refused.csv"), Some(refused.as_str()));
    assert_eq!(file(&kit, "mapping.sdl"), Some("#Mapping values\nId=Id\nSegment__c=Segment__c\n"));
    assert_eq!(file(&kit, "before.soql"), Some("SELECT Id, Segment__c FROM Account WHERE Segment__c != null\n"));
    assert_eq!(kit.counts, Counts { updated: 2, refused: 2, highest: 2, parts: 1, ..Counts::default() });
    assert_eq!(file(&kit, "rollback-001.csv"), None);
}

/// An export of the target's fields, or another file that tells segments.
fn before(csv: &str, target: &Target) -> Result<Before, CompareError> {
    Before::of(&crate::table::read(Cursor::new(csv.as_bytes()), None, &mut |_, _| {}).unwrap(), target)
}

/// A target with a field for everything.
fn full() -> Target {
    let others = Others {
        previous: Some("Avant__c"),
        date: Some(("Jour__c", "2026-01-15")),
        model: Some(("Modele__c", "2026 v1")),
        silhouette: Some("Silhouette__c"),
        ..Others::default()
    };
    Target::new("Compte__c", "Groupe__c", others).unwrap()
}

#[test]
fn profile_and_ranks_are_written_and_taken_back() {
    let others = Others {
        profile: Some("Profil__c"),
        ranks: [Some("Ventes__c"), Some("Commandes__c"), Some("Panier__c")],
        ..Others::default()
    };
    let target = Target::new("Account", "Segment__c", others).unwrap();
    let (b, c) = (long(B), long(C));
    let csv = format!(
        "Id,Segment__c,Profil__c,Ventes__c,Commandes__c,Panier__c\n\
         {A_LONG},Segment_1,VeryHigh Medium Low,100.0,100,0\n{b},Segment_1,Low Low Low,12.5,,<b>\n{c},Segment_1,haut,1,2,3\n"
    );
    let before = before(&csv, &target).unwrap();
    let kit = Kit::of(&target, &[assigned(A, 1), assigned(B, 1), assigned(C, 1)], Some(&before), false);
    let written = "\"Segment_1\",\"VeryHigh Medium Low\",\"100.0\",\"100.0\",\"0.0\"";
    let header = "\"Id\",\"Segment__c\",\"Profil__c\",\"Ventes__c\",\"Commandes__c\",\"Panier__c\"";
    let expected = format!("{header}\n\"{b}\",{written}\n\"{c}\",{written}\n");
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let expected = format!(
        "{header}\n\"{b}\",\"Segment_1\",\"Low Low Low\",\"12.5\",\"#N/A\",\"\"\n\"{c}\",\"Segment_1\",\"\",\"1\",\"2\",\"3\"\n"
    );
    assert_eq!(file(&kit, "rollback-001.csv"), Some(expected.as_str()));
    assert_eq!((kit.counts.refreshed, kit.counts.unchanged, kit.counts.not_restored), (2, 1, 2));
}

#[test]
fn with_the_segments_before_only_what_changed_is_written_and_can_be_taken_back() {
    let gone = long("0011r00002M4hxZ");
    let target = Target::default();
    let csv = format!("account,segment\n{A_LONG},1\n{},1\n{gone},3\n", long(B));
    let before = before(&csv, &target).unwrap();
    let kit = Kit::of(&target, &[assigned(A, 1), assigned(B, 2), assigned(C, 4)], Some(&before), false);
    let (b, c) = (long(B), long(C));
    let expected =
        format!("\"Id\",\"Segment__c\"\n\"{b}\",\"Segment_2\"\n\"{c}\",\"Segment_4\"\n\"{gone}\",\"#N/A\"\n");
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let expected =
        format!("\"Id\",\"Segment__c\"\n\"{b}\",\"Segment_1\"\n\"{c}\",\"#N/A\"\n\"{gone}\",\"Segment_3\"\n");
    assert_eq!(file(&kit, "rollback-001.csv"), Some(expected.as_str()));
    assert_eq!((kit.counts.updated, kit.counts.cleared, kit.counts.unchanged), (2, 1, 1));
    // Update and rollback are those of a comparison.
    let after = [(A_LONG.to_owned(), 1), (b, 2), (c, 4)];
    let after = after.map(|(id, segment)| (id, Standing { segment, values: None }));
    let comparison = Comparison::of(&before.year, &Year { accounts: after.into(), without_segment: 0 }, false);
    for (part, whole) in [
        ("update-001.csv", crate::compare::CompareFile::Update),
        ("rollback-001.csv", crate::compare::CompareFile::Rollback),
    ] {
        assert_eq!(file(&kit, part), Some(comparison.file(whole).as_str()));
    }
}

#[test]
fn segments_of_their_own_take_the_numbers_of_their_likes() {
    let target = Target::default();
    let csv = format!("Id,Segment__c\n{A},Segment_1\n{B},Segment_1\n{C},Segment_2\n");
    let before = before(&csv, &target).unwrap();
    let accounts = [assigned(A, 2), assigned(B, 2), assigned(C, 1), assigned("0011r00002M4hxY", 3)];
    let matched = Kit::of(&target, &accounts, Some(&before), true);
    let expected = format!("\"Id\",\"Segment__c\"\n\"{}\",\"Segment_3\"\n", long("0011r00002M4hxY"));
    assert_eq!(file(&matched, "update-001.csv"), Some(expected.as_str()));
    assert_eq!((matched.counts.updated, matched.counts.unchanged, matched.counts.highest), (1, 3, 3));
    let plain = Kit::of(&target, &accounts, Some(&before), false);
    assert_eq!((plain.counts.updated, plain.counts.unchanged), (4, 0));
    assert_eq!(plain.comparison.map(|one| (one.kept, one.kept_if_matched)), Some((0, 3)));
}

#[test]
fn every_field_that_is_written_is_restored() {
    let target = full();
    let (a, b, c, gone, left) = (A_LONG, long(B), long(C), long("0011r00002M4hxY"), long("0011r00002M4hxZ"));
    assert_eq!(
        file(&Kit::of(&target, &[], None, false), "before.soql"),
        Some(
            "SELECT Id, Groupe__c, Avant__c, Jour__c, Modele__c, Silhouette__c FROM Compte__c WHERE Groupe__c != null OR \
             Avant__c != null OR Jour__c != null OR Modele__c != null OR Silhouette__c != null\n"
        )
    );
    // B keeps its segment, and `left` had lost its own the year before.
    let export = format!(
        "\"Id\",\"Groupe__c\",\"Avant__c\",\"Jour__c\",\"Modele__c\",\"Silhouette__c\"\n\
         \"{a}\",\"Segment_2\",\"\",\"2025-01-20\",\"2025 v3\",\"0.51\"\n\
         \"{b}\",\"Segment_2\",\"Segment_1\",\"2025-01-20\",\"2025 v3\",\"-0.2\"\n\
         \"{gone}\",\"Segment_3\",\"Segment_3\",\"2025-01-20\",\"2025 v3\",\"0.4\"\n\
         \"{left}\",\"\",\"Segment_1\",\"\",\"\",\"\"\n"
    );
    let before = before(&export, &target).unwrap();
    let kit = Kit::of(&target, &[assigned(A, 1), assigned(B, 2), assigned(C, 4)], Some(&before), false);
    let header = "\"Id\",\"Groupe__c\",\"Avant__c\",\"Jour__c\",\"Modele__c\",\"Silhouette__c\"\n";
    let expected = format!(
        "{header}\"{a}\",\"Segment_1\",\"Segment_2\",\"2026-01-15\",\"2026 v1\",\"0.1235\"\n\
         \"{b}\",\"Segment_2\",\"Segment_2\",\"2026-01-15\",\"2026 v1\",\"0.1235\"\n\
         \"{c}\",\"Segment_4\",\"#N/A\",\"2026-01-15\",\"2026 v1\",\"0.1235\"\n\
         \"{gone}\",\"#N/A\",\"Segment_3\",\"#N/A\",\"#N/A\",\"#N/A\"\n\
         \"{left}\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\"\n"
    );
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let expected = format!(
        "{header}\"{a}\",\"Segment_2\",\"#N/A\",\"2025-01-20\",\"2025 v3\",\"0.51\"\n\
         \"{b}\",\"Segment_2\",\"Segment_1\",\"2025-01-20\",\"2025 v3\",\"-0.2\"\n\
         \"{c}\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\"\n\
         \"{gone}\",\"Segment_3\",\"Segment_3\",\"2025-01-20\",\"2025 v3\",\"0.4\"\n\
         \"{left}\",\"#N/A\",\"Segment_1\",\"#N/A\",\"#N/A\",\"#N/A\"\n"
    );
    assert_eq!(file(&kit, "rollback-001.csv"), Some(expected.as_str()));
    let counts = kit.counts;
    assert_eq!((counts.updated, counts.refreshed, counts.cleared, counts.not_restored), (2, 1, 2, 0));
    assert!(kit.files.iter().all(|(_, text)| text.is_ascii() && !text.contains("\n\n")));
    let beans = file(&kit, "process-conf.xml").unwrap();
    assert_eq!(beans.matches("<bean ").count(), 2);
    assert_eq!(beans.matches("value=\"mapping.sdl\"").count(), 2);
    assert!(beans.contains("key=\"sfdc.entity\" value=\"Compte__c\"") && !beans.to_lowercase().contains("password"));
    assert!(file(&kit, "load.sh").unwrap().contains("--sobject Compte__c --wait 10 --line-ending LF"));
}

#[test]
fn what_is_loaded_already_is_not_written_again() {
    let others =
        Others { date: Some(("Jour__c", "2026-01-15")), silhouette: Some("Silhouette__c"), ..Others::default() };
    let target = Target::new("Account", "Segment__c", others).unwrap();
    let accounts = [assigned(A, 1), assigned(B, 2)];
    let kit = Kit::of(&target, &accounts, None, false);
    let loaded = before(file(&kit, "update-001.csv").unwrap(), &target).unwrap();
    let again = Kit::of(&target, &accounts, Some(&loaded), false);
    assert_eq!((again.counts.unchanged, again.counts.parts, again.counts.rollback_parts), (2, 0, 0));
}

#[test]
fn what_is_not_known_is_left_as_it_is_and_counted() {
    let others =
        Others { date: Some(("Jour__c", "2026-01-15")), model: Some(("Modele__c", "v1")), ..Others::default() };
    let target = Target::new("Account", "Segment__c", others).unwrap();
    // No column of days, and a name that cannot be written as ASCII.
    let export = format!("Id,Segment__c,Modele__c\n{A},Segment_1,modèle\n{B},Segment_1,v0\n");
    let kit = Kit::of(&target, &[assigned(A, 1), assigned(B, 2)], Some(&before(&export, &target).unwrap()), false);
    let expected = format!(
        "\"Id\",\"Segment__c\",\"Jour__c\",\"Modele__c\"\n\"{A_LONG}\",\"Segment_1\",\"\",\"\"\n\"{}\",\"Segment_1\",\"\",\"v0\"\n",
        long(B)
    );
    assert_eq!(file(&kit, "rollback-001.csv"), Some(expected.as_str()));
    assert_eq!((kit.counts.not_restored, kit.counts.refreshed, kit.counts.updated), (2, 1, 1));
    // An account without a segment is not touched for a field that the export does not tell.
    let export = format!("Id,Segment__c\n{A},Segment_1\n{C},\n");
    let kit = Kit::of(&target, &[assigned(A, 1)], Some(&before(&export, &target).unwrap()), false);
    assert!(!file(&kit, "update-001.csv").unwrap().contains(C));
}

#[test]
fn before_the_first_load_the_rollback_clears() {
    let target = full();
    let kit = Kit::of(&target, &[assigned(A, 1)], Some(&Before::nothing(&target)), true);
    let rollback = file(&kit, "rollback-001.csv").unwrap();
    assert!(rollback.ends_with(&format!("\"{A_LONG}\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\"\n")), "{rollback}");
    assert!(file(&kit, "update-001.csv").unwrap().contains("\"Segment_1\",\"#N/A\",\"2026-01-15\""));
    assert_eq!((kit.counts.updated, kit.counts.not_restored), (1, 0));
}

#[test]
fn leftovers_of_an_earlier_kit_are_known_by_name() {
    for name in ["update-001.csv", "rollback-1234.csv", "refused.csv", "rollback.sdl", "retry.csv"] {
        assert!(Kit::is_leftover(name), "{name}");
    }
    for name in
        ["update-001-error.csv", "update-01.csv", "update-.csv", "guide.txt", "my-update-001.csv", "mapping.sdl"]
    {
        assert!(!Kit::is_leftover(name), "{name}");
    }
}

#[test]
fn long_lists_come_in_parts() {
    let ids: Vec<String> = (0..50_001_u32).map(|number| format!("0013X{number:010}")).collect();
    let accounts: Vec<Assigned<'_>> = ids.iter().map(|id| assigned(id, 1)).collect();
    let kit = Kit::of(&Target::default(), &accounts, None, false);
    assert_eq!(kit.counts.parts, 2);
    assert_eq!(file(&kit, "update-001.csv").unwrap().lines().count(), 50_001);
    assert_eq!(file(&kit, "update-002.csv").unwrap().lines().count(), 2);
    assert!(file(&kit, "load.sh").unwrap().contains("update) set -- update-001.csv update-002.csv ;;"));
    assert!(file(&kit, "load.ps1").unwrap().contains("update = @('update-001.csv', 'update-002.csv'); rollback = @()"));
}

/// Bulk API 2.0 takes 150 MB, of which the transfer may need a third.
#[test]
fn the_longest_rows_keep_a_part_below_what_bulk_api_takes() {
    let name = |letter: &str| letter.repeat(77) + "__c";
    let names = ["p", "d", "m", "s", "f", "t", "o", "a"].map(name);
    let [previous, day, model, silhouette, profile, ranks @ ..] = names.each_ref().map(String::as_str);
    let (value, value_before) = ("m".repeat(80), "n".repeat(80));
    let others = Others {
        previous: Some(previous),
        date: Some((day, "2026-01-15")),
        model: Some((model, value.as_str())),
        silhouette: Some(silhouette),
        profile: Some(profile),
        ranks: ranks.map(Some),
    };
    let target = Target::new("Account", &name("g"), others).unwrap();
    let header = target.columns().join(",");
    let stood = "Segment_254,Segment_253,2025-01-15";
    let levels = "VeryHigh VeryHigh VeryHigh";
    let export = format!("{header}\n{A_LONG},{stood},{value_before},-0.1234,{levels},100.0,100.0,100.0\n");
    let mut longest = assigned(A, 255);
    (longest.silhouette, longest.profile, longest.percents) = (-1.0, [Level::VeryHigh; 3], [100.0; 3]);
    let kit = Kit::of(&target, &[longest], Some(&before(&export, &target).unwrap()), false);
    let end = format!("\"{levels}\",\"100.0\",\"100.0\",\"100.0\"\n");
    for (part, model) in [("update-001.csv", &value), ("rollback-001.csv", &value_before)] {
        let (header, row) = file(&kit, part).unwrap().split_once('\n').unwrap();
        // Every field is written, and at its longest.
        assert!(row.contains(model.as_str()) && row.ends_with(&end), "{row}");
        assert_eq!(row.matches("\",\"").count(), 9);
        assert!(row.len() <= 500, "{} bytes: {row}", row.len());
        assert!(header.len() + 50_000 * row.len() < 100_000_000);
    }
}

#[test]
fn names_that_could_break_a_script_are_refused() {
    let with = |object: &str, field: &str| Target::new(object, field, Others::default());
    for name in ["", "1a", "Account; rm", "Acc\"ount", "é", "a-b", "x y", &"a".repeat(81)] {
        assert_eq!(with(name, "Segment__c"), Err(KitError::NotAName { name: name.to_owned() }));
        assert_eq!(with("Account", name), Err(KitError::NotAName { name: name.to_owned() }));
    }
    assert_eq!(with("Account", "ID"), Err(KitError::Repeated { name: "ID".into() }));
    let twice = Target::new("Account", "Segment__c", Others { silhouette: Some("segment__C"), ..Others::default() });
    assert_eq!(twice, Err(KitError::Repeated { name: "segment__C".into() }));
    for day in ["2026-02-29", "2026-1-15", "15/01/2026", "2026-13-01", "2026-01-15T00", "+026-01-15"] {
        let target = Target::new("Account", "Segment__c", Others { date: Some(("Day__c", day)), ..Others::default() });
        assert_eq!(target, Err(KitError::NotADay { day: day.to_owned() }));
    }
    let leap = Others { date: Some(("Day__c", "2028-02-29")), ..Others::default() };
    assert!(Target::new("Account", "Segment__c", leap).is_ok());
    for name in ["", "=1", "modèle", "a\"b", " a", "#N/A"] {
        let target =
            Target::new("Account", "Segment__c", Others { model: Some(("Model__c", name)), ..Others::default() });
        assert_eq!(target, Err(KitError::NotAModelName { name: name.to_owned() }));
    }
}

fn results(files: &[&str]) -> Result<Results, KitError> {
    let read = |file: &&str| crate::table::read(Cursor::new(file.as_bytes()), None, &mut |_, _| {}).unwrap();
    Results::of(&files.iter().map(read).collect::<Vec<_>>())
}

#[test]
fn what_failed_is_told_by_cause_and_can_be_tried_again() {
    let success = "\"ID\",\"SEGMENT__C\",\"STATUS\"\n\"1\",\"Segment_1\",\"Item Updated\"\n\"2\",\"Segment_1\",\"Item Updated\"\n";
    let error = "\"ID\",\"SEGMENT__C\",\"ERROR\"\n\"3\",\"Segment_2\",\"UNABLE_TO_LOCK_ROW:unable to obtain access:--\"\n\
                 \"4\",\"#N/A\",\"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:bad value:Segment__c --\"\n\
                 \"5\",\"Segment_2\",\"UNABLE_TO_LOCK_ROW:other:--\"\n";
    let found = results(&[success, error]).unwrap();
    assert_eq!(found.loaded, 2);
    let causes: Vec<_> =
        found.causes.iter().map(|cause| (cause.code.as_str(), cause.rows, cause.is_passing())).collect();
    assert_eq!(causes, [("UNABLE_TO_LOCK_ROW", 2, true), ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", 1, false)]);
    assert_eq!(found.retry, "\"ID\",\"SEGMENT__C\"\n\"3\",\"Segment_2\"\n\"4\",\"#N/A\"\n\"5\",\"Segment_2\"\n");
    let bulk =
        "\"sf__Id\",\"sf__Error\",Id,Segment__c\n\"\",\"ENTITY_IS_DELETED:entity is deleted:--\",\"9\",\"Segment_3\"\n";
    let found = results(&[bulk]).unwrap();
    assert_eq!((found.loaded, found.retry.as_str()), (0, "\"Id\",\"Segment__c\"\n\"9\",\"Segment_3\"\n"));
    assert_eq!(results(&[success]).unwrap().retry, "");
    let headers = vec!["Id".to_owned(), "Segment__c".to_owned()];
    assert_eq!(results(&["Id,Segment__c\n1,Segment_1\n"]), Err(KitError::NotAResult { headers }));
}

#[test]
fn a_result_that_does_not_repeat_its_rows_is_refused() {
    let bulk = "\"Id\",\"Success\",\"Created\",\"Error\"\n\"\",\"false\",\"false\",\"UNABLE_TO_LOCK_ROW:busy:--\"\n";
    let headers = ["Id", "Success", "Created", "Error"].map(str::to_owned).to_vec();
    assert_eq!(results(&[bulk]), Err(KitError::ResultWithoutRows { headers }));
    let without = "\"Id\",\"Segment__c\",\"Error\"\n\"\",\"Segment_1\",\"MISSING_ARGUMENT:Id not specified:--\"\n";
    let found = results(&[without]).unwrap();
    assert_eq!((found.without_id, found.retry.as_str(), found.causes[0].rows), (1, "", 1));
}

#[test]
fn messages_without_a_code_are_told_by_what_they_have_in_common() {
    let row = |message: &str| format!("\"{A}\",\"Segment_1\",\"{message}\"\n");
    let lock = |record: &str| row(&format!("unable to obtain exclusive access to this record or 1 records: {record}"));
    let mut file = "\"ID\",\"SEGMENT__C\",\"ERROR\"\n".to_owned() + &lock(A) + &lock(B) + &lock(C);
    file += &row(&format!("insufficient access rights on object id {A_LONG}"));
    file += &row(&format!("insufficient access rights on object id {}", long(B)));
    let found = results(&[&file]).unwrap();
    let causes: Vec<_> =
        found.causes.iter().map(|cause| (cause.code.as_str(), cause.rows, cause.is_passing())).collect();
    assert_eq!(causes, [("UNABLE_TO_LOCK_ROW", 3, true), ("insufficient access rights on object id …", 2, false)]);
    // However many different messages there are, some are told, and however long.
    let many: String = (0..50).map(|at| row(&format!("odd {at} {}", "x".repeat(5_000)))).collect();
    let found = results(&[&("\"ID\",\"SEGMENT__C\",\"ERROR\"\n".to_owned() + &many)]).unwrap();
    assert_eq!((found.causes.len(), found.others), (20, 30));
    assert!(found.causes.iter().all(|cause| cause.code.chars().count() < 200));
    assert_eq!(found.retry.lines().count(), 51);
}
