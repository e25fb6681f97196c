import { containerdConfigSource } from '../../../engine/charts/gpu-operator';
import { isOlderMinor, minorVersionOf } from '../../../facts/aks-versions';
import { charts } from '../../../facts/versions';
import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { gpuOperatorSettingsOf } from '../../views/gpu-operator';
import { type NodePool, nodePoolsOf } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

const operator = (values: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: gpu-operator, namespace: argocd }
spec:
  source:
    repoURL: ${charts.gpuOperator.repository}
    chart: gpu-operator
    targetRevision: ${charts.gpuOperator.version}
    helm: { valuesObject: ${values} }
`;

/** The first release whose toolkit (1.18) writes a drop-in file for containerd. */
const firstWithDropIn = '25.10';
/** From this version on, `Ubuntu` is Ubuntu 24.04 with containerd 2. */
const firstWithUbuntu2404 = '1.35';

export const toolkitConfigSource: Rule = {
  id: 'gpu/toolkit-config-source',
  title: "The GPU Operator must keep the version of containerd's configuration on AKS",
  severity: 'error',
  why: 'With containerd 2, the toolkit writes a drop-in file with a higher configuration version than the file of AKS. containerd stops, and every GPU node becomes NotReady.',
  source:
    'NVIDIA/gpu-operator#2646; NVIDIA/aicr#1688; NVIDIA/nvidia-container-toolkit cmd/nvidia-ctk-installer/container/runtime/runtime.go v1.18.0 to v1.20.0; learn.microsoft.com/azure/aks/supported-kubernetes-versions (2026-12)',
  needs: ['terraform'],
  bad: {
    kubernetes: operator('{ toolkit: { enabled: true } }'),
    terraform: gpuPoolExample({ gpu_driver: 'None' }),
  },
  good: {
    kubernetes: operator(
      `{ toolkit: { enabled: true, env: [{ name: ${containerdConfigSource.name}, value: ${containerdConfigSource.value} }] } }`,
    ),
    terraform: gpuPoolExample({ gpu_driver: 'None' }),
  },
  check: (picture) => {
    const pools = nodePoolsOf(picture).filter(
      (pool) => pool.vmSize?.gpu !== undefined && mayHaveContainerd2(pool, picture),
    );
    if (pools.length === 0) return [];
    return gpuOperatorSettingsOf(picture).flatMap(({ in: place, field, settings, version }) => {
      const release = minorVersionOf(version ?? '');
      if (release !== undefined && isOlderMinor(release, firstWithDropIn)) return [];
      if (settings === undefined || keepsVersion(settings)) return [];
      const names = pools.map(({ name }) => name ?? 'gpu').join(', ');
      return [
        {
          in: place,
          field,
          message: `The toolkit of the GPU Operator has no ${containerdConfigSource.name}, so it writes a configuration that containerd 2 of AKS refuses, and the nodes of ${names} become NotReady.`,
          expected: `toolkit.env with ${containerdConfigSource.name}=${containerdConfigSource.value}`,
          fix: `Add { name: ${containerdConfigSource.name}, value: "${containerdConfigSource.value}" } to toolkit.env, or set cdi.nriPluginEnabled: true, a technical preview in which the toolkit does not write the configuration.`,
        },
      ];
    });
  },
};

/** Whether the toolkit reads the version in the file, or writes no configuration. */
function keepsVersion(settings: JsonObject): boolean {
  if (valueAt(settings, 'toolkit.enabled') === false) return true;
  if (valueAt(settings, 'cdi.nriPluginEnabled') === true) return true;
  return listAt(settings, 'toolkit.env').some((variable) => {
    if (!isJsonObject(variable) || !/^RUNTIME_CONFIG_SOURCES?$/.test(textAt(variable, 'name') ?? ''))
      return false;
    // The first source that has a configuration counts.
    return /^file(?:=|,|$)/.test(textAt(variable, 'value') ?? '');
  });
}

function mayHaveContainerd2({ json, resource }: NodePool, picture: DeploymentPicture): boolean {
  const system = textAt(json, 'os_sku') ?? 'Ubuntu';
  if (system === 'Ubuntu2204') return false;
  if (system !== 'Ubuntu') return true;
  const versions = [
    textAt(json, 'orchestrator_version'),
    ...[resource, ...picture.resourcesOf('azurerm_kubernetes_cluster')].map(({ attributes }) =>
      textAt(attributes, 'kubernetes_version'),
    ),
  ].flatMap((version) => minorVersionOf(version ?? '') ?? []);
  const [version] = versions;
  return version === undefined || !isOlderMinor(version, firstWithUbuntu2404);
}
