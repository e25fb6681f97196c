import type { Rule } from '../rule';
import { addressRanges } from './cluster/address-ranges';
import { apiServerAccess } from './cluster/api-server-access';
import { collectionRules } from './cluster/collection-rules';
import { gpuDriver } from './cluster/gpu-driver';
import { keptSeries } from './cluster/kept-series';
import { localAccounts } from './cluster/local-accounts';
import { nodeCountWithAutoscaler } from './cluster/node-count-with-autoscaler';
import { nodeOsUpgrades } from './cluster/node-os-upgrades';
import { nodeProvisioning } from './cluster/node-provisioning';
import { oidcIssuer } from './cluster/oidc-issuer';
import { podAddresses } from './cluster/pod-addresses';
import { poolLimits } from './cluster/pool-limits';
import { rotationName } from './cluster/rotation-name';
import { skuTier } from './cluster/sku-tier';
import { surgeOrUnavailable } from './cluster/surge-or-unavailable';
import { systemPool } from './cluster/system-pool';
import { untaintedPool } from './cluster/untainted-pool';
import { workloadIdentity } from './cluster/workload-identity';

export const clusterRules: readonly Rule[] = [
  apiServerAccess,
  gpuDriver,
  localAccounts,
  nodeCountWithAutoscaler,
  nodeOsUpgrades,
  oidcIssuer,
  podAddresses,
  poolLimits,
  rotationName,
  skuTier,
  surgeOrUnavailable,
  systemPool,
  workloadIdentity,
  untaintedPool,
  addressRanges,
  nodeProvisioning,
  collectionRules,
  keptSeries,
];
