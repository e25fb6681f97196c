import { App, Testing } from 'cdk8s';
import { applicationCharts } from '../../../../constructs/kubernetes/charts/application-charts';
import { VllmServer, type VllmServerProps } from '../../../../constructs/kubernetes/inference/vllm-server';
import type { InferenceServerDefinition } from '../../../../lib/definition/inference-definition';
import { vllmImageFor } from '../../../../lib/engine/sizing/engine-image';
import { pinnedEngineVersion } from '../../../../lib/facts/engine-versions';
import { images } from '../../../../lib/facts/versions';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { previewOutputs } from '../../../../lib/platform/outputs/preview-outputs';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { gpuPlacement } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

type Settings = Pick<
  InferenceServerDefinition,
  | 'model'
  | 'gpus'
  | 'tensorParallelSize'
  | 'maxModelLen'
  | 'kvCacheDtype'
  | 'extraArgs'
  | 'loraAdapters'
  | 'maxLoras'
  | 'fit'
  | 'measured'
> & { readonly vmSize: NonNullable<VllmServerProps['vmSize']> & string };

function standalone({ vmSize, ...settings }: Settings) {
  const props = {
    name: 'vllm',
    image: vllmImageFor([findVmSize(vmSize)?.gpu ?? { model: 'none' }])!.reference,
    placement: gpuPlacement,
    vmSize,
    ...settings,
  } as VllmServerProps;
  return objectOf(
    synthesize((chart) => new VllmServer(chart, 'server', props)),
    'Deployment',
  ).spec.template.spec;
}

function onPlatform({ vmSize, ...settings }: Settings) {
  const platform = resolvePlatform({
    ...fullPlatform,
    nodePools: [
      ...smallPlatform.nodePools,
      { name: 'gpu', role: 'gpu', vmSize, maxNodes: 4, osDisk: { type: 'Managed', sizeGiB: 1024 } },
    ],
    inferenceServers: [{ name: 'vllm', nodePool: 'gpu', ...settings }],
  });
  const { applications } = applicationCharts(new App(), platform, previewOutputs(platform.requiredOutputs));
  const { chart } = applications.find(({ name }) => name === 'vllm')!;
  return objectOf(Testing.synth(chart), 'Deployment').spec.template.spec;
}

const sized = (spec: ReturnType<typeof standalone>) => {
  const [container] = spec.containers;
  return {
    args: container.args,
    resources: container.resources,
    volumes: spec.volumes.map((volume: { emptyDir?: unknown }) => volume.emptyDir),
    startupProbe: container.startupProbe,
    livenessProbe: container.livenessProbe,
  };
};

test.each<[string, Settings]>([
  ['one GPU', { model: 'microsoft/phi-4', vmSize: 'Standard_NC24ads_A100_v4' }],
  [
    'small GPUs',
    { model: 'microsoft/Phi-4-mini-instruct', vmSize: 'Standard_NV36ads_A10_v5', maxModelLen: 8192 },
  ],
  [
    'two GPUs for one engine',
    { model: 'Qwen/Qwen2.5-32B-Instruct', vmSize: 'Standard_NC96ads_A100_v4', maxModelLen: 32_768 },
  ],
  ['two engines', { model: 'microsoft/phi-4', vmSize: 'Standard_NC96ads_A100_v4', gpus: 4 }],
  [
    'one GPU an engine',
    { model: 'microsoft/phi-4', vmSize: 'Standard_NC96ads_A100_v4', gpus: 2, tensorParallelSize: 1 },
  ],
  [
    'weights in the memory of the node',
    {
      model: 'microsoft/phi-4',
      vmSize: 'Standard_NV36ads_A10_v5',
      gpus: 1,
      extraArgs: ['--cpu-offload-gb=20'],
      fit: 'measured',
      measured: { gpu: 'A10 24', engineVersion: pinnedEngineVersion, tokens: 20_000 },
    },
  ],
  [
    'a measured server',
    {
      model: 'Qwen/Qwen2.5-Coder-32B-Instruct',
      vmSize: 'Standard_NC24ads_A100_v4',
      maxModelLen: 32_768,
      fit: 'measured',
      measured: { gpu: 'A100 80', engineVersion: pinnedEngineVersion, tokens: 36_000 },
    },
  ],
  ['an unchecked server', { model: 'microsoft/phi-4', vmSize: 'Standard_NV36ads_A10_v5', fit: 'unchecked' }],
  [
    'adapters and arguments',
    {
      model: 'microsoft/phi-4',
      vmSize: 'Standard_NC24ads_A100_v4',
      loraAdapters: [{ name: 'sql', path: 'my/sql' }],
      maxLoras: 1,
      extraArgs: ['--max-num-batched-tokens=8192', '--enforce-eager'],
    },
  ],
])('the platform and the construct size a server alike: %s', (_, settings) => {
  expect(sized(standalone(settings))).toEqual(sized(onPlatform(settings)));
});

test.each<[string, Settings]>([
  ['weights above the GPUs', { model: 'Qwen/Qwen2.5-32B-Instruct', vmSize: 'Standard_NV36ads_A10_v5' }],
  [
    'a context above the KV cache',
    { model: 'Qwen/Qwen2.5-Coder-32B-Instruct', vmSize: 'Standard_NC24ads_A100_v4', maxModelLen: 32_768 },
  ],
  [
    'a tensor parallel size that the heads refuse',
    { model: 'microsoft/phi-4', vmSize: 'Standard_NC96ads_A100_v4', gpus: 3, tensorParallelSize: 3 },
  ],
  [
    'a measurement of another GPU',
    {
      model: 'Qwen/Qwen2.5-Coder-32B-Instruct',
      vmSize: 'Standard_NC24ads_A100_v4',
      maxModelLen: 32_768,
      fit: 'measured',
      measured: { gpu: 'H100 94', engineVersion: pinnedEngineVersion, tokens: 36_000 },
    },
  ],
  ['more GPUs than a node has', { model: 'microsoft/phi-4', vmSize: 'Standard_NC24ads_A100_v4', gpus: 2 }],
])('the platform and the construct refuse alike: %s', (_, settings) => {
  const fieldOf = (action: () => unknown) =>
    /(model|maxModelLen|tensorParallelSize|gpus|measured\.gpu): /.exec(messageOf(action))?.[1];
  const field = fieldOf(() => standalone(settings));
  expect(field).toBeDefined();
  expect(fieldOf(() => onPlatform(settings))).toBe(field);
});

test('an image whose version of vLLM is not known is refused, unless the version is set', () => {
  const server = (engineVersion?: string) => () =>
    synthesize(
      (chart) =>
        new VllmServer(chart, 'server', {
          name: 'vllm',
          image: 'registry.example.com/server:7',
          engineVersion,
          placement: gpuPlacement,
          model: 'microsoft/phi-4',
          vmSize: 'Standard_NC24ads_A100_v4',
        }),
    );
  expect(messageOf(server())).toContain('engineVersion: required');
  expect(server(pinnedEngineVersion)).not.toThrow();
});

test('a VM size without GPUs is refused', () =>
  expect(messageOf(() => standalone({ model: 'microsoft/phi-4', vmSize: 'Standard_D8s_v5' }))).toContain(
    'vmSize: Standard_D8s_v5 has no GPU',
  ));

test('an image with a version of CUDA that the driver does not run is refused', () => {
  const props: VllmServerProps = {
    name: 'vllm',
    image: images.vllm.reference,
    placement: gpuPlacement,
    model: 'microsoft/Phi-4-mini-instruct',
    maxModelLen: 4096,
    vmSize: 'Standard_NV36ads_A10_v5',
  };
  expect(messageOf(() => synthesize((chart) => new VllmServer(chart, 'server', props)))).toContain(
    'image: docker.io/vllm/vllm-openai',
  );
});
