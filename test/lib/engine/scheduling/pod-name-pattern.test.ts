import fc from 'fast-check';
import { podNamePattern } from '../../../../lib/engine/scheduling/pod-name-pattern';
import type { WatchedKind } from '../../../../lib/operations/alerts/watched-workload';

/** Prometheus anchors a pattern at both ends. */
const matches = (workload: { name: string; kind?: WatchedKind }, pod: string) =>
  new RegExp(`^(?:${podNamePattern(workload)})$`).test(pod);

/** As Kubernetes makes them: letters and digits that make no word. */
const alphabet = [...'bcdfghjklmnpqrstvwxz2456789'];
const suffix = (min: number, max: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max }).map((all) => all.join(''));
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,10}){0,4}$/);
const cut = (base: string) => base.slice(0, 58);

test('is of the pods of a Deployment, however long its name is', () =>
  fc.assert(
    fc.property(name, suffix(8, 10), suffix(5, 5), (deployment, hash, last) =>
      matches({ name: deployment }, `${cut(`${deployment}-${hash}-`)}${last}`),
    ),
  ));

test.each([
  ['a Deployment', { name: 'vllm' }, 'vllm-7d9c5b8f6d-x2x4z', true],
  ['one whose name begins alike', { name: 'vllm' }, 'vllm-big-7d9c5b8f6d-x2x4z', false],
  ['a StatefulSet of the same name', { name: 'vllm' }, 'vllm-0', false],
  ['a group', { name: 'deepseek', kind: 'LeaderWorkerSet' }, 'deepseek-0', true],
  ['a worker of a group', { name: 'deepseek', kind: 'LeaderWorkerSet' }, 'deepseek-0-1', true],
  ['a group whose name begins alike', { name: 'deepseek', kind: 'LeaderWorkerSet' }, 'deepseek-r1-0', false],
  ['a CronJob', { name: 'evaluation', kind: 'Job' }, 'evaluation-29406360-x2x4z', true],
  ['a ScaledJob', { name: 'transcriber', kind: 'Job' }, 'transcriber-4kq7b-x2x4z', true],
] as const)('%s', (_, workload, pod, expected) => expect(matches(workload, pod)).toBe(expected));
