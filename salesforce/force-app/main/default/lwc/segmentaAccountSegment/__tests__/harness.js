// Puts the component on a page and brings it accounts. Required after `speak`.

const { createElement } = require('lwc');
const { getRecord } = require('lightning/uiRecordApi');
const Component = require('c/segmentaAccountSegment').default;

const FULL = {
    Segment__c: { value: 'Segment_1', displayValue: 'Segment 1' },
    Segment_Previous__c: { value: 'Segment_3', displayValue: 'Segment 3' },
    Segment_Profile__c: { value: 'VeryHigh High Low', displayValue: null },
    Segment_Date__c: { value: '2026-01-15', displayValue: '1/15/2026' },
    Segment_Model__c: { value: 'Sales 2025', displayValue: null },
    Segment_Silhouette__c: { value: 0.6234, displayValue: null },
    Segment_Sales_Percent__c: { value: 97.4, displayValue: null },
    Segment_Orders_Percent__c: { value: 60, displayValue: null },
    Segment_Average_Percent__c: { value: 0, displayValue: null },
};

/** The component on a page, before anything has arrived. */
function show() {
    const element = createElement('c-segmenta-account-segment', { is: Component });
    element.recordId = '0011r00002M4hxDAAR';
    document.body.appendChild(element);
    return element.shadowRoot;
}

/** The component with an account whose fields these are. */
async function showFields(fields) {
    const root = show();
    getRecord.emit({ id: '0011r00002M4hxDAAR', fields: { Id: { value: '0011r00002M4hxDAAR' }, ...fields } });
    await Promise.resolve();
    return root;
}

/** The component after a failure of Salesforce, with this status and body. */
async function showFailure({ status, statusText, body }) {
    const root = show();
    getRecord.emitError({ status, statusText, body });
    await Promise.resolve();
    return root;
}

const textOf = (root, selector) => root.querySelector(selector)?.textContent;
const linesOf = (root, selector) =>
    [...root.querySelectorAll(selector)].map((line) => [textOf(line, 'dt'), textOf(line, 'dd').trim()]);

afterEach(() => {
    document.body.replaceChildren();
});

module.exports = { FULL, getRecord, linesOf, show, showFailure, showFields, textOf };
