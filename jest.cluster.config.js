/** The tier that needs a Kubernetes API server: see CONTRIBUTING.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
};
