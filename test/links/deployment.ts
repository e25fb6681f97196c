import { parse } from 'yaml';
import type { RenderedFile } from '../../constructs/synth/rendering';

/** Plain JSON, as whoever reads the files has it. */
// biome-ignore lint/suspicious/noExplicitAny: manifests and Terraform of any shape are walked freely here
export type Json = any;

/** Both halves as their consumers read them: Kubernetes YAML, Terraform JSON, and the outputs file. Nothing of the definition. */
export interface Deployment {
  /** Objects with the file they are in, from the environment's folder. */
  readonly objects: readonly { readonly file: string; readonly object: Json }[];
  /** `resource` of the stack: by type, then by name. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** `output` of the stack. */
  readonly stackOutputs: Readonly<Record<string, Json>>;
  /** Values of the outputs file. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Folder of the environment in the repository. */
  readonly environmentPath: string;
}

export function readDeployment(
  terraform: readonly RenderedFile[],
  manifests: readonly RenderedFile[],
  outputsText: string,
  environment: string,
): Deployment {
  const stack = JSON.parse(terraform.find(({ path }) => path === `stacks/${environment}/cdk.tf.json`)!.text);
  return {
    objects: manifests.map(({ path, text }) => ({ file: path, object: parse(text) })),
    resources: stack.resource,
    stackOutputs: stack.output,
    outputs: JSON.parse(outputsText)[environment],
    environmentPath: `dist/${environment}`,
  };
}

export function ofKind(deployment: Deployment, kind: string): readonly Json[] {
  return deployment.objects.filter(({ object }) => object.kind === kind).map(({ object }) => object);
}

export function resourcesOf(
  deployment: Deployment,
  type: string,
): readonly (readonly [name: string, resource: Json])[] {
  return Object.entries(deployment.resources[type] ?? {});
}

/** The resource that `${type.name.attribute}` refers to. */
export function referenced(deployment: Deployment, expression: string, type: string): Json | undefined {
  const match = /^\$\{([a-z_]+)\.([^.]+)\.[a-z_]+\}$/.exec(expression);
  return match?.[1] === type ? deployment.resources[type]?.[match[2]!] : undefined;
}

/** Pod templates of the workloads. */
export function podTemplates(
  deployment: Deployment,
): readonly { readonly workload: Json; readonly template: Json }[] {
  return ['Deployment', 'DaemonSet', 'StatefulSet', 'Job']
    .flatMap((kind) => ofKind(deployment, kind))
    .map((workload) => ({ workload, template: workload.spec.template }));
}

export function describeObject({ kind, metadata }: Json): string {
  return `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
}

/** A pool of the cluster, wherever Terraform has it. */
export interface Pool {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  readonly isGpu: boolean;
}

export function poolsOf(deployment: Deployment): readonly Pool[] {
  const clusters = resourcesOf(deployment, 'azurerm_kubernetes_cluster').map(([, cluster]) => {
    const pool = cluster.default_node_pool;
    return {
      name: pool.name,
      labels: withAgentPool(pool.name, pool.node_labels),
      taints: pool.only_critical_addons_enabled ? ['CriticalAddonsOnly=true:NoSchedule'] : [],
      isGpu: false,
    };
  });
  const pools = resourcesOf(deployment, 'azurerm_kubernetes_cluster_node_pool').map(([, pool]) => ({
    name: pool.name,
    labels: withAgentPool(pool.name, pool.node_labels),
    taints: pool.node_taints ?? [],
    isGpu: /^Standard_N/.test(pool.vm_size),
  }));
  return [...clusters, ...pools];
}

/** AKS itself labels every node with its pool. */
function withAgentPool(name: string, labels: Json): Readonly<Record<string, string>> {
  return { ...labels, 'kubernetes.azure.com/agentpool': name };
}

export function tolerates(tolerations: readonly Json[], taint: string): boolean {
  const [, key, value = '', effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(taint)!;
  return tolerations.some(
    (toleration) =>
      (toleration.key === undefined || toleration.key === key) &&
      (toleration.operator === 'Exists' || (toleration.value ?? '') === value) &&
      (toleration.effect === undefined || toleration.effect === effect),
  );
}

export function matchesLabels(labels: Json, selector: Json): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels?.[key] === value);
}
