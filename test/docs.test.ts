import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { runCommandLine } from '../cli/command-line';
import { alertsMarker, alertsTable } from '../docs/alerts-table';
import { pictures } from '../docs/pictures';
import { rulesPage } from '../docs/rules-page';
import { withVersionTables } from '../docs/versions-tables';
import { firstSyncWaitSeconds, healthScripts } from '../lib/engine/gitops/health-scripts';
import { heartbeatMountPath, heartbeatSeconds } from '../lib/engine/probes/heartbeat';
import { heartbeatPeriodSeconds } from '../lib/engine/probes/http-app-probes';
import { longWorkSeconds, shortWorkSeconds } from '../lib/engine/probes/probe-strategy';
import { maxDeploymentJobSeconds, queueWorkerPlan } from '../lib/engine/queue/queue-worker-plan';
import { workerVariables } from '../lib/engine/queue/worker-environment';
import { coldStartOf } from '../lib/engine/scaling/cold-start';
import { scalingPlan } from '../lib/engine/scaling/scaling-plan';
import { vllmImageFor } from '../lib/engine/sizing/engine-image';
import { missingKernels } from '../lib/engine/sizing/kernels';
import { findSizing } from '../lib/engine/sizing/size-inference-server';
import { usableGpuBytes } from '../lib/engine/sizing/usable-memory';
import { forcedUpgradesFrom, graceDaysBeforeForcedUpgrade } from '../lib/facts/aks-versions';
import { findEngineVersion, pinnedEngineVersion } from '../lib/facts/engine-versions';
import type { Measured } from '../lib/facts/measured';
import type { ModelFacts } from '../lib/facts/model-facts';
import { knownModels } from '../lib/facts/models';
import { findVmSize, vmSizeNames } from '../lib/facts/vm-sizes';
import { argoCdRequirement } from '../lib/operations/inventory/argo-cd-requirements';
import { resolvePlatform } from '../lib/platform/resolve-platform';
import { dashboardsOf } from './lib/operations/grafana/dashboards-of';
import { platform as sample } from './platforms/sample';
import { smallPlatform } from './platforms/small-platform';

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

describe('docs/gitops.md', () => {
  it('has the lowest version of Argo CD', () => {
    const { minimum } = argoCdRequirement([]);
    expect(doc('gitops.md')).toContain(`The Applications need Argo CD ${minimum} or newer`);
  });
});

describe('docs/versions.md', () => {
  it('has the tables of the facts', () => {
    expect(withVersionTables(doc('versions.md'))).toBe(doc('versions.md'));
  });

  it('has the numbers of the rule', () => {
    expect(doc('versions.md')).toContain(`From ${forcedUpgradesFrom}, AKS upgrades`);
    expect(doc('versions.md')).toContain(`own, ${graceDaysBeforeForcedUpgrade} days after`);
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
    const prose = text.replaceAll('\n', ' ');
    expect(prose).toContain(`${cpu.nodeSeconds} s + ${cpu.imagePullSeconds} s + budget`);
    expect(prose).toContain(`on GPU nodes ${gpu.nodeSeconds} s`);
    expect(prose).toContain(`+ ${gpu.imagePullSeconds} s (`);
  });
});

describe('docs/gitops.md', () => {
  const text = doc('gitops.md');

  it('has the health scripts of the code', () => {
    const block = /```yaml\n(data:[\s\S]*?)```/.exec(text)![1]!;
    expect(parse(block).data).toEqual(Object.fromEntries(healthScripts.map(({ key, lua }) => [key, lua])));
  });

  it('has the longest wait of the code', () => {
    const minutes = { 600: 'ten minutes' }[firstSyncWaitSeconds];
    expect(text.replace(/\s+/g, ' ')).toContain(`at the latest ${minutes} after they were created`);
  });
});

describe('docs/gpu-sizing.md', () => {
  const text = doc('gpu-sizing.md');
  const nodes = {
    'A10 24': 'Standard_NV72ads_A10_v5',
    'A100 40': 'Standard_ND96asr_v4',
    'A100 80': 'Standard_NC96ads_A100_v4',
    'A100 80 (8)': 'Standard_ND96amsr_A100_v4',
    'H100 94': 'Standard_NC80adis_H100_v5',
    'H100 80': 'Standard_ND96isr_H100_v5',
    'H200 141': 'Standard_ND96isr_H200_v5',
  };

  function fewest(model: ModelFacts, size: string): string {
    const vmSize = findVmSize(size)!;
    const maxModelLen = Math.min(8192, model.maxPositions);
    if (missingKernels(model, vmSize.gpu!, {}).length > 0) return '-';
    const sizing = findSizing({ model, vmSize, maxModelLen });
    if (sizing === undefined) return '-';
    return sizing.nodes === 1 ? String(sizing.gpus) : `${sizing.nodes} x ${sizing.gpus}`;
  }

  it('has the table of the code', () => {
    const rows = knownModels.map((model) => [
      model.id,
      ...Object.values(nodes).map((size) => fewest(model, size)),
    ]);
    const table = [['', ...Object.keys(nodes)], Object.values({ '': 1, ...nodes }).map(() => '---'), ...rows]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n');
    expect(text).toContain(`<!-- table: the fewest GPUs -->\n${table}\n`);
  });

  it('has the constants of the pinned version', () => {
    const version = findEngineVersion()!;
    const rows: readonly (readonly [string, Measured, string])[] = [
      ['Activations', version.bytesPerLogit, 'bytes per logit'],
      ['Activations, minimum', version.activationFloorGiB, 'GiB'],
      ['Experts', version.expertsGiB, 'GiB'],
      ['CUDA', version.nonTorchGiB, 'GiB'],
      ['CUDA and NCCL', version.nonTorchParallelGiB, 'GiB'],
      ['CUDA graphs', version.cudaGraphsGiB, 'GiB'],
      ['CUDA graphs with constant states', version.cudaGraphsOfStateGiB, 'GiB'],
    ];
    const shown = (value: number) => String(Number(value.toFixed(2)));
    const lines = rows.map(([name, { value, below, above }, unit]) =>
      [name, shown(value), `${shown(Math.max(0, value - below))} to ${shown(value + above)}`, unit].join(
        ' | ',
      ),
    );
    const table = ['Constant | Value | Limits | Unit', '--- | --- | --- | ---', ...lines];
    expect(text).toContain(
      `<!-- table: constants of the pinned version -->\n${table.map((line) => `| ${line} |`).join('\n')}\n`,
    );
  });

  it('has the VM sizes of the code', () => {
    const rows = vmSizeNames.flatMap((name) => {
      const { gpu } = findVmSize(name)!;
      if (gpu === undefined) return [];
      const { model, count, memoryGb, computeCapability, driverBranch, driverKind } = gpu;
      const driver = driverBranch === 0 ? 'none' : `R${driverBranch}${driverKind === 'grid' ? ' GRID' : ''}`;
      const usable = (usableGpuBytes(gpu) / 2 ** 30).toFixed(1);
      return [
        [
          name,
          `${count} x ${model} ${memoryGb}`,
          usable,
          computeCapability,
          driver,
          vllmImageFor([gpu])!.cuda,
        ],
      ];
    });
    const header = [
      'VM size',
      'GPUs, GB',
      'Usable, GiB',
      'Compute capability',
      'Driver',
      'CUDA of the image',
    ];
    const table = [header, header.map(() => '---'), ...rows]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n');
    expect(text).toContain(`<!-- table: VM sizes -->\n${table}\n`);
  });

  it('has what the command prints', async () => {
    let said = '';
    const write = (part: string) => {
      said += part;
    };
    const shown = /<!-- aks-ai (.*) -->\n```\n([\s\S]*?)```/.exec(text)!;
    await runCommandLine(shown[1]!.split(' '), { write, writeError: write });
    expect(shown[2]).toBe(said);
  });

  it('measures with the version of the image', () => {
    expect(text).toContain(`engineVersion: '${pinnedEngineVersion}', tokens: 40_000`);
  });
});

describe('docs/probes.md', () => {
  const text = doc('probes.md');

  it.each(Object.entries(pictures))('shows %s as the kubelet is played', (name, svg) => {
    expect(text).toContain(`](${name})`);
    expect(doc(name)).toBe(svg);
  });

  it("has the table of the strategy's boundaries", () => {
    expect(text).toContain(`up to ${shortWorkSeconds} s`);
    expect(text).toContain(`above ${shortWorkSeconds} s, up to ${longWorkSeconds} s`);
    expect(text).toContain(`above ${longWorkSeconds} s`);
  });

  it('has the heartbeat of the code', () => {
    expect(text).toContain(`every ${heartbeatSeconds} s (\`everySeconds\`)`);
    expect(text).toContain(`\`${heartbeatMountPath}\``);
    expect(text).toContain(`every ${heartbeatPeriodSeconds} s, 3 failures`);
  });
});

test('docs/rules.md is current; `npm run rules` writes it', () => {
  expect(doc('rules.md')).toBe(rulesPage());
});

describe('docs/monitoring.md', () => {
  const text = doc('monitoring.md');

  it('lists the alerts; `npx tsx docs/alerts-table.ts` regenerates the table', () =>
    expect(text).toContain(`${alertsMarker}${alertsTable()}\n\n`));

  it('has the dashboards that the sample has', () => {
    const files = Object.keys(dashboardsOf(sample.resolved));
    const shown = inCode(text).filter((code) => code.endsWith('.json'));
    expect(shown.sort()).toEqual(files.map((file) => `dist/${file}`).sort());
  });

  it('has settings that a definition may have', () => {
    const cluster = /cluster: (\{[\s\S]*?\n\})/.exec(text)![1]!;
    const settings = parse(
      cluster.replaceAll('/…/', '/1c7a7b4e-8f0e-4a52-9a51-6a6a0b3d0d11/resourceGroups/rg/'),
    );
    const definition = { ...smallPlatform, cluster: { ...smallPlatform.cluster, ...settings } };
    expect(resolvePlatform(definition).cluster).toMatchObject(settings);
  });
});
