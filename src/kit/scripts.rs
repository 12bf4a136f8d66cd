//! What runs a load: Data Loader's mapping and batch configuration, and the `sf` command for two shells.

use super::{Counts, Target};
use std::fmt::Write;

/// The mapping, the batch configuration, the scripts, and the query of what stands in the field today.
pub(super) fn files(target: &Target, counts: &Counts) -> Vec<(String, String)> {
    let mut files = vec![
        ("mapping.sdl".to_owned(), mapping(&target.columns())),
        ("process-conf.xml".to_owned(), process_conf(target, counts)),
        ("load.sh".to_owned(), shell(target)),
        ("load.ps1".to_owned(), power_shell(target)),
        ("before.soql".to_owned(), query(target)),
    ];
    if counts.rollback_parts > 0 {
        files.push(("rollback.sdl".to_owned(), mapping(&["Id", target.segment()])));
    }
    files
}

/// A Java properties file, `CSVHEADER=Field`: names need no escaping.
fn mapping(columns: &[&str]) -> String {
    columns.iter().fold("#Mapping values\n".to_owned(), |text, column| format!("{text}{column}={column}\n"))
}

/// Data Loader's batch mode: a bean a part, without any credentials.
fn process_conf(target: &Target, counts: &Counts) -> String {
    let mut text = String::from(
        "<!DOCTYPE beans PUBLIC \"-//SPRING//DTD BEAN//EN\" \"http://www.springframework.org/dtd/spring-beans.dtd\">\n<beans>\n",
    );
    let parts =
        |name: &'static str, mapping: &'static str, parts: usize| (1..=parts).map(move |part| (name, mapping, part));
    let all =
        parts("update", "mapping.sdl", counts.parts).chain(parts("rollback", "rollback.sdl", counts.rollback_parts));
    for (name, mapping, part) in all {
        let entries = [
            ("sfdc.entity", target.object.clone()),
            ("process.operation", "update".into()),
            ("process.mappingFile", mapping.into()),
            ("dataAccess.type", "csvRead".into()),
            ("dataAccess.name", format!("{name}-{part:03}.csv")),
            ("dataAccess.readUTF8", "true".into()),
            ("sfdc.useBulkApi", "true".into()),
            ("process.outputSuccess", format!("{name}-{part:03}-success.csv")),
            ("process.outputError", format!("{name}-{part:03}-error.csv")),
        ];
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "  <bean id=\"{name}{part:03}\" class=\"com.salesforce.dataloader.process.ProcessRunner\" singleton=\"false\">\n    \
             <property name=\"name\" value=\"{name}{part:03}\"/>\n    <property name=\"configOverrideMap\">\n      <map>\n"
        );
        for (key, value) in entries {
            let _ = writeln!(text, "        <entry key=\"{key}\" value=\"{value}\"/>");
        }
        text.push_str("      </map>\n    </property>\n  </bean>\n");
    }
    text.push_str("</beans>\n");
    text
}

/// The words after the file's name, the same in both shells.
fn sf_words(target: &Target) -> String {
    format!("--sobject {} --wait 10 --line-ending LF --column-delimiter COMMA --target-org", target.object)
}

fn shell(target: &Target) -> String {
    format!(
        "#!/bin/sh\n# sh load.sh ORG [update|rollback]\nset -eu\norg=${{1:?ORG}}\nfiles=${{2:-update}}\ncd \"$(dirname \"$0\")\"\n\
         for part in \"$files\"-[0-9][0-9][0-9].csv; do\n  sf data update bulk --file \"$part\" {} \"$org\"\ndone\n",
        sf_words(target)
    )
}

fn power_shell(target: &Target) -> String {
    format!(
        "# ./load.ps1 ORG [update|rollback]\nparam([Parameter(Mandatory = $true)][string]$Org, [string]$Files = 'update')\n\
         $ErrorActionPreference = 'Stop'\nSet-Location $PSScriptRoot\n\
         Get-ChildItem \"$Files-[0-9][0-9][0-9].csv\" | Sort-Object Name | ForEach-Object {{\n  \
         sf data update bulk --file $_.Name {} $Org\n  if ($LASTEXITCODE -ne 0) {{ exit $LASTEXITCODE }}\n}}\n",
        sf_words(target)
    )
}

/// What stands in the field today: to be exported before a load, and compared with next year.
fn query(target: &Target) -> String {
    let Target { object, segment, .. } = target;
    format!("SELECT Id, {segment} FROM {object} WHERE {segment} != null\n")
}
