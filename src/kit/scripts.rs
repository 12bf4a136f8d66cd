//! What runs a load: Data Loader's mapping and batch configuration, and the `sf` command for two shells.

use super::{Counts, Target, part_name};
use std::fmt::Write;

/// The mapping, the batch configuration, the scripts, and the query of what stands in the fields today.
pub(super) fn files(target: &Target, counts: &Counts) -> Vec<(String, String)> {
    vec![
        ("mapping.sdl".to_owned(), mapping(&target.columns())),
        ("process-conf.xml".to_owned(), process_conf(target, counts)),
        ("load.sh".to_owned(), shell(target, counts)),
        ("load.ps1".to_owned(), power_shell(target, counts)),
        ("before.soql".to_owned(), query(target)),
    ]
}

/// The parts of each kind, by name.
fn parts(counts: &Counts) -> [(&'static str, Vec<String>); 2] {
    [("update", counts.parts), ("rollback", counts.rollback_parts)]
        .map(|(kind, parts)| (kind, (1..=parts).map(|part| part_name(kind, part)).collect()))
}

/// A Java properties file, `CSVHEADER=Field`: names need no escaping.
fn mapping(columns: &[&str]) -> String {
    columns.iter().fold("#Mapping values\n".to_owned(), |text, column| format!("{text}{column}={column}\n"))
}

/// Data Loader's batch mode: a bean a part, without any credentials.
fn process_conf(target: &Target, counts: &Counts) -> String {
    let of_part = |file: String| {
        let name = file.trim_end_matches(".csv");
        let entries = [
            ("sfdc.entity", target.object.clone()),
            ("process.operation", "update".into()),
            ("process.mappingFile", "mapping.sdl".into()),
            ("dataAccess.type", "csvRead".into()),
            ("dataAccess.name", file.clone()),
            ("dataAccess.readUTF8", "true".into()),
            ("sfdc.useBulkApi", "true".into()),
            ("process.outputSuccess", format!("{name}-success.csv")),
            ("process.outputError", format!("{name}-error.csv")),
        ];
        bean(&name.replace('-', ""), &entries)
    };
    beans(&parts(counts).into_iter().flat_map(|(_, files)| files).map(of_part).collect::<String>())
}

/// A batch configuration of these beans, under the document type that Data Loader's own sample names.
pub(super) fn beans(beans: &str) -> String {
    format!(
        "<!DOCTYPE beans PUBLIC \"-//SPRING//DTD BEAN 2.0//EN\" \"http://www.springframework.org/dtd/spring-beans-2.0.dtd\">\n<beans>\n{beans}</beans>\n"
    )
}

/// One run of Data Loader's batch mode; its Spring refuses the `singleton` of older samples. Names need no escaping, a query's comparisons do.
pub(super) fn bean(name: &str, entries: &[(&str, String)]) -> String {
    let mut text = format!(
        "  <bean id=\"{name}\" class=\"com.salesforce.dataloader.process.ProcessRunner\" scope=\"prototype\">\n    \
         <property name=\"name\" value=\"{name}\"/>\n    <property name=\"configOverrideMap\">\n      <map>\n"
    );
    for (key, value) in entries {
        let value = value.replace('<', "&lt;").replace('>', "&gt;");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "        <entry key=\"{key}\" value=\"{value}\"/>");
    }
    text.push_str("      </map>\n    </property>\n  </bean>\n");
    text
}

/// The words after the file's name, the same in both shells.
fn sf_words(target: &Target) -> String {
    format!("--sobject {} --wait 10 --line-ending LF --column-delimiter COMMA --target-org", target.object)
}

/// Each part in turn, whatever became of the one before; what failed can be had by the number of its job.
fn shell(target: &Target, counts: &Counts) -> String {
    let [update, rollback] = parts(counts).map(|(_, files)| files.join(" "));
    format!(
        r#"#!/bin/sh
# sh load.sh ORG [update|rollback]
set -u
org=${{1:?ORG}}
kind=${{2:-update}}
cd "$(dirname "$0")" || exit 1
case $kind in
update) set -- {update} ;;
rollback) set -- {rollback} ;;
*) echo "sh load.sh ORG [update|rollback]" >&2; exit 2 ;;
esac
if [ $# -eq 0 ]; then
  echo "$kind: no file, nothing loaded" >&2
  exit 1
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
for part in "$@"; do
  echo "$part"
  {{ sf data update bulk --file "$part" {words} "$org" 2>&1; echo $? >"$scratch/code"; }} | tee "$scratch/said"
  code=$(cat "$scratch/code")
  if [ "$code" -ne 0 ]; then
    failed=$code
    echo "$part: exit code $code" >&2
    job=$(grep -Eo '750[0-9A-Za-z]{{12,15}}' "$scratch/said" | head -n 1)
    if [ -n "$job" ]; then
      echo "sf data bulk results --job-id $job --target-org $org" >&2
    fi
  fi
done
exit "$failed"
"#,
        words = sf_words(target)
    )
}

fn power_shell(target: &Target, counts: &Counts) -> String {
    let list = |files: Vec<String>| files.iter().map(|file| format!("'{file}'")).collect::<Vec<_>>().join(", ");
    let [update, rollback] = parts(counts).map(|(_, files)| list(files));
    format!(
        r#"# ./load.ps1 ORG [update|rollback]
param([Parameter(Mandatory = $true)][string]$Org, [ValidateSet('update', 'rollback')][string]$Kind = 'update')
$ErrorActionPreference = 'Continue'
Set-Location $PSScriptRoot
$parts = @{{ update = @({update}); rollback = @({rollback}) }}[$Kind]
if ($parts.Count -eq 0) {{
  Write-Host "${{Kind}}: no file, nothing loaded"
  exit 1
}}
$failed = 0
foreach ($part in $parts) {{
  Write-Host $part
  $said = sf data update bulk --file $part {words} $Org 2>&1 | ForEach-Object {{ Write-Host "$_"; "$_" }}
  if ($LASTEXITCODE -ne 0) {{
    $failed = $LASTEXITCODE
    Write-Host "${{part}}: exit code $failed"
    if ("$said" -cmatch '750[0-9A-Za-z]{{12,15}}') {{
      Write-Host "sf data bulk results --job-id $($Matches[0]) --target-org $Org"
    }}
  }}
}}
exit $failed
"#,
        words = sf_words(target)
    )
}

/// What stands in the fields today: to be exported before a load, and given to the next kit. An account with any of them is told whole.
fn query(target: &Target) -> String {
    let columns = target.columns();
    let filled: Vec<String> = columns[1..].iter().map(|field| format!("{field} != null")).collect();
    format!("SELECT {} FROM {} WHERE {}\n", columns.join(", "), target.object, filled.join(" OR "))
}
