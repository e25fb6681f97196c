/** The tier that runs the reference worker's real processes against the probes that are emitted: see CONTRIBUTING.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/live'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
};
