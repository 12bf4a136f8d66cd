const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
    ...jestConfig,
    testMatch: ['**/__tests__/*.test.js'],
    // Beside the packages: a machine's temporary folder may be small.
    cacheDirectory: 'node_modules/.cache/jest',
};
