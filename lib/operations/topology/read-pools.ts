import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { TopologyPool } from './topology-model';

/** Node pools in the order of the definition. */
export function readPools({ nodePools }: Pick<ResolvedPlatform, 'nodePools'>): readonly TopologyPool[] {
  return nodePools.map(({ name, role, vmSize, minNodes, maxNodes, spot, zones }) => ({
    name,
    role,
    vmSize: vmSize.name,
    gpus: vmSize.gpu && `${vmSize.gpu.count} × ${vmSize.gpu.model} ${vmSize.gpu.memoryGb} GB`,
    minNodes,
    maxNodes,
    spot,
    zones,
  }));
}
