import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ruleFiles, rulesList } from '../../../docs/rules-list';
import { allRules } from '../../../lib/check/all-rules';
import { ruleFamilies } from '../../../lib/check/rule';

const folder = path.join(__dirname, '../../../lib/check');

test('all-rules.ts lists every rule file; `npm run rules` writes it', () => {
  expect(readFileSync(path.join(folder, 'all-rules.ts'), 'utf8')).toBe(rulesList());
});

test('every folder of rules is a family', () => {
  const folders = readdirSync(path.join(folder, 'rules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...ruleFamilies].sort());
});

test.each(ruleFiles().map((file) => [`${file.family}/${file.name}`, file] as const))(
  '%s is the id, the path and the only export of one rule',
  async (id, { exportName }) => {
    const exported: Record<string, unknown> = await import(path.join(folder, 'rules', id));
    expect(Object.keys(exported)).toEqual([exportName]);
    expect(exported[exportName]).toMatchObject({ id });
    expect(allRules).toContain(exported[exportName]);
  },
);
