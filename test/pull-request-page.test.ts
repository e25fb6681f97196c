import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { exampleExcerpt, pullRequestExample, withExample } from '../docs/pull-request-example';
import { riskKinds } from '../lib/changes/report/risk';
import { MarkdownParser, tablesIn, textOf } from './markdown/markdown-parser';

const page = readFileSync(path.join(__dirname, '..', 'docs', 'pull-requests.md'), 'utf8');
const report = pullRequestExample();

/** The whole report of a realistic pull request. */
it('a realistic pull request has this report', () => {
  expect(report).toMatchSnapshot();
});

describe('docs/pull-requests.md', () => {
  it('shows the current report, which `npx tsx docs/pull-request-example.ts` writes', () => {
    expect(page).toBe(withExample(page, exampleExcerpt(report)));
    expect(page).toContain('### Risks');
  });

  it('explains every risk with its title and its name on the command line', () => {
    for (const [kind, word] of Object.entries(riskKinds)) {
      expect(page).toContain(`\`${kind}\``);
      expect(page).toMatch(new RegExp(`^\\| ${word} \\|`, 'm'));
    }
  });

  it('has tables with complete rows', async () => {
    const parser = new MarkdownParser();
    const tables = tablesIn(await parser.parse(page));
    await parser.close();
    expect(tables.length).toBeGreaterThan(5);
    for (const rows of tables) expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(tables[2]!.map((row) => row.map(textOf))[0]).toContain('Maximum GPUs');
  });
});
