import { albControllerIdentityName } from '../identity-names';
import type { ResolvedNotifications } from '../resolved-notifications';
import type { ResolvedPlatform } from '../resolved-platform';
import { scalingsOf } from '../scalings';
import { outputNames, type RequiredOutput } from './output-names';

/** Outputs that the Kubernetes half needs, each with what needs it. */
export function requiredOutputs(
  platform: Pick<ResolvedPlatform, 'namespace' | 'cluster' | 'identities' | 'workloads' | 'ingress'>,
  notifications: ResolvedNotifications | undefined,
): readonly RequiredOutput[] {
  const { namespace, cluster, identities, ingress } = platform;
  const workloads = [
    ...platform.workloads,
    { name: 'the ingress', identity: ingress?.identity },
    { name: "Argo CD's notifications", identity: notifications?.own?.identity },
  ];
  const scalings = scalingsOf(platform);
  const needs = [
    ...workloads.map(({ name, identity }) => ({ workload: name, output: identity?.clientIdOutput })),
    ...scalings.flatMap(({ workload, triggers }) =>
      triggers.map(({ identity }) => ({
        workload: `the scaler of ${workload}`,
        output: identity?.clientIdOutput,
      })),
    ),
  ];
  const clientIds = identities.flatMap((identity) => {
    const accounts = identity.federatedCredentials
      .filter(({ serviceAccount }) => serviceAccount.namespace === namespace)
      .map(({ serviceAccount }) => `the ServiceAccount ${serviceAccount.name}`);
    const users = needs
      .filter((need) => need.output === identity.clientIdOutput)
      .map((need) => need.workload);
    // A ServiceAccount without a workload of ours still has to name its identity.
    const neededBy = users.length > 0 ? users : accounts;
    return neededBy.length === 0
      ? []
      : [
          {
            name: identity.clientIdOutput,
            what: `client id of the identity ${identity.name}`,
            neededBy: [...new Set(neededBy)],
          },
        ];
  });
  const alb = albControllerIdentityName(cluster.name);
  const queriers = scalings
    .filter(({ triggers }) => triggers.some(({ outputs }) => outputs.includes('prometheusQueryEndpoint')))
    .map(({ workload }) => `the scaler of ${workload}`);
  return [
    ...clientIds,
    ...(ingress?.type === 'application-gateway-for-containers'
      ? [
          {
            name: outputNames.clientId(alb),
            what: `client id of the identity ${alb}`,
            neededBy: ['the ALB controller'],
          },
        ]
      : []),
    ...(queriers.length === 0
      ? []
      : [
          {
            name: outputNames.prometheusQueryEndpoint,
            what: 'query endpoint of managed Prometheus',
            neededBy: queriers,
          },
        ]),
  ];
}
