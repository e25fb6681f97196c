import type { ProblemList } from '../../problems/problem-list';
import { requireName } from '../../problems/value-rules';
import type { ServiceAccountRef } from '../../values/service-account';
import { workloadIdentityName } from '../identities/identity-names';
import type { WorkloadContext } from './workload-context';

/** Noun for messages. */
export const identityNoun = { one: 'identity', many: 'identities' };

/** A ServiceAccount that acts as a managed identity. */
export interface ResolvedWorkloadIdentity {
  readonly identityName: string;
  readonly serviceAccount: ServiceAccountRef;
  readonly clientIdOutput: string;
}

/**
 * The identity that the definition names, or the one that the platform creates for the workload.
 * Undefined if it needs none.
 */
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
        'serviceAccount requires identity',
        'Set identity, or remove serviceAccount.',
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
    requireName(problems, 'identity', workload.identity, context.identityNames, identityNoun);
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
      `Set serviceAccount to one of ${names.join(', ')}.`,
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
