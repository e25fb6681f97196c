import fc from 'fast-check';
import { dashboard, dashboardUid } from '../../../../lib/operations/grafana/dashboard';
import type { PanelSpec } from '../../../../lib/operations/grafana/panels';
import { overlap, panelsOf, positionsOf } from './read-dashboard';

test('the uid is the environment and the name', () =>
  expect(dashboardUid('production-korea', 'vllm')).toBe('production-korea-vllm'));

test('a long uid is cut, and two that begin alike are apart', () => {
  const long = 'a-very-long-name-of-an-environment-in-korea';
  const [one, two] = [dashboardUid(`${long}-1`, 'gpu-pools'), dashboardUid(`${long}-2`, 'gpu-pools')];
  expect(one).toMatch(/^[a-z0-9-]{1,40}$/);
  expect(one).not.toBe(two);
  expect(one).toBe(dashboardUid(`${long}-1`, 'gpu-pools'));
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

test('panels of any width have places of their own, and numbers', () =>
  fc.assert(
    fc.property(rows, (some) => {
      const made = dashboard({
        environment: 'test',
        name: 'any',
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
