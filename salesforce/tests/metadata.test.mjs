// Resolves, checks and packs the whole project without an org.

import sdr from '@salesforce/source-deploy-retrieve';
import JSZip from 'jszip';
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { faultsOf } from './schema.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const project = JSON.parse(readFileSync(join(HERE, 'sfdx-project.json'), 'utf8'));
const folders = project.packageDirectories.map(({ path }) => path);
const RESOURCE = 'app/main/default/staticresources/segmenta.resource';

/** Salesforce's limit for a static resource. */
const LARGEST = 5 * 1024 * 1024;

const FIELDS = {
    Segment__c: 'Picklist',
    Segment_Average_Percent__c: 'Number',
    Segment_Date__c: 'Date',
    Segment_Model__c: 'Text',
    Segment_Orders_Percent__c: 'Number',
    Segment_Previous__c: 'Picklist',
    Segment_Profile__c: 'Text',
    Segment_Sales_Percent__c: 'Number',
    Segment_Silhouette__c: 'Number',
};

/** What each folder deploys. */
const COMPONENTS = {
    'force-app': [
        ...Object.keys(FIELDS).map((field) => `CustomField Account.${field}`),
        'CustomLabels CustomLabels',
        'FlexiPage Segmenta_Account_Page',
        'LightningComponentBundle segmentaAccountSegment',
        'PermissionSet Segmenta_Load',
        'PermissionSet Segmenta_Read',
    ],
    app: [
        'ApexPage SegmentaApp',
        'CustomTab Segmenta',
        'LightningComponentBundle segmentaFrame',
        'LightningComponentBundle segmentaHandover',
        'PermissionSet Segmenta_App',
        'StaticResource segmenta',
    ],
    french: ['CustomObjectTranslation Account-fr', 'Translations fr'],
};

// The app is built, not committed: a copy of the project gets a small stand-in, so that all else is checked without it.
let copy;

before(async () => {
    copy = mkdtempSync(join(tmpdir(), 'segmenta-salesforce-'));
    folders.forEach((folder) => cpSync(join(HERE, folder), join(copy, folder), { recursive: true }));
    cpSync(join(HERE, '.forceignore'), join(copy, '.forceignore'));
    const app = new JSZip().file('index.html', '<!DOCTYPE html>');
    writeFileSync(join(copy, RESOURCE), await app.generateAsync({ type: 'nodebuffer' }));
});

after(() => rmSync(copy, { recursive: true }));

const read = (path) => readFileSync(join(copy, path), 'utf8');
const all = (pattern, text) => [...text.matchAll(pattern)].map(([, group]) => group);
const filesUnder = (folder) =>
    readdirSync(join(copy, folder), { recursive: true })
        .map((path) => join(folder, path).replaceAll('\\', '/'))
        .filter((path) => !path.includes('__tests__') && statSync(join(copy, path)).isFile())
        .sort();

function resolve(paths) {
    const set = sdr.ComponentSet.fromSource(paths.map((path) => join(copy, path)));
    set.sourceApiVersion = project.sourceApiVersion;
    return set;
}

const namesOf = (set) => [...set.getSourceComponents()].map(({ type, fullName }) => `${type.name} ${fullName}`).sort();

for (const [folder, expected] of Object.entries(COMPONENTS)) {
    test(`${folder}: every file belongs to a component, and all components are there`, () => {
        const set = resolve([folder]);
        assert.deepEqual(namesOf(set), [...expected].sort());
        const known = [...set.getSourceComponents()].flatMap((component) => [
            component.xml,
            ...component.walkContent(),
            ...component.getChildren().map((child) => child.xml),
        ]);
        const files = new Set(known.filter(Boolean).map((path) => relative(copy, path).replaceAll('\\', '/')));
        assert.deepEqual(filesUnder(folder).filter((path) => !files.has(path)), []);
    });
}

test('the manifest names the API version and every label', async () => {
    const manifest = await resolve(folders).getPackageXml();
    assert.match(manifest, /<version>63\.0<\/version>/);
    const labels = all(/<fullName>(\w+)<\/fullName>/g, read('force-app/main/default/labels/CustomLabels.labels-meta.xml'));
    assert.ok(labels.length > 40);
    labels.forEach((label) => assert.ok(manifest.includes(`<members>${label}</members>`), label));
});

test('all of it packs into what the Metadata API takes', async () => {
    const { zipBuffer } = await new sdr.MetadataConverter().convert(resolve(folders), 'metadata', { type: 'zip' });
    const zip = await JSZip.loadAsync(zipBuffer);
    const text = (path) => zip.file(path).async('string');
    const files = Object.keys(zip.files).filter((path) => !path.endsWith('/'));
    const expected = ['package.xml', 'objects/Account.object', 'labels/CustomLabels.labels', 'translations/fr.translation'];
    expected.push('objectTranslations/Account-fr.objectTranslation', 'staticresources/segmenta.resource');
    expected.push('lwc/segmentaAccountSegment/segmentaAccountSegment.html', 'pages/SegmentaApp.page', 'tabs/Segmenta.tab');
    assert.deepEqual(expected.filter((path) => !files.includes(path)), []);
    assert.ok(!files.some((path) => path.includes('__tests__')), 'tests stay here');
    const object = await text('objects/Account.object');
    assert.deepEqual(faultsOf(object, 'CustomObject'), []);
    Object.keys(FIELDS).forEach((field) => assert.ok(object.includes(`<fullName>${field}</fullName>`), field));
    const translation = await text('objectTranslations/Account-fr.objectTranslation');
    assert.deepEqual(faultsOf(translation, 'CustomObjectTranslation'), []);
    assert.equal(all(/<name>(\w+)<\/name>/g, translation).length, Object.keys(FIELDS).length);
});

test('the app is handed over as one zip, as it was packed', async () => {
    const { zipBuffer } = await new sdr.MetadataConverter().convert(resolve(['app']), 'metadata', { type: 'zip' });
    const zip = await JSZip.loadAsync(zipBuffer);
    const resource = await zip.file('staticresources/segmenta.resource').async('nodebuffer');
    assert.deepEqual(resource, readFileSync(join(copy, RESOURCE)));
});

test('every metadata file holds what the schema of the Metadata API says', () => {
    const files = folders.flatMap(filesUnder).filter((path) => path.endsWith('-meta.xml'));
    assert.ok(files.length > 25);
    const faults = files.flatMap((path) => {
        const xml = read(path);
        const [type] = all(/<(\w+) xmlns="http:\/\/soap\.sforce\.com/g, xml);
        // Targets of a bundle have a schema of their own, which the Metadata API passes on as text.
        const checked = type === 'LightningComponentBundle' ? xml.replace(/<targetConfigs>.*<\/targetConfigs>/s, '') : xml;
        return faultsOf(checked, type).map((fault) => `${path}: ${fault}`);
    });
    assert.deepEqual(faults, []);
});

test('the check against the schema finds what is wrong', () => {
    const field = read('force-app/main/default/objects/Account/fields/Segment_Silhouette__c.field-meta.xml');
    const wrong = (from, to) => faultsOf(field.replace(from, to), 'CustomField');
    assert.deepEqual(faultsOf(field, 'CustomField'), []);
    assert.deepEqual(wrong('<type>Number', '<type>Nombre'), ['CustomField.type: “Nombre” is no FieldType']);
    assert.deepEqual(wrong('<scale>4', '<scale>four'), ['CustomField.scale: “four” is no number']);
    assert.deepEqual(wrong('<required>false', '<required>no'), ['CustomField.required: “no” is no boolean']);
    assert.deepEqual(wrong(/CustomField/g, 'CustomFeld'), ['the root is not CustomField']);
    assert.deepEqual(wrong(/required>/g, 'requird>'), ['CustomField: CustomField has no element requird']);
    assert.deepEqual(wrong('</CustomField>', '<label>Again</label></CustomField>'), [
        'CustomField: label stands 2 times',
        'CustomField: label stands apart',
    ]);
    assert.deepEqual(wrong(/http[^"]*/, 'urn:other'), ['the namespace is not that of metadata']);
    const tab = read('app/main/default/permissionsets/Segmenta_App.permissionset-meta.xml');
    assert.deepEqual(faultsOf(tab.replace('<visibility>Visible', '<visibility>Shown'), 'PermissionSet'), [
        'PermissionSet.tabSettings.visibility: “Shown” is no PermissionSetTabVisibility',
    ]);
    assert.deepEqual(faultsOf(tab.replace(/<label>.*<\/label>/, ''), 'PermissionSet'), ['PermissionSet: label is missing']);
});

test('fields are as the load files need them', () => {
    const names = Array.from({ length: 10 }, (_, index) => `Segment_${index + 1}`);
    for (const [field, type] of Object.entries(FIELDS)) {
        const xml = read(`force-app/main/default/objects/Account/fields/${field}.field-meta.xml`);
        assert.deepEqual(all(/<type>(\w+)<\/type>/g, xml), [type], field);
        assert.deepEqual(all(/<required>(\w+)<\/required>/g, xml), ['false'], field);
        assert.ok(all(/<label>(.*)<\/label>/g, xml).every((label) => label.length <= 40), 'longer labels are refused');
        if (type !== 'Picklist') continue;
        assert.deepEqual(all(/<value>\s*<fullName>(\w+)<\/fullName>/g, xml), names);
        assert.match(xml, /<restricted>true<\/restricted>/);
        const french = read(`french/main/default/objectTranslations/Account-fr/${field}.fieldTranslation-meta.xml`);
        const english = all(/<label>(Segment \d+)<\/label>/g, xml);
        assert.deepEqual(all(/<masterLabel>(.*)<\/masterLabel>/g, french), english, 'translations go by the English label');
    }
});

test('reading gives no right to write, and both name every field', () => {
    for (const [name, editable] of [
        ['Segmenta_Read', 'false'],
        ['Segmenta_Load', 'true'],
    ]) {
        const xml = read(`force-app/main/default/permissionsets/${name}.permissionset-meta.xml`);
        assert.deepEqual(all(/<field>Account\.(\w+)<\/field>/g, xml).sort(), Object.keys(FIELDS).sort());
        assert.deepEqual([...new Set(all(/<editable>(\w+)<\/editable>/g, xml))], [editable]);
        assert.doesNotMatch(xml, /objectPermissions|userPermissions/);
    }
});

test('every label is used, and every one has a French twin with the same places to fill', () => {
    const english = read('force-app/main/default/labels/CustomLabels.labels-meta.xml');
    const french = read('french/main/default/translations/fr.translation-meta.xml');
    const pairs = (pattern, text) => [...text.matchAll(pattern)].map(([, name, value]) => [name, value]);
    const ours = pairs(/<fullName>(\w+)<\/fullName>.*?<value>(.*?)<\/value>/gs, english);
    const theirs = new Map(pairs(/<label>(.*?)<\/label>\s*<name>(\w+)<\/name>/gs, french).map(([label, name]) => [name, label]));
    assert.deepEqual([...theirs.keys()].sort(), ours.map(([name]) => name).sort());
    const scripts = folders.flatMap(filesUnder).filter((path) => path.endsWith('.js'));
    const used = new Set(scripts.flatMap((path) => all(/@salesforce\/label\/c\.(\w+)/g, read(path))));
    assert.deepEqual([...used].sort(), ours.map(([name]) => name).sort());
    const places = (text) => [...new Set(text.match(/\{\d\}/g))].sort();
    for (const [name, value] of ours) {
        assert.deepEqual(places(theirs.get(name)), places(value), name);
        assert.doesNotMatch(theirs.get(name), /(?<![\u00a0\u202f])[:;!?](?!\/)/, `${name}: a French sign needs its narrow space`);
    }
});

test('the app fits into a static resource', async (context) => {
    const path = join(HERE, RESOURCE);
    if (!existsSync(path)) {
        context.skip('not packed yet: cargo xtask salesforce does it');
        return;
    }
    const { size } = statSync(path);
    assert.ok(size <= LARGEST, `${size} bytes`);
    const zip = await JSZip.loadAsync(readFileSync(path));
    for (const name of ['index.html', 'segmenta.html']) assert.ok(zip.file(name), `${name} stands at the top`);
});
