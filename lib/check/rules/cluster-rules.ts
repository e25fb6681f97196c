import type { Rule } from '../rule';
import { localAccounts } from './cluster/local-accounts';
import { nodeOsUpgrades } from './cluster/node-os-upgrades';
import { oidcIssuer } from './cluster/oidc-issuer';
import { skuTier } from './cluster/sku-tier';
import { workloadIdentity } from './cluster/workload-identity';

export const clusterRules: readonly Rule[] = [
  localAccounts,
  nodeOsUpgrades,
  oidcIssuer,
  skuTier,
  workloadIdentity,
];
