const lwc = require('@salesforce/eslint-config-lwc');

const TESTS = ['**/__tests__/*.js', 'tests/*.js'];

module.exports = [
    ...lwc.configs.recommended.map((config) => ({ ...config, files: ['*/main/default/lwc/**/*.js', ...TESTS] })),
    { files: TESTS, languageOptions: { globals: { __dirname: 'readonly', module: 'writable', require: 'readonly' } } },
];
