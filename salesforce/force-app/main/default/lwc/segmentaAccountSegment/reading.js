// What the fields of an account say, in words. No field is taken for granted: a load may fill only some.

import LOCALE from '@salesforce/i18n/locale';
import { label } from './labels';

/** The fields of Account that a load may fill, by what they say. */
export const FIELDS = {
    segment: 'Segment__c',
    previous: 'Segment_Previous__c',
    profile: 'Segment_Profile__c',
    date: 'Segment_Date__c',
    model: 'Segment_Model__c',
    silhouette: 'Segment_Silhouette__c',
    sales: 'Segment_Sales_Percent__c',
    orders: 'Segment_Orders_Percent__c',
    average: 'Segment_Average_Percent__c',
};

const FEATURES = ['sales', 'orders', 'average'];
const LEVELS = ['VeryLow', 'Low', 'Medium', 'High', 'VeryHigh'];

/** Puts words into the places {0}, {1}, … of a label. */
export const fill = (text, ...words) => text.replace(/\{(\d)\}/g, (place, index) => words[index] ?? place);

const number = (value, options) => new Intl.NumberFormat(LOCALE, options).format(value);
const valueOf = (fields, key) => fields[FIELDS[key]]?.value ?? null;
/** What Salesforce shows for a value: a picklist's label and a date in the reader's own way. */
const shownOf = (fields, key) => fields[FIELDS[key]]?.displayValue ?? valueOf(fields, key);
const isBetween = (value, least, most) => typeof value === 'number' && value >= least && value <= most;

/** The segment in a sentence, from the three levels of its profile; a profile that is not one says how segments are numbered. */
function meaning(fields) {
    const levels = String(valueOf(fields, 'profile') ?? '').split(' ');
    if (levels.length !== FEATURES.length || !levels.every((level) => LEVELS.includes(level))) return label.numbered;
    return fill(label.meaning, ...levels.map((level, index) => label[FEATURES[index] + level]));
}

/** The ranks that are known, each with a bar as wide as the share of accounts that rank lower. */
function ranks(fields) {
    const known = FEATURES.filter((feature) => isBetween(valueOf(fields, feature), 0, 100));
    return known.map((feature) => {
        const share = valueOf(fields, feature);
        const percent = number(share / 100, { style: 'percent', maximumFractionDigits: 1 });
        return { key: feature, name: label[feature], text: fill(label.ahead, percent), bar: `width: ${share}%` };
    });
}

/** Silhouettes from 0.5 and from 0.25 are what Kaufman and Rousseeuw call a reasonable and a weak structure. */
function fit(fields) {
    const silhouette = valueOf(fields, 'silhouette');
    if (!isBetween(silhouette, -1, 1)) return null;
    const words = [
        [0.5, label.fitTypical],
        [0.25, label.fitGood],
        [0, label.fitBorder],
        [-1, label.fitOther],
    ].find(([least]) => silhouette >= least)[1];
    return fill(words, number(silhouette, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
}

/** Whether the account changed its segment. API names are compared: labels may be changed between two loads. */
function before(fields) {
    const previous = valueOf(fields, 'previous');
    if (!previous) return label.beforeNone;
    if (previous === valueOf(fields, 'segment')) return label.beforeSame;
    return fill(valueOf(fields, 'segment') ? label.beforeMoved : label.beforeLeft, shownOf(fields, 'previous'));
}

/** Everything that the component shows of an account's fields. */
export function read(fields) {
    const line = (name, text) => ({ name, text });
    const details = [
        line(label.fit, fit(fields)),
        line(label.before, before(fields)),
        line(label.date, shownOf(fields, 'date')),
        line(label.model, valueOf(fields, 'model')),
    ];
    return {
        segment: shownOf(fields, 'segment'),
        meaning: meaning(fields),
        ranks: ranks(fields),
        before: before(fields),
        hasLeft: !valueOf(fields, 'segment') && Boolean(valueOf(fields, 'previous')),
        details: details.filter(({ text }) => text),
    };
}
