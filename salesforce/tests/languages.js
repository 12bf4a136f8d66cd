// Makes components speak English or French, with the very labels and translations that are deployed.

const { XMLParser } = require('fast-xml-parser');
const fs = require('node:fs');
const path = require('node:path');

const parser = new XMLParser({ parseTagValue: false, trimValues: false });
const parse = (file) => parser.parse(fs.readFileSync(path.join(__dirname, '..', file), 'utf8'));

/** Every label by its name. */
function labels(language) {
    if (language === 'fr') {
        const { customLabels } = parse('french/main/default/translations/fr.translation-meta.xml').Translations;
        return Object.fromEntries(customLabels.map(({ name, label }) => [name, label]));
    }
    const english = parse('force-app/main/default/labels/CustomLabels.labels-meta.xml').CustomLabels.labels;
    return Object.fromEntries(english.map(({ fullName, value }) => [fullName, value]));
}

/**
 * From here on, modules that are required find labels and number formats of this language. Once in a test file: the browser that
 * jest plays lets no element be defined twice.
 */
function speak(language) {
    for (const [name, value] of Object.entries(labels(language))) {
        jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: value }), { virtual: true });
    }
    const locale = language === 'fr' ? 'fr-FR' : 'en-US';
    jest.doMock('@salesforce/i18n/locale', () => ({ __esModule: true, default: locale }), { virtual: true });
}

module.exports = { labels, speak };
