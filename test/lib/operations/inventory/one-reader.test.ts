import * as fs from 'node:fs';
import * as path from 'node:path';

const operations = path.join(__dirname, '../../../../lib/operations');

/** Modules whose values are lists of the platform, or read such lists. */
const readers =
  /from '(?:\.\.\/)+platform\/(?:resolved-platform|resolve-platform|workloads\/workload-kinds|workloads\/scalings|gitops\/external-applications|identities\/sign-in-namespaces)'/;

const sources = fs
  .readdirSync(operations, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

test('only the inventory reads the resolved platform', () => {
  const reading = sources.filter((file) =>
    readers.test(fs.readFileSync(path.join(operations, file), 'utf8')),
  );
  expect(reading.filter((file) => !file.startsWith('inventory/'))).toEqual([]);
  expect(reading).toContain('inventory/read-inventory.ts');
});
