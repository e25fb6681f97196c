import type { ResolvedPlatform } from './resolved-platform';
import type { ResolvedTrigger } from './resolved-workloads';

type Scaled = Pick<
  ResolvedPlatform,
  'inferenceServers' | 'tritonServers' | 'httpApps' | 'agentApps' | 'queueWorkers'
>;

/** What scales which workload, queue workers included. */
export interface WorkloadScaling {
  readonly workload: string;
  readonly triggers: readonly Pick<ResolvedTrigger, 'identity' | 'queriesManagedPrometheus'>[];
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
      scaling === undefined ? [] : [{ workload: name, triggers: scaling.triggers }],
    ),
    ...platform.queueWorkers.map(({ name, scalerIdentity }) => ({
      workload: name,
      triggers: [{ identity: scalerIdentity, queriesManagedPrometheus: false }],
    })),
  ];
}
