import { clusterDamages } from './cluster-damages';
import type { Damage } from './damage';
import { gitopsDamages } from './gitops-damages';
import { gpuDamages } from './gpu-damages';
import { identityDamages } from './identity-damages';
import { imagesDamages } from './images-damages';
import { modelDamages } from './model-damages';
import { namingDamages } from './naming-damages';
import { networkDamages } from './network-damages';
import { probesDamages } from './probes-damages';
import { reportedDamages } from './reported-damages';
import { scalingDamages } from './scaling-damages';
import { schedulingDamages } from './scheduling-damages';
import { schemaDamages } from './schema-damages';
import { secretsDamages } from './secrets-damages';
import { securityDamages } from './security-damages';
import { servicesDamages } from './services-damages';
import { shutdownDamages } from './shutdown-damages';
import { storageDamages } from './storage-damages';

/** Realistic mistakes, grouped by the family of the rule that finds them. */
export const allDamages: readonly Damage[] = [
  ...schedulingDamages,
  ...gpuDamages,
  ...modelDamages,
  ...probesDamages,
  ...shutdownDamages,
  ...scalingDamages,
  ...identityDamages,
  ...secretsDamages,
  ...networkDamages,
  ...imagesDamages,
  ...securityDamages,
  ...storageDamages,
  ...gitopsDamages,
  ...clusterDamages,
  ...servicesDamages,
  ...namingDamages,
  ...schemaDamages,
  ...reportedDamages,
];
