import type { PlatformDefinition } from '../definition/platform-definition';
import type {
  ImageDefinition,
  NodePoolChoice,
  ResourcesDefinition,
  SecretVariableDefinition,
} from '../definition/workload-definition';
import { checkRequests, type EmptyNode } from '../engine/scheduling/node-requests';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireUnique } from '../problems/value-rules';
import { ImageReference, imageProblem, wellKnownRegistries } from '../values/image-reference';
import { workloadIdentityName } from './identity-needs';
import type { ResolvedNodePool } from './resolved-node-pool';
import type {
  ResolvedAzure,
  ResolvedIdentity,
  ResolvedKeyVault,
  ResolvedRegistry,
  ResolvedServiceBus,
  ResolvedStorageAccount,
} from './resolved-platform';
import type { ResolvedWorkloadIdentity } from './resolved-workload-identity';

/** What every workload is resolved against. */
export interface WorkloadContext {
  readonly namespace: string;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /** Names of the identities that the user defined. */
  readonly identityNames: readonly string[];
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly serviceBus: ResolvedServiceBus | undefined;
  readonly storageAccounts: readonly ResolvedStorageAccount[];
  readonly imageRegistries: readonly string[];
  readonly definition: PlatformDefinition;
  readonly azure: ResolvedAzure;
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

/** The pools of a workload, in order; empty after a problem. */
export function resolveWorkloadPools(
  choice: NodePoolChoice,
  roles: readonly ResolvedNodePool['role'][],
  context: Pick<WorkloadContext, 'nodePools'>,
  problems: ProblemList,
): readonly ResolvedNodePool[] {
  const names = typeof choice === 'string' ? [choice] : choice;
  const wanted = roles.map((role) => `"${role}"`).join(' or ');
  const fitting = context.nodePools.filter((pool) => roles.includes(pool.role)).map((pool) => pool.name);
  if (names.length === 0) {
    problems.add('nodePool', 'there is no pool', knownNames('', fitting));
    return [];
  }
  const pools = names.flatMap((name) => {
    const pool = context.nodePools.find((candidate) => candidate.name === name);
    if (pool === undefined) {
      problems.add('nodePool', `there is no node pool "${name}"`, knownNames(name, fitting));
      return [];
    }
    if (!roles.includes(pool.role)) {
      problems.add(
        'nodePool',
        `the pool "${name}" has the role "${pool.role}", and this workload wants ${wanted}`,
        fitting.length === 0 ? `Add a pool with the role ${wanted}.` : `Use one of: ${fitting.join(', ')}.`,
      );
      return [];
    }
    return [pool];
  });
  if (new Set(names).size < names.length)
    problems.add('nodePool', `a pool is there twice in ${names.join(', ')}`, 'Name each once.');
  return pools.length === names.length ? pools : [];
}

/** The identity that the user names, or the workload's own where it needs one. */
export function resolveWorkloadIdentity(
  workload: {
    readonly name: string;
    readonly identity?: string;
    readonly serviceAccount?: string;
    readonly namespace?: string;
  },
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
    const ownName = workloadIdentityName(context.definition.cluster.name, workload.name);
    const own = context.identities.find((candidate) => candidate.name === ownName);
    const credential = own?.federatedCredentials.find(
      ({ serviceAccount }) => serviceAccount.name === workload.name,
    );
    return (
      own &&
      credential && {
        identityName: own.name,
        serviceAccount: credential.serviceAccount,
        clientIdOutput: own.clientIdOutput,
      }
    );
  }
  const namespace = workload.namespace ?? context.namespace;
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
    .filter((account) => account.namespace === namespace);
  const names = accounts.map((account) => account.name);
  const chosen = accounts.find((account) => account.name === (workload.serviceAccount ?? names[0]));
  if (workload.serviceAccount === undefined && names.length > 1) {
    problems.add(
      'identity',
      `"${identity.name}" has ${names.length} ServiceAccounts in ${namespace}`,
      `Give serviceAccount: one of ${names.join(', ')}.`,
    );
  } else if (chosen === undefined) {
    problems.add(
      workload.serviceAccount === undefined ? 'identity' : 'serviceAccount',
      `"${identity.name}" has no ${workload.serviceAccount === undefined ? 'ServiceAccount' : `ServiceAccount "${workload.serviceAccount}"`} in ${namespace}`,
      'Add it to the federatedCredentials of the identity.',
    );
  }
  return (
    chosen && { identityName: identity.name, serviceAccount: chosen, clientIdOutput: identity.clientIdOutput }
  );
}

/** Secrets need a vault; the right to read it comes with the identity (identity-needs.ts). */
export function checkSecrets(
  secrets: readonly SecretVariableDefinition[],
  context: Pick<WorkloadContext, 'keyVault'>,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  checkVault(context, problems);
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
    // Not shown: it may be the secret itself.
    if (!secretName.test(secret))
      problems.at(index).add('secret', 'it is not the name of a Key Vault secret', secretNameFix);
  });
}

/** Secrets under variables that the platform names, from fields of their own. */
export function checkPlatformSecrets(
  secrets: readonly SecretVariableDefinition[],
  context: Pick<WorkloadContext, 'keyVault'>,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  checkVault(context, problems);
  for (const { variable, secret } of secrets) {
    if (!secretName.test(secret))
      problems.add('', `what is given for ${variable} is not the name of a Key Vault secret`, secretNameFix);
  }
}

function checkVault({ keyVault }: Pick<WorkloadContext, 'keyVault'>, problems: ProblemList): void {
  if (keyVault === undefined)
    problems.add('', 'the platform has no Key Vault to take secrets from', 'Define keyVault.');
}

/** Source: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates, "Object identifiers" (2026-11). */
const secretName = /^[0-9A-Za-z-]{1,127}$/;
const secretNameFix = "Use 1 to 127 letters, digits and '-': the name, not the value.";

export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** One pod has to fit an empty node of each of its pools, or it stays pending however many nodes come. */
export function checkResources(
  resources: ResourcesDefinition,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  checkRequests(resources, emptyNodes(pools), problems);
}

/** A node of each pool as it comes. */
export function emptyNodes(pools: readonly ResolvedNodePool[]): readonly EmptyNode[] {
  return pools.map(({ name, vmSize, maxPods }) => ({ pool: name, vmSize, maxPods }));
}
