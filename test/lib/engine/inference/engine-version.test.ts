import { engineVersionOfImage, sizedEngineVersion } from '../../../../lib/engine/inference/engine-version';
import { ProblemList } from '../../../../lib/problems/problem-list';

test.each([
  ['docker.io/vllm/vllm-openai:v0.31.0', '0.31.0'],
  ['my.azurecr.io/mirror/vllm-openai:v0.31.0-cu129', '0.31.0'],
  ['my.azurecr.io/my-vllm:0.20.1', '0.20.1'],
  [`docker.io/vllm/vllm-openai:v0.30.0@sha256:${'0'.repeat(64)}`, '0.30.0'],
  ['nvcr.io/nvidia/vllm:25.09-py3', undefined],
  ['registry.redhat.io/rhaiis/vllm-cuda-rhel9:3.2.5', undefined],
  ['my.azurecr.io/model-server:0.31.0', undefined],
  ['docker.io/vllm/vllm-openai:nightly-0123', undefined],
])('%s', (image, version) => expect(engineVersionOfImage(image)).toBe(version));

function sized(image: string, engineVersion?: string) {
  const problems = ProblemList.create();
  const version = sizedEngineVersion({ image, engineVersion }, problems);
  return { version, problems: problems.problems.map(({ path, message }) => `${path}: ${message}`) };
}

test('the version in the tag counts', () =>
  expect(sized('vllm/vllm-openai:v0.19.1')).toEqual({ version: '0.19.1', problems: [] }));

test('a version that is set counts for an image of your own', () =>
  expect(sized('my.azurecr.io/server:7', 'v0.31.0')).toEqual({ version: '0.31.0', problems: [] }));

test('an unknown version is never that of the default image', () =>
  expect(sized('my.azurecr.io/server:7')).toEqual({
    version: undefined,
    problems: [
      'engineVersion: required, because the tag of "my.azurecr.io/server:7" is not a version of vLLM, and the version decides how much GPU memory the engine needs',
    ],
  }));

test('a version that contradicts the tag is refused', () =>
  expect(sized('vllm/vllm-openai:v0.19.1', '0.31.0').problems).toEqual([
    'engineVersion: "0.31.0" is not the version in the tag of "vllm/vllm-openai:v0.19.1"',
  ]));

test('a version before the oldest known one is refused', () =>
  expect(sized('vllm/vllm-openai:v0.8.5').problems).toEqual([
    'image: the GPU memory of vLLM "0.8.5" is not known',
  ]));
