import type { Rule } from '../rule';
import { authModes } from './scaling/auth-modes';
import { authentication } from './scaling/authentication';
import { behavior } from './scaling/behavior';
import { cooldown } from './scaling/cooldown';
import { cron } from './scaling/cron';
import { emptyIsZero } from './scaling/empty-is-zero';
import { fallback } from './scaling/fallback';
import { gpuByCpu } from './scaling/gpu-by-cpu';
import { hpaLimits } from './scaling/hpa-limits';
import { idleReplicas } from './scaling/idle-replicas';
import { initialCooldown } from './scaling/initial-cooldown';
import { jobHistory } from './scaling/job-history';
import { jobRestartPolicy } from './scaling/job-restart-policy';
import { jobRollout } from './scaling/job-rollout';
import { limits } from './scaling/limits';
import { metadataTexts } from './scaling/metadata-texts';
import { name } from './scaling/name';
import { oneScaler } from './scaling/one-scaler';
import { paused } from './scaling/paused';
import { podIdentity } from './scaling/pod-identity';
import { queryAggregated } from './scaling/query-aggregated';
import { queryLabel } from './scaling/query-label';
import { queryModel } from './scaling/query-model';
import { ratio } from './scaling/ratio';
import { replicasStated } from './scaling/replicas-stated';
import { resourceRequests } from './scaling/resource-requests';
import { resourceTrigger } from './scaling/resource-trigger';
import { runaway } from './scaling/runaway';
import { scaleDownWindow } from './scaling/scale-down-window';
import { serviceBusNamespace } from './scaling/service-bus-namespace';
import { serviceBusOwner } from './scaling/service-bus-owner';
import { serviceBusQueue } from './scaling/service-bus-queue';
import { signIn } from './scaling/sign-in';
import { target } from './scaling/target';
import { triggers } from './scaling/triggers';
import { wakeFromZero } from './scaling/wake-from-zero';

export const scalingRules: readonly Rule[] = [
  authModes,
  authentication,
  behavior,
  cooldown,
  cron,
  emptyIsZero,
  fallback,
  gpuByCpu,
  hpaLimits,
  idleReplicas,
  initialCooldown,
  jobHistory,
  jobRestartPolicy,
  jobRollout,
  limits,
  metadataTexts,
  name,
  oneScaler,
  paused,
  podIdentity,
  queryAggregated,
  queryLabel,
  queryModel,
  ratio,
  replicasStated,
  resourceRequests,
  resourceTrigger,
  runaway,
  scaleDownWindow,
  serviceBusNamespace,
  serviceBusOwner,
  serviceBusQueue,
  signIn,
  target,
  triggers,
  wakeFromZero,
];
