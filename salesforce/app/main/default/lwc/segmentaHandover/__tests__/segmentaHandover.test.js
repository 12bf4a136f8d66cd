import { LARGEST, hello, isName, newNonce, refused, taken, understand } from 'c/segmentaHandover';

const NONCE = 'a'.repeat(32);
const file = (changes) => ({
    segmenta: 1,
    type: 'file',
    nonce: NONCE,
    name: 'segments.csv',
    mediaType: 'text/csv',
    bytes: new ArrayBuffer(8),
    ...changes,
});

describe('segmentaHandover', () => {
    it('takes a file that answers its hello', () => {
        const message = file();
        expect(understand(message, NONCE)).toEqual({ type: 'file', name: 'segments.csv', bytes: message.bytes });
    });

    it('takes a file of no bytes and one of the largest size', () => {
        expect(understand(file({ bytes: new ArrayBuffer(0) }), NONCE).type).toBe('file');
        expect(understand(file({ bytes: new ArrayBuffer(LARGEST) }), NONCE).type).toBe('file');
    });

    it('hears that the app listens, before there is a nonce', () => {
        expect(understand({ segmenta: 1, type: 'ready' }, undefined)).toEqual({ type: 'ready' });
    });

    it.each([
        [null],
        [undefined],
        ['segmenta'],
        [1],
        [[]],
        [{}],
        [{ type: 'ready' }],
        [{ segmenta: '1', type: 'ready' }],
        [{ segmenta: 2, type: 'ready' }],
        [{ segmenta: 1, type: 'hello', nonce: NONCE }],
        [{ segmenta: 1, type: 'toString', nonce: NONCE }],
        [file({ segmenta: 2 })],
        [file({ nonce: undefined })],
        [file({ nonce: 'b'.repeat(32) })],
        [file({ nonce: [NONCE] })],
        [file({ nonce: { toString: () => NONCE } })],
    ])('does not hear %j', (data) => {
        expect(understand(data, NONCE)).toBeNull();
    });

    it('takes no file before it has said hello, whatever the nonce', () => {
        for (const nonce of [undefined, null, '']) expect(understand(file({ nonce }), nonce)).toBeNull();
    });

    it.each([
        '../segments.csv',
        '..\\segments.csv',
        '/etc/cron.d/x.txt',
        'C:\\x.csv',
        'a/b.csv',
        'a..b.csv',
        '.csv',
        '.htaccess.txt',
        'segments.csv ',
        ' segments.csv',
        'segments.csv\u0000.exe',
        'segments\u202evsc.exe',
        'segments.exe',
        'segments.csv.exe',
        'segments.html',
        'segments.js',
        'segments.ps1',
        'segments',
        'con.csv',
        'LPT1.txt',
        'données.csv',
        `${'a'.repeat(100)}.csv`,
        '',
    ])('refuses the file name %j', (name) => {
        expect(understand(file({ name }), NONCE)).toEqual({ type: 'unfit', name: '', why: 'badName' });
    });

    it.each(['segments.csv', 'accounts.csv', 'excluded.csv', 'report.json', 'model.json', 'segmenta kit 2026.zip', 'Segments-1.v2.xlsx'])(
        'takes the file name %j',
        (name) => {
            expect(isName(name)).toBe(true);
        },
    );

    it.each([
        [{ name: 5 }, ''],
        [{ name: ['segments.csv'] }, ''],
        [{ mediaType: undefined }, 'segments.csv'],
        [{ mediaType: {} }, 'segments.csv'],
        [{ bytes: 'text' }, 'segments.csv'],
        [{ bytes: null }, 'segments.csv'],
        [{ bytes: [1, 2] }, 'segments.csv'],
        [{ bytes: new Uint8Array(4) }, 'segments.csv'],
        [{ bytes: { byteLength: 4 } }, 'segments.csv'],
        [{ bytes: { byteLength: 'x', [Symbol.toStringTag]: 'ArrayBuffer' } }, 'segments.csv'],
    ])('refuses the wrong shape %j', (changes, name) => {
        expect(understand(file(changes), NONCE)).toEqual({ type: 'unfit', name, why: 'malformed' });
    });

    it('refuses a file that is too large', () => {
        const bytes = new ArrayBuffer(LARGEST + 1);
        expect(understand(file({ bytes }), NONCE)).toEqual({ type: 'unfit', name: 'segments.csv', why: 'tooLarge' });
    });

    it('makes nonces of 128 bits, none twice', () => {
        const nonces = new Set(Array.from({ length: 100 }, newNonce));
        expect(nonces.size).toBe(100);
        expect([...nonces].every((nonce) => /^[0-9a-f]{32}$/.test(nonce))).toBe(true);
    });

    it('writes its own messages as specified', () => {
        expect(hello(NONCE)).toEqual({ segmenta: 1, type: 'hello', nonce: NONCE });
        expect(taken(NONCE, 'a.csv')).toEqual({ segmenta: 1, type: 'taken', nonce: NONCE, name: 'a.csv' });
        expect(refused(NONCE, 'a.csv')).toEqual({ segmenta: 1, type: 'refused', nonce: NONCE, name: 'a.csv' });
    });
});
