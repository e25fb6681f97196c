import fc from 'fast-check';
import { dashboard, dashboardUid } from '../../../../lib/operations/grafana/dashboard';
import type { PanelSpec } from '../../../../lib/operations/grafana/panels';
import { overlap, panelsOf, positionsOf } from './read-dashboard';

test('the uid of an environment is its name and that of the dashboard', () =>
  expect(dashboardUid({ environment: 'production-korea' }, 'vllm')).toBe('production-korea-vllm'));

test('the uid of shared dashboards depends on their repository', () => {
  const uidOf = (repository: string) => dashboardUid({ repository }, 'gpu-pools');
  const uids = ['https://example.com/a', 'https://example.com/b'].map(uidOf);
  for (const uid of uids) expect(uid).toMatch(/^gpu-pools-[a-z0-9]{7}$/);
  expect(new Set(uids).size).toBe(2);
  expect(uidOf('https://example.com/a')).toBe(uids[0]);
});

test('a long uid is truncated, and two with a common prefix differ', () => {
  const long = 'a-very-long-name-of-an-environment-in-korea';
  const uidOf = (environment: string) => dashboardUid({ environment }, 'gpu-pools');
  const [one, two] = [uidOf(`${long}-1`), uidOf(`${long}-2`)];
  expect(one).toMatch(/^[a-z0-9-]{1,40}$/);
  expect(one).not.toBe(two);
  expect(one).toBe(uidOf(`${long}-1`));
});

const panel: fc.Arbitrary<PanelSpec> = fc.record({
  title: fc.constant('t'),
  description: fc.constant('d.'),
  width: fc.integer({ min: 1, max: 24 }),
  content: fc.oneof(
    fc.constant({ unit: 'short', queries: [{ expr: 'up', legend: 'up' }] }),
    fc.constant({ text: 'text' }),
  ),
});
const rows = fc.array(
  fc.record({
    title: fc.constant('r'),
    collapsed: fc.boolean(),
    panels: fc.array(panel, { maxLength: 9 }),
  }),
  { maxLength: 5 },
);

test('panels of any width have unique positions and numbers', () =>
  fc.assert(
    fc.property(rows, (some) => {
      const made = dashboard({
        uid: 'any',
        environments: ['test'],
        title: 'Any',
        description: 'Any.',
        variables: [],
        rows: some,
      });
      const places = positionsOf(made);
      for (const [index, place] of places.entries()) {
        expect(place.x + place.w).toBeLessThanOrEqual(24);
        expect(places.slice(index + 1).filter((other) => overlap(place, other))).toEqual([]);
      }
      const ids = [...made.panels, ...panelsOf(made)].map(({ id }) => id);
      expect(panelsOf(made)).toHaveLength(some.reduce((sum, { panels }) => sum + panels.length, 0));
      expect(new Set(ids).size).toBe(some.length + panelsOf(made).length);
    }),
  ));
