import type { Rule } from './rule';
import { clusterRules } from './rules/cluster-rules';
import { gitopsRules } from './rules/gitops-rules';
import { gpuRules } from './rules/gpu-rules';
import { identityRules } from './rules/identity-rules';
import { imagesRules } from './rules/images-rules';
import { modelRules } from './rules/model-rules';
import { namingRules } from './rules/naming-rules';
import { networkRules } from './rules/network-rules';
import { probesRules } from './rules/probes-rules';
import { scalingRules } from './rules/scaling-rules';
import { schedulingRules } from './rules/scheduling-rules';
import { secretsRules } from './rules/secrets-rules';
import { servicesRules } from './rules/services-rules';
import { shutdownRules } from './rules/shutdown-rules';
import { storageRules } from './rules/storage-rules';

/** Every rule. A new one is a file in `rules/<family>/` and a line in the family's list. */
export const allRules: readonly Rule[] = [
  ...schedulingRules,
  ...gpuRules,
  ...modelRules,
  ...probesRules,
  ...shutdownRules,
  ...scalingRules,
  ...identityRules,
  ...secretsRules,
  ...networkRules,
  ...imagesRules,
  ...storageRules,
  ...gitopsRules,
  ...clusterRules,
  ...servicesRules,
  ...namingRules,
];
