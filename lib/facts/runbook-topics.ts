import { headingAnchor } from './heading-anchor';

/**
 * What the runbook of an environment has an entry for, each under the heading that it stands under. Alerts and notifications link to
 * these headings, so that they are said once.
 */
export const runbookTopics = {
  podsRestart: 'Pods restart',
  podsPending: 'Pods stay pending',
  modelDoesNotLoad: 'A model does not load',
  modelServerStandsStill: 'A model server stands still',
  requestsWait: 'Requests wait',
  hostDoesNotAnswer: 'A host does not answer',
  gpuNodeStuck: 'A GPU node is stuck',
  gpuPoolAtMaximum: 'A GPU pool is at its maximum',
  queueNotWorkedOff: 'A queue is not worked off',
  deadLetters: 'Messages in the dead-letter queue',
  scalerWithoutMetric: 'A scaler cannot read its metric',
  federatedTokenRefused: 'A federated token is refused',
  certificateRotation: 'A certificate is renewed',
  secretRotation: 'A secret is renewed',
  syncFails: 'Argo CD does not sync',
} as const;

export type RunbookTopic = keyof typeof runbookTopics;

/** The file, below the environment's folder. */
export const runbookFile = 'RUNBOOK.md';

/** The anchor of the topic's heading. */
export function runbookAnchor(topic: RunbookTopic): string {
  return headingAnchor(runbookTopics[topic]);
}
