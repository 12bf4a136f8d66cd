const { speak } = require('../../../../../../tests/languages');

speak('fr');
jest.doMock('@salesforce/resourceUrl/segmenta', () => ({ __esModule: true, default: '/resource/1/segmenta' }), { virtual: true });

const { greeted, press, show, textOf } = require('./harness');

describe('segmentaFrame in French', () => {
    it('names its frame', () => {
        expect(show().frame.title).toBe('Segmenta, segmentation des clients');
    });

    it('asks, saves and says so', async () => {
        const { root, hand } = await greeted();
        await hand({ bytes: new ArrayBuffer(3_400_000) });
        expect(textOf(root, '.question')).toMatch(
            /^Segmenta a préparé segments\.csv \(3,4[\u00a0\u202f]Mo\)\. L’enregistrer sur cet ordinateur\u202f\?$/,
        );
        expect(root.querySelector('.save').label).toBe('Enregistrer segments.csv');
        expect(root.querySelector('.refuse').label).toBe('Ne pas enregistrer segments.csv');
        await press(root.querySelector('.save'));
        expect(textOf(root, '.notice')).toBe('segments.csv a été remis à votre navigateur, qui l’enregistre avec vos téléchargements.');
    });

    it('says why it refuses', async () => {
        const { root, hand } = await greeted();
        await hand({ name: '../x.csv' });
        expect(textOf(root, '.notice')).toBe('La page encadrée a proposé un fichier sous un nom interdit\u202f; il a été refusé.');
    });
});
