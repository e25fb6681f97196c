import { checkEngineCache } from '../../../../lib/engine/inference/engine-cache';
import {
  checkVllmOptions,
  type VllmOptions,
  vllmOptionArguments,
} from '../../../../lib/engine/inference/vllm-options';
import { said } from './said';

const turing = { computeCapability: '7.5', engineVersion: '0.32.0' };
const ampere = { computeCapability: '8.0', engineVersion: '0.32.0' };
const unknown = { computeCapability: undefined, engineVersion: undefined };

test('unset options have no arguments', () => expect(vllmOptionArguments({})).toEqual([]));

test('every option is an argument', () => {
  const options: Required<VllmOptions> = {
    maxNumSeqs: 64,
    dtype: 'float16',
    kvCacheDtype: 'fp8',
    quantization: 'awq',
    prefixCaching: true,
  };
  expect(vllmOptionArguments(options)).toEqual([
    '--max-num-seqs=64',
    '--dtype=float16',
    '--kv-cache-dtype=fp8',
    '--quantization=awq',
    '--enable-prefix-caching',
  ]);
});

test('prefix caching is on by itself, and off by an argument of its own', () =>
  expect(vllmOptionArguments({ prefixCaching: false })).toEqual(['--no-enable-prefix-caching']));

test.each<[string, VllmOptions, typeof turing | typeof unknown, string]>([
  [
    'bfloat16 before Ampere',
    { dtype: 'bfloat16' },
    turing,
    'dtype: the GPUs have compute capability 7.5, but bfloat16 requires 8.0. Use float16, or A10, A100 or newer GPUs.',
  ],
  [
    'an FP8 cache before Ampere',
    { kvCacheDtype: 'fp8' },
    turing,
    'kvCacheDtype: the GPUs have compute capability 7.5, but a KV cache of fp8 requires 8.0. Remove it, or use A10, A100 or newer GPUs.',
  ],
  [
    'an FP8 cache before Ampere with an engine of one’s own',
    { kvCacheDtype: 'fp8' },
    { ...turing, engineVersion: undefined as never },
    'kvCacheDtype: the GPUs have compute capability 7.5, but a KV cache of fp8 requires 8.0. Remove it, or use A10, A100 or newer GPUs.',
  ],
  [
    'a cache of e5m2 with weights of fp8',
    { kvCacheDtype: 'fp8_e5m2', quantization: 'fp8' },
    unknown,
    'kvCacheDtype: vLLM does not support fp8_e5m2 with fp8 weights. Use fp8.',
  ],
  [
    'no request at all',
    { maxNumSeqs: 0 },
    unknown,
    'maxNumSeqs: 0 is not allowed. Set a whole number of requests, 1 or more.',
  ],
  [
    'a method with another argument in it',
    { quantization: 'awq --port=1' },
    unknown,
    'quantization: "awq --port=1" is not a valid quantization method. Use a method from docs.vllm.ai, such as fp8.',
  ],
])('%s is refused', (_, options, hardware, message) =>
  expect(said((problems) => checkVllmOptions(options, hardware, problems))).toEqual([message]),
);

test.each<[string, VllmOptions, typeof turing | typeof unknown]>([
  ['bfloat16 and an FP8 cache on Ampere', { dtype: 'bfloat16', kvCacheDtype: 'fp8' }, ampere],
  ['float16 before Ampere', { dtype: 'float16' }, turing],
  [
    'an FP8 cache before Ampere with an engine that could',
    { kvCacheDtype: 'fp8' },
    { ...turing, engineVersion: '0.23.0' },
  ],
  ['anything on GPUs that are not known', { dtype: 'bfloat16', kvCacheDtype: 'fp8' }, unknown],
  ['a cache of fp8 with weights of fp8', { kvCacheDtype: 'fp8', quantization: 'fp8' }, ampere],
])('%s is taken', (_, options, hardware) =>
  expect(said((problems) => checkVllmOptions(options, hardware, problems))).toEqual([]),
);

describe('a cache on a disk for one node', () => {
  const disk = {
    type: 'persistent-volume-claim',
    claimName: 'weights',
    accessMode: 'ReadWriteOnce',
  } as const;

  test.each([2, 'autoscaled'] as const)('is refused for %s pods', (atMost) =>
    expect(said((problems) => checkEngineCache(disk, { atMost, because: 'why' }, problems))).toEqual([
      'accessMode: only one node can mount a ReadWriteOnce volume, so other pods would stay Pending (why). Use ReadWriteMany, or a cache per pod: ephemeral-disk or local-nvme.',
    ]),
  );

  test.each([0, 1])('is taken for %i pods', (atMost) =>
    expect(said((problems) => checkEngineCache(disk, { atMost, because: '' }, problems))).toEqual([]),
  );

  test.each([
    { type: 'ephemeral-disk' },
    { type: 'local-nvme' },
    { ...disk, accessMode: 'ReadWriteMany' },
  ] as const)('is no matter for $type', (cache) =>
    expect(
      said((problems) => checkEngineCache(cache, { atMost: 'autoscaled', because: '' }, problems)),
    ).toEqual([]),
  );
});
