import type { RunbookTopic } from '../../../facts/runbook-topics';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { certificateRotation } from './certificate-rotation';
import { deadLetters } from './dead-letters';
import { federatedTokenRefused } from './federated-token-refused';
import { gpuNodeStuck } from './gpu-node-stuck';
import { gpuPoolAtMaximum } from './gpu-pool-at-maximum';
import { hostDoesNotAnswer } from './host-does-not-answer';
import { modelDoesNotLoad } from './model-does-not-load';
import { modelServerStandsStill } from './model-server-stands-still';
import { podsPending } from './pods-pending';
import { podsRestart } from './pods-restart';
import { queueNotWorkedOff } from './queue-not-worked-off';
import { requestsWait } from './requests-wait';
import { scalerWithoutMetric } from './scaler-without-metric';
import { secretRotation } from './secret-rotation';
import { syncFails } from './sync-fails';

/** Writes the entry of a topic that concerns the environment. */
const writers: Readonly<Record<RunbookTopic, (runbook: Runbook) => RunbookEntry>> = {
  podsRestart,
  podsPending,
  modelDoesNotLoad,
  modelServerStandsStill,
  requestsWait,
  hostDoesNotAnswer,
  gpuNodeStuck,
  gpuPoolAtMaximum,
  queueNotWorkedOff,
  deadLetters,
  scalerWithoutMetric,
  federatedTokenRefused,
  certificateRotation,
  secretRotation,
  syncFails,
};

/** The entries of an environment, in the order of its topics. */
export function runbookEntries(runbook: Runbook): readonly RunbookEntry[] {
  return runbook.topics.map((topic) => writers[topic](runbook));
}
