import { enginesOf } from '../../../../lib/check/views/engine-arguments';
import { servingPlanOf } from '../../../../lib/check/views/serving-plans';
import { images } from '../../../../lib/facts/versions';
import { pictureOf } from '../example-picture';

function read(args: readonly string[], image: string = images.vllm.reference) {
  const [engine] = enginesOf(
    pictureOf({
      kubernetes: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'vllm', namespace: 'models' },
        spec: { containers: [{ name: 'vllm', image, args }] },
      }),
    }),
  );
  return servingPlanOf(engine!);
}

const planOf = (...args: string[]) => {
  const found = read(['--model=Qwen/Qwen3-8B', ...args]);
  return found !== undefined && 'plan' in found ? found.plan : undefined;
};

it.each([
  [['--max-num-seqs', '64'], { maxNumSeqs: 64 }],
  [['--max-num-batched-tokens=16k'], { maxNumBatchedTokens: 16_000 }],
  [['--enforce-eager'], { enforceEager: true }],
  [['--no-enforce-eager'], { enforceEager: false }],
  [['--enable-lora'], { lora: { adapters: 1, rank: 16 } }],
  [['--enable-lora', '--max-loras=4', '--max-lora-rank=64'], { lora: { adapters: 4, rank: 64 } }],
  [['--max-loras=4'], { lora: undefined }],
  [['--speculative-config={"method": "eagle3", "num_speculative_tokens": 3}'], { speculativeTokens: 3 }],
  [
    ['--speculative-config.method=mtp', '--speculative-config.num_speculative_tokens=2'],
    { speculativeTokens: 2 },
  ],
  [
    ['--speculative-config={"method": "ngram", "num_speculative_tokens": 4}'],
    { speculativeTokens: 4, speculativeMethod: 'ngram' },
  ],
  [['--kv-cache-dtype=auto'], { kvCacheDtype: undefined }],
  [['--kv-cache-dtype=fp8'], { kvCacheDtype: 'fp8' }],
  [['--dtype=half'], { dtype: 'float16' }],
  [['--max-model-len=auto'], { maxModelLen: 1 }],
  [['-tp', '2', '-pp', '2'], { tensorParallelSize: 2, nodes: 2 }],
  [['--data-parallel-size=2'], { tensorParallelSize: 1 }],
])('%j is %j', (args, expected) => {
  expect(planOf(...args)).toMatchObject(expected);
});

it('has the default share of the version', () => {
  expect(planOf()?.gpuMemoryUtilization).toBe(0.92);
});

it('has no logits with a pooling runner', () => {
  expect(planOf('--runner=pooling')?.model.task).toBe('embed');
});

const moe = '--model=Qwen/Qwen3-30B-A3B';
it.each([
  ['a model outside the table', ['--model=example/x'], 'the table has no model example/x'],
  ['a model from the environment', ['--port=8000'], 'its arguments name no model'],
  ['a shell', ['sh', '-c', 'vllm serve Qwen/Qwen3-8B'], 'a shell or a template contains its arguments'],
  [
    'weights in host memory',
    [moe, '--cpu-offload-gb=4'],
    'the estimate does not cover --cpu-offload-gb with this model',
  ],
  [
    'a number of blocks',
    [moe, '--num-gpu-blocks-override=100'],
    'the estimate does not cover --num-gpu-blocks-override with this model',
  ],
  [
    'experts on several engines',
    [moe, '--data-parallel-size=2'],
    'the estimate does not cover --data-parallel-size with this model',
  ],
  [
    'a draft of its own',
    [moe, '--speculative-config={"model": "a/b", "num_speculative_tokens": 4}'],
    'the size of its draft a/b is not known',
  ],
  ['text for a number', [moe, '--max-num-seqs=$(SEQUENCES)'], 'an argument has no value that vLLM accepts'],
])('%s is unknown', (_, args, unknown) => {
  expect(read(args)).toEqual({ unknown });
});

it.each([
  ['registry.example.com/llm:1.0', 'the image registry.example.com/llm:1.0 names no version of vLLM'],
  ['vllm/vllm-openai:latest', 'the image vllm/vllm-openai:latest names no version of vLLM'],
  ['vllm/vllm-openai:v0.7.2', 'the memory of vLLM 0.7.2, before 0.9, is not known'],
])('the version of %s is unknown', (image, unknown) => {
  expect(read(['vllm', 'serve', 'Qwen/Qwen3-8B'], image)).toEqual({ unknown });
});

it('has the version of a mirrored image', () => {
  const found = read(['Qwen/Qwen3-8B'], 'mirror.example.com/vllm/vllm-openai:v0.19.0@sha256:0');
  expect(found).toMatchObject({ plan: { engineVersion: '0.19.0' } });
});

it.each([
  ['a context above the maximum', ['--max-model-len=1000000']],
  ['a size that does not divide the heads', ['--tensor-parallel-size=3']],
])('%s is reported by another rule', (_, args) => {
  expect(read(['--model=Qwen/Qwen3-8B', ...args])).toBeUndefined();
});
