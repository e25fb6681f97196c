import { queueScaledObjectName } from '../engine/queue/queue-worker-plan';
import type { ResolvedPlatform } from './resolved-platform';

/** Names of all ScaledObjects and ScaledJobs, those of queue workers last. */
export function scalerNames(
  platform: Pick<
    ResolvedPlatform,
    'inferenceServers' | 'tritonServers' | 'httpApps' | 'agentApps' | 'queueWorkers'
  >,
): readonly string[] {
  const scaled = [
    ...platform.inferenceServers,
    ...platform.tritonServers,
    ...platform.httpApps,
    ...platform.agentApps,
  ];
  return [
    ...scaled.flatMap(({ scaling }) => (scaling === undefined ? [] : [scaling.name])),
    ...platform.queueWorkers.map(({ name, plan }) =>
      plan.mode === 'job' ? name : queueScaledObjectName(name),
    ),
  ];
}
