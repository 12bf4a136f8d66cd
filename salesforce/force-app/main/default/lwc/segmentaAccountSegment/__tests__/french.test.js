const { speak } = require('../../../../../../tests/languages');

speak('fr');

const { FULL, linesOf, show, showFailure, showFields, textOf } = require('./harness');

describe('segmentaAccountSegment in French', () => {
    it('says that it loads', () => {
        expect(show().querySelector('lightning-spinner').alternativeText).toBe('Chargement du segment');
    });

    it('shows segment, meaning, ranks, fit and the move', async () => {
        const root = await showFields({ ...FULL, Segment_Date__c: { value: '2026-01-15', displayValue: '15/01/2026' } });
        expect(root.querySelector('lightning-card').title).toBe('Segment du client');
        expect(textOf(root, '.meaning')).toBe(
            'Clients de ce segment\u00a0: chiffre d’affaires très élevé, beaucoup de commandes, panier moyen inférieur à la médiane.',
        );
        const [name, rank] = linesOf(root, '.rank')[0];
        expect(name).toBe('Ventes');
        // Which narrow space stands before the sign depends on the browser.
        expect(rank).toMatch(/^devant 97,4[\u00a0\u202f]% des autres$/);
        expect(linesOf(root, '.detail')).toEqual([
            ['Appartenance', 'Typique de son segment (silhouette\u00a0: 0,62)'],
            ['Avant', 'A changé\u00a0: était dans Segment 3'],
            ['Segmenté le', '15/01/2026'],
            ['Modèle', 'Sales 2025'],
        ]);
    });

    it('says that there is no segment', async () => {
        const root = await showFields({ Segment__c: { value: null, displayValue: null } });
        expect(textOf(root, '.message')).toMatch(/^Ce compte n’a pas de segment\u00a0: il n’a rien acheté/);
    });

    it('says that the segment may not be seen', async () => {
        expect(textOf(await showFields({}), '.message')).toMatch(/^Vous n’avez pas accès au segment de ce compte/);
    });

    it('says what went wrong', async () => {
        const root = await showFailure({ status: 500, body: { message: 'Panne' } });
        expect(textOf(root, '.message')).toBe('Le segment n’a pas pu être lu. Réponse de Salesforce\u00a0: Panne');
    });
});
