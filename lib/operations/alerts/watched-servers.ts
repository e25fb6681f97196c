import { vllmEngineVersion } from '../../engine/inference/vllm-metrics';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedScaling } from '../../platform/workloads/resolve-scaling';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import type { WatchedServer } from './inference-alerts';
import { startupSeconds, type WatchedCluster, watchedBase } from './watched-workloads';

/** vLLM servers with alerts. */
export function watchedServers(
  platform: WatchedCluster & Pick<ResolvedPlatform, 'workloads'>,
): readonly WatchedServer[] {
  const { cluster } = platform;
  return workloadsOf(platform, 'inference-server').map((server) => {
    const { servedModelName, nodes, maxModelLen, probes, image, scaling } = server;
    const engineVersion = vllmEngineVersion(image.toString());
    // Alerts of a vLLM server always expect GPUs.
    const { gpu: _, ...base } = watchedBase(server, startupSeconds(probes), cluster);
    return {
      ...base,
      servedModelName,
      ...(nodes > 1
        ? { kind: 'LeaderWorkerSet', nodes, ...(cluster.containerInsights ? { logsAreKept: true } : {}) }
        : { kind: 'Deployment' }),
      ...(maxModelLen === undefined ? {} : { maxModelLen }),
      ...(engineVersion === undefined ? {} : { engineVersion }),
      ...(scaling === undefined ? {} : scalingOf(scaling)),
    };
  });
}

function scalingOf({ name, plan, triggers }: ResolvedScaling) {
  const waiting = triggers
    .filter(({ spec }) => spec.producedByTarget)
    .map(({ spec }) => spec.measures)
    .find((measures) => measures?.of === 'vllm' && measures.metric === 'waiting');
  const { scaleUp } = plan;
  return {
    scaledObject: name,
    ...(waiting?.of === 'vllm' ? { waitingPerReplica: waiting.threshold } : {}),
    ...(scaleUp === undefined
      ? {}
      : { scaleUpSeconds: scaleUp.stabilizationSeconds + scaleUp.periodSeconds }),
  };
}
