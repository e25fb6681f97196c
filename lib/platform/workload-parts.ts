import type {
  ImageDefinition,
  ResourcesDefinition,
  SecretVariableDefinition,
} from '../definition/workload-definition';
import { ImageReference, imageProblem, wellKnownRegistries } from '../images/image-reference';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireUnique } from '../problems/value-rules';
import { nodeAllocatable } from '../scheduling/node-allocatable';
import { parseCpuMillis, parseMemoryBytes } from '../scheduling/quantity';
import type {
  ResolvedIdentity,
  ResolvedKeyVault,
  ResolvedNodePool,
  ResolvedRegistry,
  ResolvedWorkloadIdentity,
} from './resolved-platform';

/** What every workload is resolved against. */
export interface WorkloadContext {
  readonly namespace: string;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /** Names of the identities that the user defined. */
  readonly identityNames: readonly string[];
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly imageRegistries: readonly string[];
}

/** Registries that images of this platform may come from. */
export function allowedImageRegistries(
  context: Pick<WorkloadContext, 'registry' | 'imageRegistries'>,
): readonly string[] {
  const own = context.registry === undefined ? [] : [context.registry.host];
  return [...new Set([...own, ...context.imageRegistries, ...wellKnownRegistries])];
}

/** An image to go on with after a problem, so that the others are found too. */
const standIn = ImageReference.parse('docker.io/library/none:0');

export function resolveImage(
  image: ImageDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ImageReference {
  if (typeof image !== 'string') {
    if (context.registry === undefined) {
      problems.add(
        'image',
        `the platform has no registry for "${image.repository}"`,
        'Define registry, or give the full image reference.',
      );
      return standIn;
    }
    const text = `${context.registry.host}/${image.repository}:${image.tag}`;
    const problem = imageProblem(text);
    if (problem === undefined) return ImageReference.parse(text);
    problems.add('image', problem, 'Give a repository in lower case, and a tag that stays the same.');
    return standIn;
  }
  const problem = imageProblem(image);
  if (problem !== undefined) {
    problems.add(
      'image',
      problem,
      'Name a version, such as docker.io/vllm/vllm-openai:v0.32.0, or a digest.',
    );
    return standIn;
  }
  const reference = ImageReference.parse(image);
  const allowed = allowedImageRegistries(context);
  if (!allowed.includes(reference.registry)) {
    problems.add(
      'image',
      `the registry ${reference.registry} is not known to the platform`,
      `Add it to imageRegistries, or use one of: ${allowed.join(', ')}.`,
    );
  }
  return reference;
}

/** The pool of a workload; undefined after a problem. */
export function resolveWorkloadPool(
  name: string,
  role: 'cpu' | 'gpu',
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedNodePool | undefined {
  const fitting = context.nodePools.filter((pool) => pool.role === role).map((pool) => pool.name);
  const pool = context.nodePools.find((candidate) => candidate.name === name);
  if (pool === undefined) {
    problems.add('nodePool', `there is no node pool "${name}"`, knownNames(name, fitting));
    return undefined;
  }
  if (pool.role !== role) {
    problems.add(
      'nodePool',
      `the pool "${name}" has the role "${pool.role}", and this workload wants "${role}"`,
      fitting.length === 0 ? `Add a pool with the role "${role}".` : `Use one of: ${fitting.join(', ')}.`,
    );
    return undefined;
  }
  return pool;
}

export function resolveWorkloadIdentity(
  workload: { readonly identity?: string; readonly serviceAccount?: string },
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedWorkloadIdentity | undefined {
  if (workload.identity === undefined) {
    if (workload.serviceAccount !== undefined) {
      problems.add(
        'serviceAccount',
        'it is chosen from those of an identity, and there is none',
        'Give identity.',
      );
    }
    return undefined;
  }
  const identity = context.identities.find((candidate) => candidate.name === workload.identity);
  if (identity === undefined || !context.identityNames.includes(workload.identity)) {
    problems.add(
      'identity',
      `there is no identity "${workload.identity}"`,
      knownNames(workload.identity, context.identityNames),
    );
    return undefined;
  }
  const accounts = identity.federatedCredentials
    .map((credential) => credential.serviceAccount)
    .filter((account) => account.namespace === context.namespace);
  const names = accounts.map((account) => account.name);
  const chosen = accounts.find((account) => account.name === (workload.serviceAccount ?? names[0]));
  if (workload.serviceAccount === undefined && names.length > 1) {
    problems.add(
      'identity',
      `"${identity.name}" has ${names.length} ServiceAccounts in ${context.namespace}`,
      `Give serviceAccount: one of ${names.join(', ')}.`,
    );
  } else if (chosen === undefined) {
    problems.add(
      workload.serviceAccount === undefined ? 'identity' : 'serviceAccount',
      `"${identity.name}" has no ${workload.serviceAccount === undefined ? 'ServiceAccount' : `ServiceAccount "${workload.serviceAccount}"`} in ${context.namespace}`,
      'Add it to the federatedCredentials of the identity.',
    );
  }
  return (
    chosen && { identityName: identity.name, serviceAccount: chosen, clientIdOutput: identity.clientIdOutput }
  );
}

/** Secrets need a vault, an identity, and the identity the role to read them; otherwise the pod never starts. */
export function checkSecrets(
  secrets: readonly SecretVariableDefinition[],
  identityName: string | undefined,
  context: WorkloadContext,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  if (context.keyVault === undefined)
    problems.add('', 'the platform has no Key Vault to take secrets from', 'Define keyVault.');
  if (identityName === undefined) {
    problems.add('', 'secrets are read as an identity, and there is none', 'Give identity.');
    return;
  }
  const identity = context.identities.find((candidate) => candidate.name === identityName);
  // A name that is not there has its own problem already.
  if (identity === undefined) return;
  const mayRead = identity.roles.some(
    ({ role, scope }) =>
      (role === 'Key Vault Secrets User' || role === 'Key Vault Secrets Officer') &&
      (scope.kind === 'keyVault' || scope.kind === 'resourceGroup'),
  );
  if (!mayRead) {
    problems.add(
      '',
      `the identity "${identityName}" may not read secrets`,
      "Add { role: 'Key Vault Secrets User', on: 'keyVault' } to its roles.",
    );
  }
  requireUnique(
    problems,
    'variable',
    secrets,
    (secret) => secret.variable,
    (index) => `[${index}].variable`,
  );
  secrets.forEach(({ variable, secret }, index) => {
    if (!isVariableName(variable)) {
      problems
        .at(index)
        .add(
          'variable',
          `"${variable}" is not the name of an environment variable`,
          'Use letters, digits and _.',
        );
    }
    if (!/^[0-9A-Za-z-]{1,127}$/.test(secret)) {
      problems.at(index).add(
        'secret',
        // Not shown: it may be the secret itself.
        'it is not the name of a Key Vault secret',
        "Use 1 to 127 letters, digits and '-': the name, not the value.",
      );
    }
  });
}

export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** One pod has to fit an empty node of its pool, or it stays pending however many nodes come. */
export function checkResources(
  resources: ResourcesDefinition,
  pool: ResolvedNodePool | undefined,
  problems: ProblemList,
): void {
  const cpu = parseCpuMillis(resources.cpu);
  const memory = parseMemoryBytes(resources.memory);
  if (cpu === undefined)
    problems.add('cpu', `"${resources.cpu}" is not an amount of CPU`, 'Write 500m or 2.');
  if (memory === undefined)
    problems.add('memory', `"${resources.memory}" is not an amount of memory`, 'Write 512Mi or 4Gi.');
  if (pool === undefined) return;
  const allocatable = nodeAllocatable(pool.vmSize, pool.maxPods);
  if (cpu !== undefined && cpu > allocatable.cpuMillis) {
    problems.add(
      'cpu',
      `${resources.cpu} do not fit a node of ${pool.name} (${pool.vmSize.name}), which has ${allocatable.cpuMillis}m for pods`,
      'Ask for less, or take a larger size.',
    );
  }
  if (memory !== undefined && memory > allocatable.memoryBytes) {
    problems.add(
      'memory',
      `${resources.memory} do not fit a node of ${pool.name} (${pool.vmSize.name}), which has ${Math.floor(allocatable.memoryBytes / 2 ** 20)}Mi for pods`,
      'Ask for less, or take a larger size.',
    );
  }
}
