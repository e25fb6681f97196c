import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { playProbes } from '../lib/engine/kubelet/kubelet-model';
import { timelineSvg } from '../lib/engine/kubelet/timeline-picture';
import { heartbeatOf } from '../lib/engine/probes/heartbeat';
import {
  delayedHttpAppProbePlan,
  type HealthSource,
  httpAppProbePlan,
} from '../lib/engine/probes/http-app-probes';
import type { DelayedProbePlan, ProbeSpec } from '../lib/engine/probes/probe-plan';

/** Three jobs of 90 seconds that keep Python from answering. */
const jobs = [0, 1, 2].map((index) => ({
  name: `job ${index + 1}`,
  atSeconds: 40 + index * 110,
  seconds: 90,
  redelivered: true,
}));
const untilSeconds = 420;
const terminationGracePeriodSeconds = 30;
const input = {
  port: 8000,
  maxProcessingSeconds: 90,
  startupSeconds: 30,
  paths: { live: '/health/live', ready: '/health/ready' },
};
const heartbeat = heartbeatOf({ maxPauseSeconds: 0 });

/** Probe of a manifest that sets only the path and the port; the other values are the defaults of Kubernetes. */
const defaults = (path: string): ProbeSpec => ({
  action: { type: 'http', path, port: 8000 },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
});

const ownThread = {
  startup: { onOwnThread: true },
  liveness: { onOwnThread: true },
  readiness: { onOwnThread: true, failsWhileWorking: true },
};

/** The first two finish nothing, or find nothing: what the AKS guide begins with, and its first solution. */
const kubernetesDefaults: DelayedProbePlan = {
  readiness: defaults('/health/ready'),
  liveness: defaults('/health/live'),
};
const health: HealthSource = { type: 'thread', port: 8001 };

const scenarios = [
  { label: 'Default probes', probes: kubernetesDefaults, answers: {} },
  { label: 'Tuned: a timeout of 90 s', probes: delayedHttpAppProbePlan(input), answers: {} },
  {
    label: 'Health in a thread of its own',
    probes: httpAppProbePlan({ ...input, health }),
    answers: { answers: ownThread },
  },
  {
    label: 'A heartbeat file',
    probes: httpAppProbePlan({ ...input, health: { type: 'heartbeat', heartbeat } }),
    answers: { heartbeat },
  },
] as const;

const hang = [200] as const;

/** The pictures of docs/probes.md by their file names. */
export const pictures: Readonly<Record<string, string>> = {
  'probes-busy.svg': timelineSvg({
    title: 'Three jobs of 90 s that keep the process from answering',
    lanes: scenarios.map(({ label, probes, answers }) => ({
      label,
      probes,
      timeline: playProbes({ probes, terminationGracePeriodSeconds, answers, jobs, untilSeconds }),
    })),
    untilSeconds,
  }),
  'probes-dead.svg': timelineSvg({
    title: 'A process that hangs after 200 s',
    lanes: scenarios.map(({ label, probes, answers }) => ({
      label,
      probes,
      timeline: playProbes({
        probes,
        terminationGracePeriodSeconds,
        // A process that hangs as a whole: its own thread is no better, and does not obey the signal either.
        answers: { ...answers, hangsAtSeconds: [...hang], onSigterm: 'ignores' },
        untilSeconds: 660,
      }),
    })),
    untilSeconds: 660,
  }),
};

if (require.main === module) {
  for (const [name, svg] of Object.entries(pictures)) writeFileSync(path.join(__dirname, name), svg);
}
