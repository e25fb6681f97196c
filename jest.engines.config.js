/** The tier that runs the controllers of a cluster on this machine: see CONTRIBUTING.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/engines'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Each file runs a whole cluster.
  maxWorkers: 1,
  testTimeout: 300_000,
};
