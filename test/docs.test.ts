import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { heartbeatSeconds } from '../lib/probes/worker-probes';
import { maxDeploymentJobSeconds, queueWorkerPlan } from '../lib/queue/queue-worker-plan';
import { workerVariables } from '../lib/queue/worker-environment';
import { coldStartOf } from '../lib/scaling/cold-start';
import { scalingPlan } from '../lib/scaling/scaling-plan';

const doc = (name: string) => readFileSync(path.join(__dirname, '..', 'docs', name), 'utf8');
const inCode = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

describe('docs/queue-worker.md', () => {
  const text = doc('queue-worker.md');

  it('has every variable of the contract, and no other', () => {
    const shown = new Set(inCode(text).filter((code) => /^[A-Z]+(_[A-Z]+)+$/.test(code)));
    expect([...shown].sort()).toEqual([...workerVariables]);
  });

  it('has the numbers of the code', () => {
    expect(text).toContain(`Deployment up to ${maxDeploymentJobSeconds} s`);
    expect(text).toContain(`touch every ${heartbeatSeconds} seconds`);
    expect(text).toContain(
      `at most ${queueWorkerPlan({ maxJobSeconds: 86_400 }).terminationGracePeriodSeconds} s`,
    );
  });
});

describe('docs/scaling.md', () => {
  const text = doc('scaling.md');

  it('explains every number of a plan', () => {
    const plan = scalingPlan({ maxReplicas: 1, triggers: [] });
    const chosen = ['maxReplicas', 'triggers', 'coldStartSeconds'];
    const derived = Object.keys(plan).filter((key) => !chosen.includes(key));
    expect(derived.filter((key) => !inCode(text).includes(key))).toEqual([]);
  });

  it('has the cold starts of the code', () => {
    const cpu = coldStartOf({ gpu: false, startupSeconds: 0 });
    const gpu = coldStartOf({ gpu: true, startupSeconds: 0 });
    expect(text).toContain(`${cpu.nodeSeconds} s + ${cpu.imagePullSeconds} s + budget`);
    expect(text).toContain(`on GPU nodes ${gpu.nodeSeconds} s`);
    expect(text).toContain(`+ ${gpu.imagePullSeconds} s (`);
  });
});
