// Checks metadata files field by field against the schema of Salesforce's Metadata API.
//
// Salesforce publishes the schema as a WSDL, which needs an org to be downloaded, and as @salesforce/types, which is made from that WSDL:
// one TypeScript type for each type of metadata. It names every element, and says which are required, which repeat, and which words an
// enumeration has. It does not know what an org has: names of components, of tab styles, of languages.

import { XMLParser } from 'fast-xml-parser';
import { readFileSync } from 'node:fs';

const declarations = new URL('../node_modules/@salesforce/types/lib/metadata.d.ts', import.meta.url);

/** Types by name: `{ base, fields: Map(name → { type, isOptional, isList }) }`, or `{ words }` for an enumeration. */
function readTypes(source) {
    const types = new Map();
    for (const [, name, base, body] of source.matchAll(/^export type (\w+) = (?:(\w+) & )?\{\n([^}]*)\};/gm)) {
        const fields = [...body.matchAll(/^ {4}(\w+)(\?)?: (\w+)(\[\])?;/gm)];
        const described = fields.map(([, field, optional, type, list]) => [field, { type, isOptional: Boolean(optional), isList: Boolean(list) }]);
        types.set(name, { base, fields: new Map(described) });
    }
    for (const [, name, words] of source.matchAll(/^export type (\w+) = ('[^;]*');/gm)) {
        types.set(name, { words: words.split(' | ').map((word) => word.slice(1, -1)) });
    }
    return types;
}

const types = readTypes(readFileSync(declarations, 'utf8'));

const SCALARS = {
    string: () => true,
    boolean: (text) => text === 'true' || text === 'false',
    number: (text) => text.trim() !== '' && Number.isFinite(Number(text)),
};

const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true, parseTagValue: false, trimValues: true });

const nameOf = (node) => Object.keys(node).find((key) => key !== ':@');
const elementsOf = (node) => node[nameOf(node)].filter((child) => nameOf(child) !== '#text');
const textOf = (node) => node[nameOf(node)].map((child) => child['#text'] ?? '').join('');

/** All fields of a type, those of its base first. */
function fieldsOf(type) {
    const { base, fields } = types.get(type);
    return base ? new Map([...fieldsOf(base), ...fields]) : fields;
}

function checkNode(node, type, path, faults) {
    const known = types.get(type);
    if (SCALARS[type] || known?.words) {
        const text = textOf(node);
        const isRight = SCALARS[type] ? SCALARS[type](text) : known.words.includes(text);
        if (!isRight || elementsOf(node).length > 0) faults.push(`${path}: “${text}” is no ${type}`);
    } else if (known) {
        checkFields(node, type, path, faults);
    }
    // A type that is neither is an alias of string: any text will do.
}

function checkFields(node, type, path, faults) {
    const fields = fieldsOf(type);
    const names = elementsOf(node).map(nameOf);
    for (const child of elementsOf(node)) {
        const name = nameOf(child);
        const field = fields.get(name);
        if (field) checkNode(child, field.type, `${path}.${name}`, faults);
        else faults.push(`${path}: ${type} has no element ${name}`);
    }
    for (const [name, { isOptional, isList }] of fields) {
        const count = names.filter((other) => other === name).length;
        if (count === 0 && !isOptional && !isList) faults.push(`${path}: ${name} is missing`);
        if (count > 1 && !isList) faults.push(`${path}: ${name} stands ${count} times`);
        // Salesforce reads what comes back to an earlier element as a duplicate.
        if (count > 1 && names.lastIndexOf(name) - names.indexOf(name) + 1 !== count) faults.push(`${path}: ${name} stands apart`);
    }
}

/** What is wrong with a metadata file of a type, in no sentence for users: one line a fault. */
export function faultsOf(xml, type) {
    const faults = [];
    const roots = parser.parse(xml).filter((node) => nameOf(node) !== '?xml');
    const [root] = roots;
    if (roots.length !== 1 || nameOf(root) !== type) return [`the root is not ${type}`];
    if (root[':@']?.['@_xmlns'] !== 'http://soap.sforce.com/2006/04/metadata') faults.push('the namespace is not that of metadata');
    if (!types.has(type)) return [...faults, `the schema has no ${type}`];
    checkNode(root, type, type, faults);
    return faults;
}
