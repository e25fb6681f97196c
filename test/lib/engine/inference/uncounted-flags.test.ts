import { uncountedArgument } from '../../../../lib/engine/inference/uncounted-flags';

test.each<[readonly string[], number, string]>([
  [['--cpu-offload-gb=20'], 0, '--cpu-offload-gb'],
  [['--enforce-eager', '--kv-cache-memory-bytes', '1G'], 1, '--kv-cache-memory-bytes'],
  [['--num-gpu-blocks-override', '100'], 0, '--num-gpu-blocks-override'],
  [['--hf-overrides', '{"num_hidden_layers":72}'], 0, '--hf-overrides'],
  [['--hf-overrides.num_hidden_layers=72'], 0, '--hf-overrides'],
  [['--block_size=64'], 0, '--block-size'],
  [['-dcp', '2'], 0, '--decode-context-parallel-size'],
  [['--num-gpu-blocks', '100'], 0, '--num-gpu-blocks-override'],
])('%j has at %i %s', (args, index, flag) => {
  expect(uncountedArgument(args)).toEqual({ index, flag });
});

test.each<[readonly string[]]>([
  [[]],
  [['--safetensors-prefetch-block-size', '64']],
  [['--kv-cache-dtype', 'fp8']],
  [['--performance-mode', 'throughput']],
  [['--cp-kv-cache-interleave-size=16']],
])('%j has none', (args) => {
  expect(uncountedArgument(args)).toBeUndefined();
});
