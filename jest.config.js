/** Tests of the two commands of the README: no network, Terraform, cluster or Python. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/terraform/',
    '/test/live/',
    '/test/cluster/',
    '/test/alerts/',
  ],
  // swc, not ts-jest: TypeScript 7 has no compiler API for it. Types are checked by `npm run lint`.
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
