// Puts the component on a page and plays the page in its frame. Required after `speak`.

const { createElement } = require('lwc');
const Component = require('c/segmentaFrame').default;

const saved = [];

/** jsdom knows no object URLs and follows no links: what the component would save is kept here. */
function watchDownloads() {
    saved.length = 0;
    URL.createObjectURL = jest.fn((blob) => {
        saved.push({ blob });
        return `blob:${saved.length}`;
    });
    URL.revokeObjectURL = jest.fn();
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click() {
        Object.assign(saved.at(-1), { href: this.href, name: this.download });
    });
}

/** The component with these settings, and what it answers the page in its frame. */
function show(settings) {
    const element = Object.assign(createElement('c-segmenta-frame', { is: Component }), settings);
    document.body.appendChild(element);
    const root = element.shadowRoot;
    const frame = root.querySelector('iframe');
    const answers = frame && jest.spyOn(frame.contentWindow, 'postMessage').mockImplementation(() => {});
    return { element, root, frame, answers };
}

/** The page in the frame, or another window, says something. */
function say(source, data, origin = 'null') {
    window.dispatchEvent(new MessageEvent('message', { source, data, origin }));
    return Promise.resolve();
}

/** The component after the page in its frame has been greeted, and a way to hand it a file. */
async function greeted(origin) {
    const shown = show();
    const page = shown.frame.contentWindow;
    await say(page, { segmenta: 1, type: 'ready' }, origin);
    const { nonce } = shown.answers.mock.lastCall[0];
    const bytes = Uint8Array.from('"Id","Segment__c"\n', (character) => character.charCodeAt(0)).buffer;
    const file = { segmenta: 1, type: 'file', nonce, name: 'segments.csv', mediaType: 'text/csv', bytes };
    return { ...shown, page, nonce, hand: (changes) => say(page, { ...file, ...changes }, origin) };
}

async function press(button) {
    button.click();
    await Promise.resolve();
}

const textOf = (root, selector) => root.querySelector(selector)?.textContent;

beforeEach(watchDownloads);

afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
});

module.exports = { greeted, press, saved, say, show, textOf };
