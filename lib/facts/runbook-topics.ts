import { headingAnchor } from './heading-anchor';

/**
 * Topics of the runbook, each with the heading of its entry: the symptom as an operator would
 * search for it. The headings are defined here once because alerts and notifications link to them.
 */
export const runbookTopics = {
  podsRestart: 'Pods restart',
  podsPending: 'Pods stay pending',
  modelDoesNotLoad: 'Model does not load',
  modelServerHangs: 'Model server hangs',
  requestsQueueUp: 'Requests queue up',
  hostDoesNotRespond: 'Host does not respond',
  gpuNodeUnhealthy: 'GPU node is unhealthy',
  gpuPoolAtMaximum: 'GPU pool is at its maximum',
  queueBacklogGrows: 'Queue backlog grows',
  deadLetters: 'Messages in the dead-letter queue',
  scalerCannotReadMetric: 'Scaler cannot read its metric',
  scaledSecretMissing: 'Secret of a scaled workload is missing',
  federatedTokenRejected: 'Federated token is rejected',
  certificateRotation: 'Certificate rotation',
  secretRotation: 'Secret rotation',
  syncFails: 'Argo CD does not sync',
  terraformReplacesProtected: 'Terraform cannot destroy a protected resource',
} as const;

export type RunbookTopic = keyof typeof runbookTopics;

/** Path of the runbook, below the environment's folder. */
export const runbookFile = 'RUNBOOK.md';

/** Anchor of the topic's heading. */
export function runbookAnchor(topic: RunbookTopic): string {
  return headingAnchor(runbookTopics[topic]);
}
