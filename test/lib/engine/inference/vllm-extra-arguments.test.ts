import {
  checkVllmExtraArguments,
  checkVllmImage,
} from '../../../../lib/engine/inference/vllm-extra-arguments';
import { images } from '../../../../lib/facts/versions';
import { said } from './said';

const image = images.vllm.reference;
const check = (...extraArgs: string[]) =>
  said((problems) => checkVllmExtraArguments(extraArgs, { image }, problems));

test.each([
  ['--max-num-seqs=64', 'maxNumSeqs'],
  ['--max-num-seqs', 'maxNumSeqs'],
  ['--max_num_seqs=64', 'maxNumSeqs'],
  ['--enable-prefix-caching', 'prefixCaching'],
  ['--no-enable-prefix-caching', 'prefixCaching'],
  ['--no-enable-lora', 'loraAdapters'],
  ['-q=awq', 'quantization'],
  ['-tp', 'tensorParallelSize'],
  ['-tp=2', 'tensorParallelSize'],
  ['--kv_cache_dtype', 'kvCacheDtype'],
  ['--max-lora-rank=8', 'maxLoraRank'],
  ['--served-model-name.0=x', 'servedModelName'],
  ['-qfp8', 'quantization'],
  ['-t', 'tensorParallelSize'],
  ['--gpu-mem=0.99', 'gpuMemoryUtilization'],
  ['--kv_cache_dt', 'kvCacheDtype'],
  ['--no-enable-pre', 'prefixCaching'],
])('%s is refused for %s', (argument, prop) => {
  const [message] = check(argument);
  expect(message).toMatch(
    new RegExp(`^\\[0\\]: "${argument}" is not allowed: .*\\. Remove it and set ${prop}\\.$`),
  );
});

test.each([
  '-pp=2',
  '--nnodes=2',
  '-n',
  '-n2',
  '--node-rank=1',
  '-r',
  '--headless',
  '-dp',
  '-dpl=1',
  '--ssl-keyfile=k',
  '--uds=s',
])('%s is refused', (argument) => expect(check(argument)).toHaveLength(1));

test('a beginning of several arguments has to be written in full', () =>
  expect(check('--max-lora=8', '-d')).toEqual([
    '[0]: "--max-lora=8" is not allowed: it is an abbreviation of several arguments. Write the argument in full.',
    '[1]: "-d" is not allowed: it is an abbreviation of several arguments. Write the argument in full.',
  ]));

test('a secret is never an argument', () =>
  expect(check('--api-key=secret', '--hf-token', 'secret')).toEqual([
    '[0]: "--api-key=secret" is not allowed: the key would be in Git. Remove it and store the key in Key Vault, for the variable VLLM_API_KEY.',
    '[1]: "--hf-token" is not allowed: the token would be in Git. Remove it and store the token in Key Vault, for the variable HF_TOKEN.',
  ]));

test.each([[['microsoft/phi-4']], [['--seed=1', 'microsoft/phi-4']]])(
  'a value that belongs to no argument would be the model: %j',
  (extraArgs) =>
    expect(check(...extraArgs)).toEqual([
      `[${extraArgs.length - 1}]: "microsoft/phi-4" is not allowed: it is not the value of an argument. Write it as --argument=value.`,
    ]),
);

test.each([
  [['--max-num-batched-tokens=8192']],
  [['--max-num-batched-tokens', '8192']],
  [['--kv-cache-dtype-skip-layers', '0', '1']],
  [['--enable-expert-parallel', '-O3']],
  [['--compilation-config.cudagraph_mode=FULL']],
  [['--safetensors-load-strategy=prefetch']],
  [['--model-impl=auto', '--model-loader-extra-config={}', '--enable-tower-connector-lora']],
  [['--config-format=hf', '--data-parallel-backend=mp', '-asc=1']],
  [['--seed', '-1']],
])('%j is taken', (extraArgs) => expect(check(...extraArgs)).toEqual([]));

test.each([
  ['docker.io/vllm/vllm-openai:v0.17.1', 1],
  ['docker.io/vllm/vllm-openai:v0.18.0', 0],
  ['docker.io/vllm/vllm-openai:v0.31.0@sha256:abc', 0],
  ['docker.io/vllm/vllm-openai:v1.0.0', 0],
  ['registry.example.com/my-engine:0.1.0', 0],
])('the image %s gives %i problems', (image, count) =>
  expect(said((problems) => checkVllmImage(image, problems))).toHaveLength(count),
);

test.each([
  [
    '--disable-log-requests',
    '"--disable-log-requests" is not an option of vLLM 0.32.0, which removed it in 0.17.0. Remove it: without --enable-log-requests the engine logs no requests.',
  ],
  [
    '--swap-space=4',
    '"--swap-space" is not an option of vLLM 0.32.0, which removed it in 0.18.0. Remove it: the engine does not swap, it recomputes preempted requests.',
  ],
  [
    '--task=embed',
    '"--task" is not an option of vLLM 0.32.0, which removed it in 0.13.0. Use --runner, and --convert for embeddings and classification.',
  ],
  ['--enable-metrics', '"--enable-metrics" is not an option of vLLM 0.32.0. Remove it.'],
  [
    '--enable-auto-tool-choice',
    '--enable-auto-tool-choice requires --tool-call-parser. Add --tool-call-parser, or remove --enable-auto-tool-choice.',
  ],
  ['--stream-interval=often', '--stream-interval: "often" is not a whole number. Correct the value.'],
])('%s is not accepted by the release in the image', (argument, problem) => {
  expect(check(argument)).toEqual([`[0]: ${problem}`]);
});

test.each(['--tool-call-parser=hermess', '--reasoning-parser=deepseek-r1'])(
  '%s is no registered parser',
  (argument) => {
    expect(check(argument)).toEqual([
      expect.stringMatching(/" is not registered in vLLM 0\.32\.0\. Did you mean/),
    ]);
  },
);

test('a parser of a plugin is accepted', () => {
  expect(check('--tool-call-parser=mine', '--tool-parser-plugin=/plugins/mine.py')).toEqual([]);
});

test('a problem of an argument that the server sets is reported once', () => {
  expect(check('--dtype=int3')).toHaveLength(1);
  expect(check('--max-num-batched-tokens=many')).toEqual([]);
});
