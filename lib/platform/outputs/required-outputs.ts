import type { ResolvedNotifications } from '../gitops/resolved-notifications';
import { albControllerIdentityName } from '../identities/identity-names';
import type { ResolvedPlatform } from '../resolved-platform';
import { scalingsOf } from '../workloads/scalings';
import { clientIdOutput } from './client-id-output';
import type { RequiredOutput } from './required-output';
import { stackOutputEntries } from './stack-outputs';

type OutputReaders = Pick<ResolvedPlatform, 'namespace' | 'cluster' | 'identities' | 'workloads' | 'ingress'>;

/** Outputs that the Kubernetes half needs, each with what needs it. */
export function requiredOutputs(
  platform: OutputReaders,
  notifications: ResolvedNotifications | undefined,
): readonly RequiredOutput[] {
  const others = stackOutputEntries.flatMap(([, { name, what, neededBy }]): readonly RequiredOutput[] => {
    const readers = typeof neededBy === 'function' ? neededBy(platform) : [];
    return readers.length === 0 ? [] : [{ name, what, neededBy: readers }];
  });
  return [...clientIds(platform, notifications), ...others];
}

function clientIds(
  platform: OutputReaders,
  notifications: ResolvedNotifications | undefined,
): readonly RequiredOutput[] {
  const { namespace, cluster, identities, ingress } = platform;
  const readers = readersOf(platform, notifications);
  const ofIdentities = identities.flatMap(({ name, federatedCredentials }) => {
    const workloads = readers.filter(({ identityName }) => identityName === name).map(({ reader }) => reader);
    // A ServiceAccount that no workload uses names its identity, too.
    const accounts = federatedCredentials
      .filter(({ serviceAccount }) => serviceAccount.namespace === namespace)
      .map(({ serviceAccount }) => `the ServiceAccount ${serviceAccount.name}`);
    return clientIdOf(name, workloads.length > 0 ? workloads : accounts);
  });
  const ofAlbController =
    ingress?.type === 'application-gateway-for-containers'
      ? clientIdOf(albControllerIdentityName(cluster.name), ['the ALB controller'])
      : [];
  return [...ofIdentities, ...ofAlbController];
}

function clientIdOf(identityName: string, neededBy: readonly string[]): readonly RequiredOutput[] {
  if (neededBy.length === 0) return [];
  return [
    {
      name: clientIdOutput(identityName),
      what: `client id of the identity ${identityName}`,
      neededBy: [...new Set(neededBy)],
      identityName,
    },
  ];
}

/** Everything in the cluster that acts as an identity. */
function readersOf(platform: OutputReaders, notifications: ResolvedNotifications | undefined) {
  const workloads = [
    ...platform.workloads,
    { name: 'the ingress', identity: platform.ingress?.identity },
    { name: "Argo CD's notifications", identity: notifications?.own?.identity },
  ];
  return [
    ...workloads.map(({ name, identity }) => ({ reader: name, identityName: identity?.identityName })),
    ...scalingsOf(platform).flatMap(({ workload, triggers }) =>
      triggers.map(({ identity }) => ({
        reader: `the scaler of ${workload}`,
        identityName: identity?.identityName,
      })),
    ),
  ];
}
