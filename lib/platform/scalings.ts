import type { TriggerOutput } from '../engine/scaling/scaler-trigger';
import type { ResolvedPlatform } from './resolved-platform';
import type { ResolvedTrigger } from './resolved-workloads';

type Scaled = Pick<
  ResolvedPlatform,
  'inferenceServers' | 'tritonServers' | 'httpApps' | 'agentApps' | 'queueWorkers'
>;

/** What scales which workload, queue workers included. */
export interface WorkloadScaling {
  readonly workload: string;
  readonly triggers: readonly {
    readonly identity: ResolvedTrigger['identity'];
    readonly outputs: readonly TriggerOutput[];
  }[];
}

export function scalingsOf(platform: Scaled): readonly WorkloadScaling[] {
  const scaled = [
    ...platform.inferenceServers,
    ...platform.tritonServers,
    ...platform.httpApps,
    ...platform.agentApps,
  ];
  return [
    ...scaled.flatMap(({ name, scaling }) =>
      scaling === undefined
        ? []
        : [
            {
              workload: name,
              triggers: scaling.triggers.map(({ identity, spec }) => ({
                identity,
                outputs: Object.values(spec.metadataFromOutputs ?? {}),
              })),
            },
          ],
    ),
    ...platform.queueWorkers.map(({ name, scalerIdentity }) => ({
      workload: name,
      triggers: [{ identity: scalerIdentity, outputs: [] }],
    })),
  ];
}
