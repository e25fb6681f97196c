/** The tier that needs Terraform and the azurerm provider: see CONTRIBUTING.md. */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/terraform'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 3_600_000,
  // Of tests that mostly wait for azurerm.
  maxConcurrency: 5,
};
