import type { Rule } from '../rule';
import { authModes } from './scaling/auth-modes';
import { authentication } from './scaling/authentication';
import { behavior } from './scaling/behavior';
import { cooldown } from './scaling/cooldown';
import { cron } from './scaling/cron';
import { emptyIsZero } from './scaling/empty-is-zero';
import { fallback } from './scaling/fallback';
import { idleReplicas } from './scaling/idle-replicas';
import { initialCooldown } from './scaling/initial-cooldown';
import { limits } from './scaling/limits';
import { metadataTexts } from './scaling/metadata-texts';
import { name } from './scaling/name';
import { oneScaler } from './scaling/one-scaler';
import { podIdentity } from './scaling/pod-identity';
import { queryAggregated } from './scaling/query-aggregated';
import { queryLabel } from './scaling/query-label';
import { ratio } from './scaling/ratio';
import { replicasStated } from './scaling/replicas-stated';
import { resourceRequests } from './scaling/resource-requests';
import { resourceTrigger } from './scaling/resource-trigger';
import { serviceBusNamespace } from './scaling/service-bus-namespace';
import { serviceBusQueue } from './scaling/service-bus-queue';
import { signIn } from './scaling/sign-in';
import { target } from './scaling/target';
import { wakeFromZero } from './scaling/wake-from-zero';

export const scalingRules: readonly Rule[] = [
  authModes,
  authentication,
  behavior,
  cooldown,
  cron,
  emptyIsZero,
  fallback,
  idleReplicas,
  initialCooldown,
  limits,
  metadataTexts,
  name,
  oneScaler,
  podIdentity,
  queryAggregated,
  queryLabel,
  ratio,
  replicasStated,
  resourceRequests,
  resourceTrigger,
  serviceBusNamespace,
  serviceBusQueue,
  signIn,
  target,
  wakeFromZero,
];
