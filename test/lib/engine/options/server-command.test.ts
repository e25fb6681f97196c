import { engineRelease } from '../../../../lib/engine/options/engine-release';
import { serverCommand } from '../../../../lib/engine/options/server-command';
import { images, imageVariants } from '../../../../lib/facts/versions';

test.each([
  [['vllm', 'serve', 'm', '-tp', '2'], 'vllm', ['m', '-tp', '2']],
  [['python3', '-m', 'vllm.entrypoints.openai.api_server', '--model=m'], 'vllm', ['--model=m']],
  [['tini', '--', '/opt/venv/bin/vllm', 'serve', 'm'], 'vllm', ['m']],
  [['tritonserver', '--http-port=1'], 'triton', ['--http-port=1']],
  [
    ['/bin/sh', '-c', 'pip list && HF_HOME=/x exec vllm serve m \\\n  --port 8000 2>&1 | tee log'],
    'vllm',
    ['m', '--port', '8000'],
  ],
  [
    ['bash', '-lc', 'vllm serve \'a b\' --chat-template "x;y"; sleep 1'],
    'vllm',
    ['a b', '--chat-template', 'x;y'],
  ],
])('%j starts %s', (words, engine, args) => {
  expect(serverCommand(words)).toMatchObject({ engine, words: args });
});

test.each([
  [['--namespace', 'vllm']],
  [['exporter', 'vllm', 'serve']],
  [['vllm', 'bench', 'serve', '--model', 'm']],
  [['sh', '-c', 'echo vllm serve m']],
  [['sh', 'start.sh']],
])('%j starts no server', (words) => {
  expect(serverCommand(words)).toBeUndefined();
});

test.each([
  ['vllm/vllm-openai:v0.19.1', '0.19.1'],
  [imageVariants.vllmCuda12.reference, images.vllm.tag.replace(/^v/, '')],
  ['me.azurecr.io/mirror/vllm-openai:v0.19.1@sha256:0000', '0.19.1'],
  ['vllm/vllm-openai:latest', undefined],
  ['vllm/vllm-openai:v0.19.1rc1', undefined],
  ['lmcache/vllm-openai:v0.3.7', undefined],
  ['nvcr.io/nvidia/vllm:25.09-py3', undefined],
  ['me.azurecr.io/vllm-wrapper:0.19.1', undefined],
])('the release of vLLM in %s is %s', (image, version) => {
  expect(engineRelease('vllm', image)).toBe(version);
});
