import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { exampleExcerpt, pullRequestExample, withExample } from '../docs/pull-request-example';
import { riskKinds } from '../lib/changes/report/risk';
import { MarkdownParser, tablesIn, textOf } from './markdown/markdown-parser';

const page = readFileSync(path.join(__dirname, '..', 'docs', 'pull-requests.md'), 'utf8');
const report = pullRequestExample();

/** The whole report of an example pull request. */
it('a realistic pull request has this report', () => {
  expect(report).toMatchSnapshot();
});

describe('docs/pull-requests.md', () => {
  it('shows the current report; `npx tsx docs/pull-request-example.ts` regenerates it', () => {
    expect(page).toBe(withExample(page, exampleExcerpt(report)));
    expect(page).toContain('### Look at these first');
  });

  it('explains every danger, by its word and by its name on the command line', () => {
    for (const [kind, word] of Object.entries(riskKinds)) {
      expect(page).toContain(`\`${kind}\``);
      expect(page).toMatch(new RegExp(`^\\| ${word} \\|`, 'm'));
    }
  });

  it('has tables whose rows have their columns', async () => {
    const parser = new MarkdownParser();
    const tables = tablesIn(await parser.parse(page));
    await parser.close();
    expect(tables.length).toBeGreaterThan(5);
    for (const rows of tables) expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(tables[2]!.map((row) => row.map(textOf))[0]).toContain('GPUs at most');
  });
});
