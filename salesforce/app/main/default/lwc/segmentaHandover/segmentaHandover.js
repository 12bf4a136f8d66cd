// The messages by which the framed app hands its files to the page around it. The README of this project specifies them.
//
// A frame may hold any page by the time it speaks, so that nothing it says is believed: what is not exactly a message of this protocol
// is not answered, and a file is only ever offered to the reader.

/** The version of the protocol, which every message carries. */
export const VERSION = 1;

/** The most bytes taken, in one file and in all that wait: what one load by the Bulk API should hold at most. */
export const LARGEST = 100_000_000;

/** How many files may wait for the reader at a time. */
export const MOST = 8;

const LONGEST_NAME = 100;

// A plain name: no path, no hidden file, no control or direction-changing character, and an ending that no system runs.
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]*[A-Za-z0-9])?\.(?:csv|json|md|pdf|png|sdl|soql|svg|txt|xlsx|xml|zip)$/;

// What Windows takes for a device, whatever the ending.
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)\./i;

/** A number that a page can only know by having been told it. */
export function newNonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const hello = (nonce) => ({ segmenta: VERSION, type: 'hello', nonce });
export const taken = (nonce, name) => ({ segmenta: VERSION, type: 'taken', nonce, name });
export const refused = (nonce, name) => ({ segmenta: VERSION, type: 'refused', nonce, name });

/** Whether a file may be saved under this name. */
export function isName(name) {
    return typeof name === 'string' && name.length <= LONGEST_NAME && NAME.test(name) && !name.includes('..') && !DEVICE.test(name);
}

/** Buffers of another realm, or behind the proxies of Lightning Web Security, are no `instanceof ArrayBuffer`. */
const isBuffer = (value) => Object.prototype.toString.call(value) === '[object ArrayBuffer]' && Number.isInteger(value.byteLength);

/**
 * What a message from the frame means:
 *
 * - `null`: nothing of this protocol, or no answer to our hello. It gets no reply.
 * - `{ type: 'ready' }`: the app listens, and waits for hello.
 * - `{ type: 'file', name, bytes }`: a file to offer.
 * - `{ type: 'unfit', name, why }`: a file to refuse; `why` is `malformed`, `badName` or `tooLarge`, `name` is safe to show and may be empty.
 */
export function understand(data, nonce) {
    if (typeof data !== 'object' || data === null || data.segmenta !== VERSION) return null;
    if (data.type === 'ready') return { type: 'ready' };
    if (data.type !== 'file' || !nonce || data.nonce !== nonce) return null;
    const { name, mediaType, bytes } = data;
    if (!isName(name)) return { type: 'unfit', name: '', why: typeof name === 'string' ? 'badName' : 'malformed' };
    if (typeof mediaType !== 'string' || !isBuffer(bytes)) return { type: 'unfit', name, why: 'malformed' };
    if (bytes.byteLength > LARGEST) return { type: 'unfit', name, why: 'tooLarge' };
    return { type: 'file', name, bytes };
}
