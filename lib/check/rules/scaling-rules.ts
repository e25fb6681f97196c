import type { Rule } from '../rule';
import { authentication } from './scaling/authentication';
import { cooldown } from './scaling/cooldown';
import { emptyIsZero } from './scaling/empty-is-zero';
import { limits } from './scaling/limits';
import { metadataTexts } from './scaling/metadata-texts';
import { name } from './scaling/name';
import { oneScaler } from './scaling/one-scaler';
import { queryAggregated } from './scaling/query-aggregated';
import { queryLabel } from './scaling/query-label';
import { ratio } from './scaling/ratio';
import { replicasStated } from './scaling/replicas-stated';
import { serviceBusNamespace } from './scaling/service-bus-namespace';
import { serviceBusQueue } from './scaling/service-bus-queue';
import { target } from './scaling/target';
import { wakeFromZero } from './scaling/wake-from-zero';

export const scalingRules: readonly Rule[] = [
  authentication,
  cooldown,
  emptyIsZero,
  limits,
  metadataTexts,
  name,
  oneScaler,
  queryAggregated,
  queryLabel,
  ratio,
  replicasStated,
  serviceBusNamespace,
  serviceBusQueue,
  target,
  wakeFromZero,
];
