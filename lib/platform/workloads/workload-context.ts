import type { PlatformDefinition } from '../../definition/platform-definition';
import type { ResolvedAzure } from '../resolve-azure';
import type { ResolvedServices } from '../resolve-services';
import type { ResolvedIdentity } from '../resolved-identity';
import type { ResolvedNodePool } from '../resolved-node-pool';

/** The parts of the platform that workloads refer to, resolved before them. */
export interface WorkloadContext extends ResolvedServices {
  readonly namespace: string;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /** Names of the identities in the definition. */
  readonly identityNames: readonly string[];
  readonly imageRegistries: readonly string[];
  readonly definition: PlatformDefinition;
  readonly azure: ResolvedAzure;
}
