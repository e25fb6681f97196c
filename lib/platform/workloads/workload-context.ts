import type { CompletePlatform } from '../../definition/platform-definition';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedIdentity } from '../identities/resolved-identity';
import type { ResolvedAzure } from '../resolve-azure';
import type { ResolvedServices } from '../services/resolve-services';

/** The parts of the platform that workloads refer to, resolved before them. */
export interface WorkloadContext extends ResolvedServices {
  readonly namespace: string;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /** Names of the identities in the definition. */
  readonly identityNames: readonly string[];
  readonly imageRegistries: readonly string[];
  readonly definition: CompletePlatform;
  readonly azure: ResolvedAzure;
}
