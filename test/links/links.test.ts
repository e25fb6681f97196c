import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { platform } from '../../main';
import { type Deployment, type Json, readDeployment } from './deployment';
import { links } from './links';

const outputsText = readFileSync(path.join(__dirname, '../../outputs/production.json'), 'utf8');
const { azureFiles, kubernetesFiles } = platform.synthesize({
  azure: true,
  kubernetes: true,
  preview: false,
  outputsText,
});
const sample = readDeployment(azureFiles!, kubernetesFiles!, outputsText, 'production');

/** The first object of a kind and name in a copy of the sample. */
function find(deployment: Deployment, kind: string, name: string): Json {
  return deployment.objects.find(({ object }) => object.kind === kind && object.metadata.name === name)!
    .object;
}

function first(deployment: Deployment, type: string, where: (resource: Json) => boolean = () => true): Json {
  return Object.values(deployment.resources[type]!).find(where);
}

/** One realistic damage for each link; the link has to find it. */
const damages: Record<string, (d: Deployment) => void> = {
  'each pod has a pool that has its labels and whose taints it tolerates': (d) => {
    find(d, 'Deployment', 'vllm').spec.template.spec.tolerations = [];
  },
  'each workload chooses its pool': (d) => {
    delete find(d, 'Deployment', 'ai-app').spec.template.spec.nodeSelector;
  },
  "each GPU pool's taints are tolerated by the device plugin": (d) => {
    first(d, 'azurerm_kubernetes_cluster_node_pool', (pool) => pool.name === 'gpupool').node_taints = [
      'gpu=true:NoSchedule',
    ];
  },
  'each pod that asks for a GPU is on a GPU pool, and no other is': (d) => {
    delete find(d, 'Deployment', 'vllm').spec.template.spec.containers[0].resources.limits['nvidia.com/gpu'];
  },
  "each subject is a ServiceAccount of the manifests, or KEDA's operator": (d) => {
    first(d, 'azurerm_federated_identity_credential', (each) => each.name === 'my-app-fed').subject =
      'system:serviceaccount:default:my-app-sa';
  },
  'each federated credential trusts the issuer of the cluster, with the audience of Entra ID': (d) => {
    first(d, 'azurerm_federated_identity_credential').audience = ['api://azureadtokenexchange'];
  },
  'each ServiceAccount has the client id of the identity that trusts it': (d) => {
    find(d, 'ServiceAccount', 'my-app-sa').metadata.annotations['azure.workload.identity/client-id'] =
      d.outputs['client_id_my-aks-keda'];
  },
  'each pod with an identity has the label, and its ServiceAccount exists': (d) => {
    delete find(d, 'Deployment', 'ai-app').spec.template.metadata.labels['azure.workload.identity/use'];
  },
  'each client id of the manifests is one of the outputs file': (d) => {
    find(d, 'SecretProviderClass', 'ai-app-secrets').spec.parameters.clientID =
      'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
  },
  'each output of the file is one of the stack': (d) => {
    delete (d.stackOutputs as Record<string, Json>)['cluster_name'];
  },
  "each ScaledObject's target exists and leaves its replicas to KEDA": (d) => {
    find(d, 'Deployment', 'ai-app').spec.replicas = 2;
  },
  "each trigger's authentication exists beside it, and KEDA may act as its identity": (d) => {
    first(d, 'azurerm_federated_identity_credential', (each) =>
      each.subject.endsWith(':keda-operator'),
    ).subject = 'system:serviceaccount:keda:keda-operator';
  },
  "each trigger's queue exists, and its identity may read its depth": (d) => {
    find(d, 'ScaledObject', 'ai-app-scaler').spec.triggers[0].metadata.queueName = 'ai-tasks';
  },
  'the cluster has every add-on that the manifests need': (d) => {
    first(d, 'azurerm_kubernetes_cluster').workload_autoscaler_profile.keda_enabled = false;
  },
  'each SecretProviderClass reads the vault of the stack as an identity that may': (d) => {
    first(
      d,
      'azurerm_role_assignment',
      (role) => role.role_definition_name === 'Key Vault Secrets User',
    ).role_definition_name = 'Reader';
  },
  'each secret that a pod wants is synced by a SecretProviderClass that the pod mounts': (d) => {
    find(d, 'SecretProviderClass', 'ai-app-secrets').spec.secretObjects[0].data[0].key = 'KEY';
  },
  'each image is of the registry of the stack, which the nodes may pull from, or of a public one': (d) => {
    find(d, 'Deployment', 'ai-app').spec.template.spec.containers[0].image =
      'myregistry.azurecr.io/ai-app:1.0.0';
  },
  'each Argo CD path is a folder with manifests, and each folder has an Application': (d) => {
    find(d, 'Application', 'ai-app').spec.source.path = 'dist/production/app';
  },
  'each Application has a project that allows its repository, its namespaces and the kinds in its folder': (
    d,
  ) => {
    find(d, 'AppProject', 'production').spec.namespaceResourceWhitelist.pop();
  },
  'each object is in a namespace that exists': (d) => {
    find(d, 'Service', 'vllm').metadata.namespace = 'inference';
  },
  'each Service, PodDisruptionBudget, PodMonitor and NetworkPolicy selects pods, by ports that they have': (
    d,
  ) => {
    find(d, 'PodMonitor', 'vllm').spec.podMetricsEndpoints[0].port = 'metrics';
  },
};

describe('the links between the halves of the sample platform', () => {
  it.each(links.map((link) => [link.name, link] as const))('%s', (_, link) => {
    expect(link.broken(sample)).toEqual([]);
  });

  it.each(links.map((link) => [link.name, link] as const))('a damage is found: %s', (name, link) => {
    const damaged = structuredClone(sample);
    damages[name]!(damaged);
    expect(link.broken(damaged)).not.toEqual([]);
  });
});
