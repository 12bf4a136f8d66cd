const { speak } = require('../../../../../../tests/languages');

speak('en');
jest.doMock('@salesforce/resourceUrl/segmenta', () => ({ __esModule: true, default: '/resource/1/segmenta' }), { virtual: true });

const { greeted, press, saved, say, show, textOf } = require('./harness');
const { LARGEST, MOST } = require('c/segmentaHandover');

describe('segmentaFrame', () => {
    it('frames the static resource, under a name', () => {
        const { frame, root } = show();
        expect(frame.getAttribute('src')).toBe('/resource/1/segmenta/segmenta.html');
        expect(frame.title).toBe('Segmenta, customer segmentation');
        expect(frame.getAttribute('style')).toContain('height: 900px');
        expect(root.querySelector('.offer')).toBeNull();
    });

    it.each(['https://segmenta.example/app/', '/apex/SegmentaApp', ' /apex/SegmentaApp '])('frames the address %j that is set', (address) => {
        expect(show({ address }).frame.getAttribute('src')).toBe(address.trim());
    });

    // eslint-disable-next-line no-script-url -- what must not be framed
    it.each(['javascript:alert(1)', 'http://segmenta.example/', '//segmenta.example', '/\\segmenta.example', 'data:text/html,x', 'app', 'https:///x'])(
        'does not frame the address %j',
        (address) => {
            const { frame, root } = show({ address });
            expect(frame).toBeNull();
            expect(textOf(root, '.wrong-address')).toMatch(/^The address set for this component is not one that can be shown/);
        },
    );

    it('is as high as set, and as high as usual when that is no number', () => {
        expect(show({ height: 500 }).frame.getAttribute('style')).toContain('height: 500px');
        expect(show({ height: 'tall' }).frame.getAttribute('style')).toContain('height: 900px');
    });

    it('greets the page in its frame with a nonce, a sandboxed one without an address to aim at', async () => {
        const { answers, nonce } = await greeted('null');
        expect(answers).toHaveBeenCalledTimes(1);
        expect(answers).toHaveBeenCalledWith({ segmenta: 1, type: 'hello', nonce }, '*');
        expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    });

    it('aims at the origin of a page that has one', async () => {
        const { answers, nonce } = await greeted('https://segmenta.example');
        expect(answers).toHaveBeenCalledWith({ segmenta: 1, type: 'hello', nonce }, 'https://segmenta.example');
    });

    it('asks before it saves, then saves the very bytes under the name and says so', async () => {
        const { root, hand, answers, nonce } = await greeted();
        await hand();
        expect(textOf(root, '.question')).toBe('Segmenta made segments.csv (1 kB). Save it on this computer?');
        expect(saved).toEqual([]);
        const button = root.querySelector('.save');
        expect(button.label).toBe('Save segments.csv');
        await press(button);
        expect(saved).toHaveLength(1);
        expect(saved[0]).toMatchObject({ href: 'blob:1', name: 'segments.csv' });
        expect(saved[0].blob.type).toBe('application/octet-stream');
        expect(saved[0].blob.size).toBe(18);
        expect(answers).toHaveBeenLastCalledWith({ segmenta: 1, type: 'taken', nonce, name: 'segments.csv' }, '*');
        expect(textOf(root, '.notice')).toBe('segments.csv was handed to your browser, which saves it with your downloads.');
        expect(root.querySelector('.offer')).toBeNull();
    });

    it('saves nothing when the reader does not want it', async () => {
        const { root, hand, answers, nonce } = await greeted();
        await hand();
        expect(root.querySelector('.refuse').label).toBe('Do not save segments.csv');
        await press(root.querySelector('.refuse'));
        expect(saved).toEqual([]);
        expect(answers).toHaveBeenLastCalledWith({ segmenta: 1, type: 'refused', nonce, name: 'segments.csv' }, '*');
        expect(textOf(root, '.notice')).toBe('segments.csv was not saved.');
    });

    it('saves the file whose button was pressed', async () => {
        const { root, hand } = await greeted();
        await hand({ name: 'first.csv' });
        await hand({ name: 'second.csv' });
        await press(root.querySelectorAll('.save')[1]);
        expect(saved.map(({ name }) => name)).toEqual(['second.csv']);
        expect(root.querySelector('.save').label).toBe('Save first.csv');
    });

    it('does not hear other windows, even with the right nonce', async () => {
        const { root, nonce, answers } = await greeted();
        const bytes = new ArrayBuffer(1);
        const other = document.body.appendChild(document.createElement('iframe')).contentWindow;
        for (const source of [window, other, null]) {
            // eslint-disable-next-line no-await-in-loop -- one after the other
            await say(source, { segmenta: 1, type: 'file', nonce, name: 'segments.csv', mediaType: 'text/csv', bytes });
        }
        expect(root.querySelector('.offer')).toBeNull();
        expect(answers).toHaveBeenCalledTimes(1);
    });

    it('does not hear a wrong nonce, nor one of an earlier page in the frame', async () => {
        const { root, page, nonce, hand, answers } = await greeted();
        await hand({ nonce: 'f'.repeat(32) });
        await say(page, { segmenta: 1, type: 'ready' });
        const [{ nonce: second }] = answers.mock.lastCall;
        expect(second).not.toBe(nonce);
        await hand({ nonce });
        expect(root.querySelector('.offer')).toBeNull();
        expect(textOf(root, '.notice')).toBe('');
        await hand({ nonce: second });
        expect(root.querySelectorAll('.offer')).toHaveLength(1);
    });

    it.each([
        [{ name: '../../segments.csv' }, '', /under a name that is not allowed/],
        [{ name: 'segments.exe' }, '', /under a name that is not allowed/],
        [{ bytes: 'text' }, 'segments.csv', /in a way that is not understood/],
        [{ bytes: new ArrayBuffer(LARGEST + 1) }, 'segments.csv', /of more than 100 MB/],
    ])('refuses %j and says why', async (changes, name, words) => {
        const { root, hand, answers, nonce } = await greeted();
        await hand(changes);
        expect(root.querySelector('.offer')).toBeNull();
        expect(textOf(root, '.notice')).toMatch(words);
        expect(answers).toHaveBeenLastCalledWith({ segmenta: 1, type: 'refused', nonce, name }, '*');
    });

    it('lets only so many files wait, and only so many bytes', async () => {
        const { root, hand, answers } = await greeted();
        for (let count = 0; count <= MOST; count += 1) {
            // eslint-disable-next-line no-await-in-loop -- one after the other
            await hand({ name: `${count}.csv` });
        }
        expect(root.querySelectorAll('.offer')).toHaveLength(MOST);
        expect(answers.mock.lastCall[0]).toMatchObject({ type: 'refused', name: `${MOST}.csv` });
        await press(root.querySelector('.refuse'));
        await hand({ bytes: new ArrayBuffer(LARGEST) });
        expect(root.querySelectorAll('.offer')).toHaveLength(MOST - 1);
        expect(textOf(root, '.notice')).toMatch(/^Too many files are waiting/);
    });

    it('says that the browser refused, and answers so', async () => {
        const { root, hand, answers } = await greeted();
        jest.spyOn(console, 'error').mockImplementation(() => {});
        URL.createObjectURL.mockImplementation(() => {
            throw new Error('Unsupported MIME type');
        });
        await hand();
        await press(root.querySelector('.save'));
        expect(textOf(root, '.notice')).toMatch(/^segments\.csv could not be handed to your browser/);
        expect(answers.mock.lastCall[0].type).toBe('refused');
    });

    it('gives memory back, and hears nothing once it is gone', async () => {
        const { element, root, hand, page, answers } = await greeted();
        await hand();
        await press(root.querySelector('.save'));
        document.body.removeChild(element);
        expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
        const count = answers.mock.calls.length;
        await say(page, { segmenta: 1, type: 'ready' });
        expect(answers).toHaveBeenCalledTimes(count);
    });
});
