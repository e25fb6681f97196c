import { fieldChanges } from '../../../lib/changes/compare/field-changes';
import { immutableChanges } from '../../../lib/changes/kubernetes/immutable-fields';
import type { KubernetesObject } from '../../../lib/check/deployment-picture';
import { immutableCases } from './immutable-cases';

it.each(
  immutableCases.map((each) => [each.isRefused ? 'is refused' : 'is allowed', each.title, each] as const),
)('%s: %s', (_, __, { before, after, isRefused }) => {
  const changes = fieldChanges(before, after, 'kubernetes');
  expect(immutableChanges(before as KubernetesObject, changes).length > 0).toBe(isRefused);
});
