import fc from 'fast-check';
import type { Checkout } from '../../../lib/changes/environment-files';
import {
  changeReport,
  longestComment,
  reportMarker,
  shortestReport,
} from '../../../lib/changes/report/change-report';
import { details, everything } from '../../../lib/changes/report/detail';
import { table, toMarkdown } from '../../../lib/changes/report/markdown';
import { m } from '../../../lib/changes/report/markup';
import { risksOf } from '../../../lib/changes/report/risks';
import { repositoryChanges } from '../../../lib/changes/repository-changes';
import { type MarkdownNode, MarkdownParser, nodesIn, tablesIn, textOf } from '../../markdown/markdown-parser';
import {
  checkoutOf,
  definitionOf,
  production,
  reportOf,
  together,
  withAttribute,
  withField,
  withObject,
} from './checkouts';

/** The properties use reports of the whole sample platform. */
jest.setTimeout(120_000);

const parser = new MarkdownParser();
afterAll(() => parser.close());

const development = checkoutOf(definitionOf('development'), 'development');
const both = together('both', production, development);

/** Any text, with the syntax of Markdown, HTML and GitHub. */
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...[
            '|',
            '\\|',
            '\\',
            '`',
            '``',
            '\n',
            '\r\n',
            '\t',
            '<',
            '>',
            '</td>',
            '<!--',
            '-->',
            '<script>',
            '&',
          ],
          ...['&lt;', '*', '**', '_', '~~', '[a](b)', '![a](b)', '#1', '@org/team', 'www.example.com', '$x$'],
          ...[
            'https://example.com',
            ':tada:',
            '\u202e',
            '\u0000',
            ' ',
            '  ',
            'a',
            '1',
            '|---|',
            '---',
            '- ',
            '> ',
          ],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  },
);

/** The visible form of a text. */
const seen = (text: string) =>
  text
    .replace(/\r?\n/g, '⏎')
    .replace(/\t/g, '→')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);

/** Nodes that a report may contain. A link or an image would come from the files. */
const allowed = [
  'root',
  'heading',
  'paragraph',
  'text',
  'inlineCode',
  'strong',
  'html',
  'table',
  'tableRow',
  'tableCell',
  'thematicBreak',
];

/** Tags of a text that no code span can contain in a table. */
const code = ['<code>', '</code>', '<!-- -->'];

const kindsIn = (tree: MarkdownNode) => [...new Set(nodesIn(tree).map(({ type }) => type))];
const tagsIn = (tree: MarkdownNode) => [
  ...new Set(nodesIn(tree).flatMap(({ type, value }) => (type === 'html' ? [value] : []))),
];

describe('for any values', () => {
  it('tables keep their columns and show every character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 4 }), async (rows) => {
        const lines = table(
          ['A', 'B'],
          rows.map(([a, b]) => [m`${a}`, m`before ${b} after`]),
          everything,
        );
        const tree = await parser.parse(lines.join('\n'));
        const [cells, ...more] = tablesIn(tree);
        expect(more).toEqual([]);
        expect(cells!.map((row) => row.map(textOf))).toEqual([
          ['A', 'B'],
          ...rows.map(([a, b]) => [seen(a) || '""', `before ${seen(b) || '""'} after`]),
        ]);
        expect(kindsIn(tree).filter((kind) => !allowed.includes(kind))).toEqual([]);
        expect(tagsIn(tree).filter((tag) => !code.includes(tag!))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('a report keeps its tables and contains no tag, link or heading of the values', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (value, name, key) => {
        const after = withObject(production, 'agent/deployment.agent.yaml', (object) => {
          const [container] = object.spec.template.spec.containers;
          container.image = value;
          container.env.push({ name: name || 'x', value });
          object.metadata.labels[key || 'x'] = value;
        });
        const tree = await parser.parse(
          reportOf(withAttribute('azurerm_key_vault.key-vault_vault.name', value || 'x', after)),
        );
        for (const rows of tablesIn(tree)) expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        expect(kindsIn(tree).filter((kind) => !allowed.includes(kind))).toEqual([]);
        const ours = [...code, reportMarker];
        expect(tagsIn(tree).filter((tag) => !ours.includes(tag!))).toEqual([]);
        const headings = nodesIn(tree).filter(({ type }) => type === 'heading');
        expect(headings.filter(({ depth }) => depth === 2)).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  it('a line and a heading show them unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const line = toMarkdown(m`before ${text} after`, everything);
        const tree = await parser.parse(`## ${line}\n\n${line}`);
        const says = `before ${seen(text) || '""'} after`;
        expect(tree.children!.map(textOf)).toEqual([says, says]);
        expect(kindsIn(tree).filter((kind) => !allowed.includes(kind) || kind === 'html')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('long values are cut between characters, with their length', () => {
    expect(toMarkdown(m`${'𝒳'.repeat(50)}`, { characters: 3 })).toBe('`𝒳𝒳𝒳… (50 characters)`');
  });
});

describe('two equal checkouts', () => {
  it('have no difference', () => {
    expect(reportOf({ ...both, name: 'after' }, both)).toBe(
      '<!-- aks-ai changes -->\n## Changes\n\nNo deployed resource changes.\n',
    );
  });

  it('have none in any order of their files', () => {
    const shuffled = fc.shuffledSubarray([...production.files], { minLength: production.files.length });
    fc.assert(
      fc.property(shuffled, (files) => {
        expect(reportOf({ name: 'after', files })).toContain('No deployed resource changes.');
      }),
      { numRuns: 5 },
    );
  });
});

/** Manifests that are added, removed and changed at random. */
const partOfProduction = fc
  .tuple(fc.subarray([...production.files]), fc.nat(production.files.length - 1))
  .map(([gone, changed]): Checkout => {
    const files = production.files.filter(
      (file) => !gone.includes(file) || file.path.startsWith('cdktf.out'),
    );
    const { path } = production.files[changed]!;
    return {
      name: 'some',
      files: files.map((file) =>
        file.path === path && path.endsWith('.yaml')
          ? { path, text: file.text.replace('metadata:', 'metadata:\n  generation: 2') }
          : file,
      ),
    };
  });

it('swapped sides swap new and removed objects', () => {
  const names = (objects: readonly { kind: string; name: string }[]) =>
    objects.map(({ kind, name }) => `${kind} ${name}`);
  const summary = (before: Checkout, after: Checkout) =>
    repositoryChanges(before, after).environments.flatMap(({ applications }) =>
      applications.map(({ application, added, removed, changed }) => ({
        application,
        added: names(added),
        removed: names(removed),
        changed: changed.map(({ changes, ...each }) => [names([each])[0], changes.map(({ path }) => path)]),
      })),
    );
  fc.assert(
    fc.property(partOfProduction, (some) => {
      const there = summary(production, some);
      const back = summary(some, production);
      expect(back).toEqual(
        there.map(({ added, removed, ...rest }) => ({ ...rest, added: removed, removed: added })),
      );
    }),
    { numRuns: 10 },
  );
});

describe('the maximum length', () => {
  const large: Checkout = {
    name: 'large',
    files: Array.from({ length: 20 }, (_, copy) =>
      production.files.map(({ path, text }) => ({
        path: path.replace('production', `production-${copy}`),
        text: text.replaceAll('my-aks', `my-aks-${copy}`),
      })),
    ).flat(),
  };
  const changed: Checkout = {
    name: 'changed',
    files: large.files.map(({ path, text }) => ({
      path,
      text: path.endsWith('.json')
        ? text.replace('"service_cidr": "10.245.0.0/16"', '"service_cidr": "10.246.0.0/16"')
        : text.replaceAll('app.kubernetes.io/managed-by', 'app.kubernetes.io/made-by'),
    })),
  };
  const changes = repositoryChanges(large, changed);
  const risks = changes.environments.flatMap(risksOf);

  it.each([longestComment, 150_000, 20_000, 5_000, shortestReport])(
    'of %i characters is not exceeded',
    (max) => {
      expect(changeReport(changes, max).length).toBeLessThanOrEqual(max);
    },
  );

  it('is not exceeded for any value', () => {
    fc.assert(
      fc.property(fc.integer({ min: shortestReport, max: 200_000 }), (max) => {
        expect(changeReport(changes, max).length).toBeLessThanOrEqual(max);
      }),
      { numRuns: 8 },
    );
  });

  it('truncates lists with a count and keeps every risk', () => {
    const report = changeReport(changes);
    expect(report).toMatch(/… and \d+ more objects|\d+ objects in \d+ applications, not shown/);
    expect(report).toContain('The report is truncated');
    const rows = report.slice(report.indexOf('### Risks'), report.indexOf('### `production-0`'));
    expect(rows.split('\n').filter((line) => line.startsWith('| **'))).toHaveLength(risks.length);
    expect(risks.length).toBeGreaterThan(130);
  });

  it('counts as the summary does, with the singular for one', () => {
    const [one] = changes.environments;
    const { environments, ...rest } = changes;
    const report = changeReport({ ...rest, environments: [one!] }, 3000);
    const [, replaced] = /(\d+) replaced \|/.exec(report)!;
    expect(report).toContain(`| ${replaced} resources, not shown |`);
    const [, changed] = /(\d+) changed \|/.exec(report)!;
    expect(report).toContain(`${changed} objects in `);
    for (const max of [3000, 5000, 8000, 12_000])
      expect(changeReport({ ...rest, environments: [one!] }, max)).not.toMatch(
        /\b1 (?:more )?\w+s\b(?:, not)?/,
      );
  });

  it('truncates nothing if everything fits', () => {
    const report = changeReport(changes, Number.POSITIVE_INFINITY);
    expect(report.length).toBeGreaterThan(150_000);
    expect(report).not.toMatch(/… and|not shown|truncated/);
  });

  it('is reached by less and less detail', () => {
    const sizes = details.map(({ characters, rows, fields, names, risks }) => [
      characters,
      rows,
      fields,
      names,
      risks,
    ]);
    for (const [index, size] of sizes.slice(1).entries())
      for (const [part, value] of size.entries()) expect(value).toBeLessThanOrEqual(sizes[index]![part]!);
  });
});

describe('an environment as a whole', () => {
  it('has limits and no risks if it is new', () => {
    const report = reportOf(both, production);
    expect(report).toContain('| `development`, new | – |');
    expect(report).toContain('Unchanged: `production`.');
    expect(report).toContain('| Node pool `gpupool` | – | 0–1 node × 1 GPU |');
    expect(report).not.toContain('### Risks');
  });

  it('is one risk if it is removed, not one for each object', () => {
    const report = reportOf(production, both);
    expect(report).toContain(
      '| **lost** | environment `development` | removed from the code | its resources in Azure and in its cluster stay, and nothing manages them. To remove them, before this change set `azure.preventDestroy: false` for the environment and run `npx cdktf deploy development --outputs-file outputs/development.json` and `npx cdktf destroy development`, in the checkout that has its state file |',
    );
    expect(report.match(/\*\*lost\*\*/g)).toHaveLength(1);
    // The heading would have no content.
    expect(report).not.toMatch(/^### `development`/m);
  });

  it('is in a column of the risks if there are several, the worst first', () => {
    const scaled = withField('agent/deployment.agent.yaml', 'spec.replicas', 3, both);
    const report = reportOf(
      { ...scaled, files: scaled.files.filter(({ path }) => !path.includes('development/evaluation/')) },
      both,
    );
    const rows = report.split('\n').filter((line) => /^\| `(?:development|production)`/.test(line));
    expect(rows.map((row) => row.split('`')[1])).toEqual(['development', 'production']);
  });
});
