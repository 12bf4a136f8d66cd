//! Kits of a few accounts whose every line can be read.

use super::*;
use crate::compare::Standing;
use std::io::Cursor;

const A: &str = "0011r00002M4hxD";
const A_LONG: &str = "0011r00002M4hxDAAR";
const B: &str = "0011r00002M4hxE";
const C: &str = "0011r00002M4hxF";

fn assigned(account: &str, segment: u16) -> Assigned<'_> {
    Assigned { account, segment, silhouette: 0.123_46 }
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
    );
    let expected = format!("\"Id\",\"Segment__c\"\n\"{A_LONG}\",\"Segment_1\"\n\"{}\",\"Segment_2\"\n", long(B));
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let refused = format!("account,segment,reason\n487002,1,not_a_salesforce_id\n{A_LONG},3,same_account_twice\n");
    assert_eq!(file(&kit, "refused.csv"), Some(refused.as_str()));
    assert_eq!(file(&kit, "mapping.sdl"), Some("#Mapping values\nId=Id\nSegment__c=Segment__c\n"));
    assert_eq!(file(&kit, "before.soql"), Some("SELECT Id, Segment__c FROM Account WHERE Segment__c != null\n"));
    assert_eq!(kit.counts, Counts { updated: 2, refused: 2, parts: 1, ..Counts::default() });
    assert_eq!(file(&kit, "rollback-001.csv"), None);
}

#[test]
fn with_last_year_only_what_changed_is_written_and_can_be_taken_back() {
    let standing = |segment| Standing { segment, values: None };
    let accounts = [(A_LONG.to_owned(), standing(1)), (long(B), standing(1)), (long("0011r00002M4hxZ"), standing(3))];
    let before = Year { accounts: accounts.into(), without_segment: 0 };
    let target = Target::new(
        "Compte__c",
        "Groupe__c",
        Some(("Jour__c", "2026-01-15")),
        Some(("Modele__c", "2026 v1")),
        Some("Silhouette__c"),
    )
    .unwrap();
    let kit = Kit::of(&target, &[assigned(A, 1), assigned(B, 2), assigned(C, 4)], Some(&before));
    let (b, c, gone) = (long(B), long(C), long("0011r00002M4hxZ"));
    let expected = format!(
        "\"Id\",\"Groupe__c\",\"Jour__c\",\"Modele__c\",\"Silhouette__c\"\n\
         \"{b}\",\"Segment_2\",\"2026-01-15\",\"2026 v1\",\"0.1235\"\n\"{c}\",\"Segment_4\",\"2026-01-15\",\"2026 v1\",\"0.1235\"\n\
         \"{gone}\",\"#N/A\",\"#N/A\",\"#N/A\",\"#N/A\"\n"
    );
    assert_eq!(file(&kit, "update-001.csv"), Some(expected.as_str()));
    let expected = format!("\"Id\",\"Groupe__c\"\n\"{b}\",\"Segment_1\"\n\"{c}\",\"#N/A\"\n\"{gone}\",\"Segment_3\"\n");
    assert_eq!(file(&kit, "rollback-001.csv"), Some(expected.as_str()));
    assert_eq!((kit.counts.updated, kit.counts.cleared, kit.counts.unchanged), (2, 1, 1));
    assert!(kit.files.iter().all(|(_, text)| text.is_ascii() && !text.contains("\n\n")));
    let beans = file(&kit, "process-conf.xml").unwrap();
    assert_eq!(beans.matches("<bean ").count(), 2);
    assert!(beans.contains("key=\"sfdc.entity\" value=\"Compte__c\"") && !beans.to_lowercase().contains("password"));
    assert!(file(&kit, "load.sh").unwrap().contains("--sobject Compte__c --wait 10 --line-ending LF"));
}

#[test]
fn long_lists_come_in_parts() {
    let ids: Vec<String> = (0..50_001_u32).map(|number| format!("0013X{number:010}")).collect();
    let accounts: Vec<Assigned<'_>> = ids.iter().map(|id| assigned(id, 1)).collect();
    let kit = Kit::of(&Target::default(), &accounts, None);
    assert_eq!(kit.counts.parts, 2);
    assert_eq!(file(&kit, "update-001.csv").unwrap().lines().count(), 50_001);
    assert_eq!(file(&kit, "update-002.csv").unwrap().lines().count(), 2);
}

#[test]
fn names_that_could_break_a_script_are_refused() {
    let with = |object: &str, field: &str| Target::new(object, field, None, None, None);
    for name in ["", "1a", "Account; rm", "Acc\"ount", "é", "a-b", "x y", &"a".repeat(81)] {
        assert_eq!(with(name, "Segment__c"), Err(KitError::NotAName { name: name.to_owned() }));
        assert_eq!(with("Account", name), Err(KitError::NotAName { name: name.to_owned() }));
    }
    assert_eq!(with("Account", "ID"), Err(KitError::Repeated { name: "ID".into() }));
    let twice = Target::new("Account", "Segment__c", None, None, Some("segment__C"));
    assert_eq!(twice, Err(KitError::Repeated { name: "segment__C".into() }));
    for day in ["2026-02-29", "2026-1-15", "15/01/2026", "2026-13-01", "2026-01-15T00", "+026-01-15"] {
        let target = Target::new("Account", "Segment__c", Some(("Day__c", day)), None, None);
        assert_eq!(target, Err(KitError::NotADay { day: day.to_owned() }));
    }
    assert!(Target::new("Account", "Segment__c", Some(("Day__c", "2028-02-29")), None, None).is_ok());
    for name in ["", "=1", "modèle", "a\"b", " a", "#N/A"] {
        let target = Target::new("Account", "Segment__c", None, Some(("Model__c", name)), None);
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
