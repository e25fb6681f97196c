import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { Checkout } from '../../../lib/changes/environment-files';
import { changeReport } from '../../../lib/changes/report/change-report';
import { repositoryChanges } from '../../../lib/changes/repository-changes';
import { type Loose, production } from './checkouts';

jest.setTimeout(120_000);

/** Files of a few applications and the Terraform: every kind, and fast to compare. */
const some: Checkout = {
  name: 'some',
  files: production.files.filter(({ path }) =>
    /production\/(?:vllm|litellm|argocd|evaluation|deepseek|triton)\/|cdk\.tf\.json/.test(path),
  ),
};

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', [], {}, [null], [[]], { name: null }, -1, true, '${', '${a.b.c}', [
    { name: 'a' },
    { name: 'a' },
  ]),
);

/** Replaces a part of a value, chosen by its steps. */
function damaged(value: Loose, steps: readonly number[], by: unknown): Loose {
  if (steps.length === 0 || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[steps[0]! % keys.length]!;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  (copy as Loose)[key] = damaged((value as Loose)[key], steps.slice(1), by);
  return copy;
}

it('damaged files have a report, in both directions', () => {
  fc.assert(
    fc.property(
      fc.nat(some.files.length - 1),
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 9 }),
      anything,
      (index, steps, by) => {
        const after: Checkout = {
          name: 'after',
          files: some.files.map(({ path, text }, each) => {
            if (each !== index) return { path, text };
            const value = damaged(path.endsWith('.json') ? JSON.parse(text) : parse(text), steps, by);
            return { path, text: path.endsWith('.json') ? JSON.stringify(value) : stringify(value) };
          }),
        };
        for (const [a, b] of [
          [some, after],
          [after, some],
        ] as const)
          expect(changeReport(repositoryChanges(a, b))).toContain('## Changes');
        expect(changeReport(repositoryChanges(after, after))).toMatch(
          /No (?:deployed resource|manifest) changes/,
        );
      },
    ),
    { numRuns: 12 },
  );
});
