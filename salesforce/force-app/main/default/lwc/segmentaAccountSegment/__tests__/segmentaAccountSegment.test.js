const { speak } = require('../../../../../../tests/languages');

speak('en');

const { FULL, getRecord, linesOf, show, showFailure, showFields, textOf } = require('./harness');

describe('segmentaAccountSegment', () => {
    it('asks for its fields as optional ones, so that a missing one fails nothing', async () => {
        show();
        await Promise.resolve();
        const { recordId, fields, optionalFields } = getRecord.getLastConfig();
        expect(recordId).toBe('0011r00002M4hxDAAR');
        expect(fields).toEqual(['Account.Id']);
        expect(optionalFields).toHaveLength(9);
        expect(optionalFields).toContain('Account.Segment__c');
    });

    it('says that it loads, until something arrives', () => {
        const root = show();
        expect(root.querySelector('lightning-spinner').alternativeText).toBe('Loading the segment');
        expect(root.querySelector('.message')).toBeNull();
    });

    it('shows segment, meaning, ranks, fit and the move in English', async () => {
        const root = await showFields(FULL);
        expect(root.querySelector('lightning-card').title).toBe('Customer segment');
        expect(textOf(root, '.segment')).toBe('Segment 1');
        expect(textOf(root, '.meaning')).toBe('Customers of this segment: very high revenue, many orders, below-median order value.');
        expect(linesOf(root, '.rank')).toEqual([
            ['Sales', 'ahead of 97.4% of the others'],
            ['Orders', 'ahead of 60% of the others'],
            ['Average order', 'ahead of 0% of the others'],
        ]);
        expect(linesOf(root, '.detail')).toEqual([
            ['Fit', 'Typical of its segment (silhouette 0.62)'],
            ['Before', 'Moved: was in Segment 3'],
            ['Segmented on', '1/15/2026'],
            ['Model', 'Sales 2025'],
        ]);
        expect(root.querySelector('lightning-spinner')).toBeNull();
    });

    it('keeps bars from screen readers, which have the words', async () => {
        const root = await showFields(FULL);
        const bars = [...root.querySelectorAll('.slds-progress-bar')];
        expect(bars.map((bar) => bar.getAttribute('aria-hidden'))).toEqual(['true', 'true', 'true']);
        expect(bars.map((bar) => bar.firstChild.style.width)).toEqual(['97.4%', '60%', '0%']);
    });

    it('makes do with the segment alone', async () => {
        const root = await showFields({ Segment__c: FULL.Segment__c });
        expect(textOf(root, '.segment')).toBe('Segment 1');
        expect(textOf(root, '.meaning')).toBe('The number of a segment is a name: it keeps its meaning from year to year.');
        expect(root.querySelector('.ranks')).toBeNull();
        expect(linesOf(root, '.detail')).toEqual([['Before', 'No earlier segment is recorded']]);
    });

    it.each([
        [{ value: 0.5 }, 'Typical of its segment (silhouette 0.50)'],
        [{ value: 0.25 }, 'At home in its segment (silhouette 0.25)'],
        [{ value: 0.1 }, 'Near the border of another segment (silhouette 0.10)'],
        [{ value: -0.2 }, 'Closer to another segment than to its own (silhouette -0.20)'],
        [{ value: -1 }, 'Closer to another segment than to its own (silhouette -1.00)'],
        [{ value: 2 }, undefined],
        [{ value: null }, undefined],
    ])('says a silhouette of %j in words', async (silhouette, words) => {
        const root = await showFields({ ...FULL, Segment_Silhouette__c: silhouette });
        expect(Object.fromEntries(linesOf(root, '.detail')).Fit).toBe(words);
    });

    it.each(['', 'High', 'High High Unknown', 'High High High High'])('does not read %j as a profile', async (profile) => {
        const root = await showFields({ ...FULL, Segment_Profile__c: { value: profile, displayValue: null } });
        expect(textOf(root, '.meaning')).toBe('The number of a segment is a name: it keeps its meaning from year to year.');
    });

    it('leaves out ranks that are none', async () => {
        const root = await showFields({ ...FULL, Segment_Sales_Percent__c: { value: 140 }, Segment_Orders_Percent__c: { value: 'high' } });
        expect(linesOf(root, '.rank')).toEqual([['Average order', 'ahead of 0% of the others']]);
    });

    it('tells a segment that stayed by its API name, whatever its label', async () => {
        const previous = { value: 'Segment_1', displayValue: 'An older label' };
        const root = await showFields({ ...FULL, Segment_Previous__c: previous });
        expect(linesOf(root, '.detail')).toContainEqual(['Before', 'Same segment as last time']);
    });

    it('says that there is no segment', async () => {
        const root = await showFields({ Segment__c: { value: null, displayValue: null } });
        expect(textOf(root, '.message')).toMatch(/^This account has no segment: it bought nothing in the year that was segmented/);
        expect(root.querySelector('.message').getAttribute('role')).toBe('status');
    });

    it('says which segment an account has left', async () => {
        const root = await showFields({ ...FULL, Segment__c: { value: null, displayValue: null } });
        expect(textOf(root, '.message')).toBe('Was in Segment 3, is in none now');
    });

    it('says that the field may not be seen when the answer leaves it out', async () => {
        const root = await showFields({});
        expect(textOf(root, '.message')).toMatch(/^You may not see the segment/);
    });

    it.each([
        [{ body: { message: 'No access' }, status: 403 }, /^You may not see the segment/],
        [{ body: { message: 'Gone' }, status: 404 }, /^The segment could not be read\. Salesforce answered: Gone$/],
        [{ body: [{ message: 'First' }, { message: 'Second' }], status: 500 }, /answered: First$/],
        [{ body: {}, status: 503 }, /answered: no reason given$/],
    ])('says what went wrong: %j', async (problem, words) => {
        const root = await showFailure(problem);
        const message = root.querySelector('.message');
        expect(message.getAttribute('role')).toBe('alert');
        expect(message.textContent).toMatch(words);
    });

    it('shows what is in fields as text, never as markup', async () => {
        const root = await showFields({ ...FULL, Segment_Model__c: { value: '<img src=x onerror=alert(1)>', displayValue: null } });
        expect(root.querySelector('img')).toBeNull();
        expect(linesOf(root, '.detail')).toContainEqual(['Model', '<img src=x onerror=alert(1)>']);
    });
});
