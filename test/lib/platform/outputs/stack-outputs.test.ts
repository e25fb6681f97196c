import { stackOutputEntries } from '../../../../lib/platform/outputs/stack-outputs';

test('every output has a name of its own, in the style of Terraform', () => {
  const names = stackOutputEntries.map(([, { name }]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
});

test('a preview contains a valid value for every output that the Kubernetes half may need', () => {
  const needed = stackOutputEntries.filter(([, { neededBy }]) => neededBy !== undefined);
  expect(needed.length).toBeGreaterThan(1);
  const wrong = needed.filter(([, { preview, form }]) => !form?.pattern.test(preview ?? ''));
  expect(wrong).toEqual([]);
});
