import { headingAnchor } from '../../facts/heading-anchor';
import { runbookTopics } from '../../facts/runbook-topics';

/** Every heading of a runbook that other sections link to. */
export const runbookHeadings = {
  names: 'Names',
  workloads: 'Workloads',
  charts: 'Charts',
  nodePools: 'Node pools',
  dailyCommands: 'Daily commands',
  signIn: 'Sign in',
  inspectNodes: 'Inspect nodes',
  inspectPods: 'Inspect pods',
  readLogs: 'Read logs',
  cpuAndGpuUse: 'Check CPU and GPU use',
  whyRestarted: 'Find out why a container restarted',
  followRollout: 'Follow a rollout',
  readEvents: 'Read events',
  manualChanges: 'Argo CD and manual changes',
  inspectArgoCd: 'Inspect Argo CD',
  syncNow: 'Sync now',
  scaleManually: 'Scale manually',
  restartManually: 'Restart manually',
  rollBack: 'Roll back',
  disableAutomatedSync: 'Disable automated sync',
  syncWindows: 'Sync windows',
  deleteManually: 'Delete manually',
  symptoms: 'Symptoms',
  ...runbookTopics,
} as const;

export type RunbookHeading = keyof typeof runbookHeadings;

/** Markdown link to a heading of the same runbook. */
export function see(heading: RunbookHeading): string {
  const title = runbookHeadings[heading];
  return `[${title}](${headingAnchor(title)})`;
}
