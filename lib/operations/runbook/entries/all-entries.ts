import type { RunbookTopic } from '../../../facts/runbook-topics';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { certificateRotation } from './certificate-rotation';
import { deadLetters } from './dead-letters';
import { federatedTokenRejected } from './federated-token-rejected';
import { gpuNodeUnhealthy } from './gpu-node-unhealthy';
import { gpuPoolAtMaximum } from './gpu-pool-at-maximum';
import { hostDoesNotRespond } from './host-does-not-respond';
import { modelDoesNotLoad } from './model-does-not-load';
import { modelServerHangs } from './model-server-hangs';
import { podsPending } from './pods-pending';
import { podsRestart } from './pods-restart';
import { queueBacklogGrows } from './queue-backlog-grows';
import { requestsQueueUp } from './requests-queue-up';
import { scaledSecretMissing } from './scaled-secret-missing';
import { scalerCannotReadMetric } from './scaler-cannot-read-metric';
import { secretRotation } from './secret-rotation';
import { syncFails } from './sync-fails';
import { terraformReplacesProtected } from './terraform-replaces-protected';

/** Writer of each topic's entry. */
const writers: Readonly<Record<RunbookTopic, (runbook: Runbook) => RunbookEntry>> = {
  podsRestart,
  podsPending,
  modelDoesNotLoad,
  modelServerHangs,
  requestsQueueUp,
  hostDoesNotRespond,
  gpuNodeUnhealthy,
  gpuPoolAtMaximum,
  queueBacklogGrows,
  deadLetters,
  scalerCannotReadMetric,
  scaledSecretMissing,
  federatedTokenRejected,
  certificateRotation,
  secretRotation,
  syncFails,
  terraformReplacesProtected,
};

/** Entries of an environment, in the order of its topics. */
export function runbookEntries(runbook: Runbook): readonly RunbookEntry[] {
  return runbook.topics.map((topic) => writers[topic](runbook));
}
