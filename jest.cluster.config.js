/** The tier that needs a Kubernetes API server: see CONTRIBUTING.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  // A cluster that was given is one: its namespaces are of one platform at a time.
  maxWorkers: 1,
  testTimeout: 180_000,
};
