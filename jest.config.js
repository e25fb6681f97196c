const { exports: entryPoints, name } = require('./package.json');

/** Tests of the two commands of the README: no network, Terraform, cluster or Python. */
module.exports = {
  testEnvironment: 'node',
  // Jest leaves a core idle by default, which is half of a small machine: 7.4 minutes on two cores, or 3.2.
  maxWorkers: '100%',
  // What hangs ends all the same; a machine that is slow, or busy, is no failure.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/run-folder.ts',
  globalTeardown: '<rootDir>/test/run-folder-removal.ts',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/terraform/',
    '/test/live/',
    '/test/cluster/',
    '/test/engines/',
    '/test/alerts/',
  ],
  // The entry points of the package, from the sources: what examples/one-construct.ts imports is not built here.
  moduleNameMapper: Object.fromEntries(
    Object.entries(entryPoints).map(([key, file]) => [
      `^${name}${key.slice(1)}$`,
      file.replace(/^\.(?:\/build)?(.*?)(?:\.js)?$/, '<rootDir>$1'),
    ]),
  ),
  // swc, not ts-jest: TypeScript 7 has no compiler API for it. Types are checked by `npm run lint`.
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
