import type { Construct } from 'constructs';
import {
  EndpointPicker,
  type EndpointPickerProps,
} from '../../../../constructs/kubernetes/gateway/endpoint-picker';
import {
  InferencePool,
  type InferencePoolProps,
} from '../../../../constructs/kubernetes/gateway/inference-pool';
import {
  EngineCacheVolume,
  type EngineCacheVolumeProps,
} from '../../../../constructs/kubernetes/inference/engine-cache-volume';
import {
  InferenceNetworkPolicy,
  type InferenceNetworkPolicyProps,
} from '../../../../constructs/kubernetes/inference/inference-network-policy';
import { HttpRoutes, type HttpRoutesProps } from '../../../../constructs/kubernetes/ingress/http-routes';
import {
  TlsProviderClass,
  type TlsProviderClassProps,
} from '../../../../constructs/kubernetes/ingress/tls-provider-class';
import { PodMonitor, type PodMonitorProps } from '../../../../constructs/kubernetes/pods/pod-monitor';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, sampleTenantId } from '../samples';
import { synthesize } from '../synthesize';

/** The parts that larger constructs are made of, each usable alone: the least, and with every prop. */
const identity = { name: 'part', namespace: 'test', workload: 'server', component: 'part', partOf: 'my-aks' };
const vault = { keyVaultName: 'my-kv', tenantId: sampleTenantId, clientId: sampleClientId } as const;

const leastPicker: EndpointPickerProps = { pool: 'vllm', namespace: 'test' };
const everyPicker: Required<EndpointPickerProps> = {
  ...leastPicker,
  partOf: 'my-aks',
  engine: 'triton',
  image: 'ghcr.io/my-org/picker:1.0.0',
  placement: gpuPlacement,
  resources: { cpu: '500m', memory: '1Gi' },
  tls: false,
  allowedNamespaces: ['gateway'],
  allowedCidrs: ['10.0.17.0/24'],
  podMonitor: true,
};
const leastPool: InferencePoolProps = { name: 'vllm', namespace: 'test' };
const { pool: _, ...ofPicker } = everyPicker;
const everyPool: Required<InferencePoolProps> = {
  ...ofPicker,
  ...leastPool,
  targetPort: 9000,
  whenPickerIsAway: 'refuse',
};
const leastRoutes: HttpRoutesProps = {
  gateway: 'ingress',
  namespace: 'test',
  hosts: [{ host: 'ai.example.com', certificate: 'ai', routes: [{ service: 'app' }] }],
  timeoutSeconds: 600,
  httpListener: 'http',
  httpsListener: (host) => `https-${host}`,
};
const everyRoutes: Required<HttpRoutesProps> = { ...leastRoutes, partOf: 'my-aks' };
const leastTls: TlsProviderClassProps = { name: 'tls', vault, certificates: ['ai'] };
const everyTls: Required<TlsProviderClassProps> = {
  ...identity,
  vault: { ...vault, cloud: 'AzureChinaCloud' },
  certificates: ['ai', 'models'],
  secretName: (certificate) => `tls-${certificate}`,
};
const leastCache: EngineCacheVolumeProps = {
  workload: 'vllm',
  cache: { type: 'ephemeral-disk' },
  sizeGiB: 40,
};
const everyCache: Required<EngineCacheVolumeProps> = {
  ...leastCache,
  namespace: 'test',
  partOf: 'my-aks',
  cache: {
    type: 'persistent-volume-claim',
    claimName: 'cache',
    accessMode: 'ReadWriteMany',
    storageClassName: 'azurefile-csi-premium',
  },
};
const leastPolicy: InferenceNetworkPolicyProps = { name: 'vllm', port: 8000 };
const everyPolicy: Required<InferenceNetworkPolicyProps> = {
  ...identity,
  port: 8000,
  extraPorts: [8001],
  allowedNamespaces: ['gateway'],
  allowedCidrs: ['10.0.17.0/24'],
  allowMetrics: true,
};
const leastMonitor: PodMonitorProps = { name: 'vllm' };
const everyMonitor: Required<PodMonitorProps> = {
  ...identity,
  port: 'metrics',
  path: '/stats',
  intervalSeconds: 15,
};

const parts: Record<string, (scope: Construct) => unknown> = {
  'EndpointPicker, the least': (scope) => new EndpointPicker(scope, 'part', leastPicker),
  'EndpointPicker, every prop': (scope) => new EndpointPicker(scope, 'part', everyPicker),
  'InferencePool, the least': (scope) => new InferencePool(scope, 'part', leastPool),
  'InferencePool, every prop': (scope) => new InferencePool(scope, 'part', everyPool),
  'HttpRoutes, the least': (scope) => new HttpRoutes(scope, 'part', leastRoutes),
  'HttpRoutes, every prop': (scope) => new HttpRoutes(scope, 'part', everyRoutes),
  'TlsProviderClass, the least': (scope) => new TlsProviderClass(scope, 'part', leastTls),
  'TlsProviderClass, every prop': (scope) => new TlsProviderClass(scope, 'part', everyTls),
  'EngineCacheVolume, the least': (scope) => new EngineCacheVolume(scope, 'part', leastCache).volume,
  'EngineCacheVolume, every prop': (scope) => new EngineCacheVolume(scope, 'part', everyCache).volume,
  'InferenceNetworkPolicy, the least': (scope) => new InferenceNetworkPolicy(scope, 'part', leastPolicy),
  'InferenceNetworkPolicy, every prop': (scope) => new InferenceNetworkPolicy(scope, 'part', everyPolicy),
  'PodMonitor, the least': (scope) => new PodMonitor(scope, 'part', leastMonitor),
  'PodMonitor, every prop': (scope) => new PodMonitor(scope, 'part', everyMonitor),
};

test.each(Object.entries(parts))('%s', (name, make) => {
  let volume: unknown;
  const objects = synthesize((chart) => {
    volume = make(chart);
  });
  expectValidManifests(objects);
  expect(name.startsWith('EngineCacheVolume') ? { objects, volume } : objects).toMatchSnapshot();
});
