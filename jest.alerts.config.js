/** The tier that needs promtool: see docs/monitoring.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/alerts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
