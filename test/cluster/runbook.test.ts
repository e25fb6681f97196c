import { execFileSync } from 'node:child_process';
import { knownCommands } from '../lib/operations/runbook/known-commands';
import { readMarkdown } from '../lib/operations/runbook/runbook-markdown-text';
import { definitions, type MadeRunbook, runbookOf } from '../lib/operations/runbook/runbooks';
import type { Manifest } from '../schemas/validate-manifest';
import { type Applied, nameOf, type RepositoryFile, sync } from './argo-cd';
import { findCluster } from './requirements';
import { runBlock } from './runbook-blocks';
import { playRunning } from './running-platform';
import { makeDefaultServiceAccounts, type ScratchCluster, startCluster } from './scratch-cluster';
import { contentOf } from './stored-state';

/** The commands of a runbook have the described effect, as far as an API server without controllers can show it. */
const requirements = findCluster();
const proves = requirements === undefined ? it.skip : it;
/** A cluster that was given has kubelets and controllers of its own, for which nothing is played. */
const provesWithOwn = requirements !== undefined && 'assets' in requirements.source ? it : it.skip;

function filesOf({ deployment }: MadeRunbook): readonly RepositoryFile[] {
  return deployment.objects.map(({ file, object }) => ({
    path: `${deployment.environmentPath}/${file}`,
    object,
  }));
}

/** As Argo CD does it; after that what Applications bring that an ApplicationSet makes, namespaces first. */
async function syncAll(
  { api }: ScratchCluster,
  files: readonly RepositoryFile[],
): Promise<readonly Applied[]> {
  const applied = [...(await sync(api, files))];
  const done = new Set(applied.map(({ sent }) => nameOf(sent)));
  const left = files.map(({ object }) => object).filter((object) => !done.has(nameOf(object)));
  const isNamespace = ({ kind }: Manifest) => Number(kind === 'Namespace');
  for (const sent of left.sort((a, b) => isNamespace(b) - isNamespace(a)))
    applied.push({ application: '', sent, answer: await api.apply(sent) });
  return applied;
}

function blocksOf({ text }: MadeRunbook): readonly string[] {
  return readMarkdown(text).fences.map(({ code }) => code);
}

/** The blocks under a heading. */
function blocksUnder({ text }: MadeRunbook, title: string): readonly string[] {
  const [section] = text.slice(text.indexOf(`### ${title}\n`) + 1).split('\n### ');
  return readMarkdown(section!).fences.map(({ code }) => code);
}

describe.each(requirements === undefined ? ['none'] : ['production', 'aiPlatform', 'applicationSet'])(
  'the runbook of %s',
  (name) => {
    let cluster: ScratchCluster;
    let runbook: MadeRunbook;
    let applied: readonly Applied[];
    beforeAll(async () => {
      if (requirements === undefined) return;
      runbook = runbookOf(definitions[name]!);
      const files = filesOf(runbook);
      cluster = await startCluster(requirements, { name, files });
      const isServed = await Promise.all(
        files.map(({ object }) => cluster.api.isServed(object.apiVersion, object.kind)),
      );
      const known = files.filter((_, index) => isServed[index]);
      applied = await syncAll(cluster, known);
      if (!cluster.isOwn) return;
      await makeDefaultServiceAccounts(cluster.api, [
        ...new Set(['default', ...known.flatMap(({ object }) => object.metadata.namespace ?? [])]),
      ]);
      await playRunning(cluster, requirements.source.kubectl, runbook, known);
    });
    afterAll(() => cluster?.stop());

    const run = (code: string) => runBlock(code, cluster.url, requirements!.source.kubectl);

    provesWithOwn('has blocks that run to their end, line by line', async () => {
      const failures: string[] = [];
      for (const block of blocksOf(runbook)) failures.push(...(await run(block)).failures);
      expect(failures).toEqual([]);
    });

    provesWithOwn(
      'shows why a container ended, who holds GPUs, what is wrong with a scaler and an Application',
      async () => {
        const outputOf = async (words: string) => {
          const block = blocksOf(runbook).find((code) => code.includes(words))!;
          return (
            await run(
              block
                .split('\n')
                .filter((line) => line.includes(words))
                .join('\n'),
            )
          ).stdout;
        };
        expect(await outputOf('lastState.terminated')).toMatch(
          /CrashLoopBackOff +OOMKilled +137 +2026-11-25T03:00:00Z/,
        );
        expect(await outputOf('USABLE:')).toMatch(/vmss000000 +\S+ +8 +7/);
        expect(await outputOf('GPUS:.spec.containers[*]')).toMatch(/vmss000000 +1/);
        const scaler = blocksUnder(runbook, 'Scaler cannot read its metric')[0]!;
        expect((await run(scaler)).stdout).toContain('Ready=False TriggerError: it cannot');
        const root = `${runbook.source.inventory.environment}-root`;
        const [look] = blocksUnder(runbook, 'Inspect Argo CD');
        expect((await run(look!.replace(/APPLICATION=\S+/, `APPLICATION=${root}`))).stdout).toContain(
          'ComparisonError: authentication required',
        );
      },
    );

    /** Whether Argo CD, which compares what is there with what the server would make of an apply, sees a difference. */
    async function isDifferent(kind: string, object: string): Promise<boolean> {
      const { sent } = applied.find(
        ({ sent: { kind: each, metadata } }) => each === kind && metadata.name === object,
      )!;
      const [live, predicted] = [await cluster.api.get(sent), await cluster.api.predict(sent)];
      expect([live.status, predicted.status]).toEqual([200, 200]);
      return JSON.stringify(contentOf(live.body)) !== JSON.stringify(contentOf(predicted.body));
    }
    const beforeResume = (block: string) => block.split('# resume')[0]!;
    const first = (kind: string, isIt: (object: Manifest) => boolean = () => true) =>
      applied.map(({ sent }) => sent).find((sent) => sent.kind === kind && isIt(sent))!;
    const isScaled = ({ spec }: Manifest) => spec.replicas === undefined;
    const by = (command: string, { metadata }: Manifest) =>
      run(command.replaceAll('NAMESPACE', metadata.namespace!).replaceAll('NAME', metadata.name));

    describe('what is done by hand, and Git does not have', () => {
      proves('stays: a pause of a scaler', async () => {
        const pause = blocksUnder(runbook, 'Scale manually').find((block) =>
          block.includes('paused-replicas='),
        )!;
        await run(beforeResume(pause));
        const scaler = /SCALER=(\S+)/.exec(pause)![1]!;
        const { sent } = applied.find(
          ({ sent: { kind, metadata } }) => kind === 'ScaledObject' && metadata.name === scaler,
        )!;
        const { body } = await cluster.api.get(sent);
        expect(body.metadata.annotations?.['autoscaling.keda.sh/paused-replicas']).toMatch(/^\d+$/);
        expect(await isDifferent('ScaledObject', scaler)).toBe(false);
        // Nor does a sync for another reason take it away.
        await cluster.api.apply(sent);
        expect((await cluster.api.get(sent)).body.metadata.annotations).toHaveProperty([
          'autoscaling.keda.sh/paused-replicas',
        ]);
      });

      proves('stays: a restart', async () => {
        const [restart] = blocksUnder(runbook, 'Restart manually');
        await run(restart!);
        const deployment = /WORKLOAD=deployment\/(\S+)/.exec(restart!)![1]!;
        const { sent } = applied.find(
          ({ sent: { kind, metadata } }) => kind === 'Deployment' && metadata.name === deployment,
        )!;
        const restartedAt = async () =>
          (await cluster.api.get(sent)).body['spec'].template.metadata.annotations?.[
            'kubectl.kubernetes.io/restartedAt'
          ];
        const at = await restartedAt();
        expect(at).toBeDefined();
        expect(await isDifferent('Deployment', deployment)).toBe(false);
        await cluster.api.apply(sent);
        expect(await restartedAt()).toBe(at);
      });

      proves('stays: replicas of what a scaler scales', async () => {
        const target = first('Deployment', isScaled);
        await by('kubectl scale deployment/NAME --namespace NAMESPACE --replicas 7', target);
        expect(await isDifferent('Deployment', target.metadata.name)).toBe(false);
      });

      proves('stays: an Application that was stopped, and the root as well', async () => {
        const [stop, back] = blocksUnder(runbook, 'Disable automated sync');
        const root = `${runbook.source.inventory.environment}-root`;
        await run(stop!.replace(/APPLICATION=\S+/, `APPLICATION=${root}`));
        const { body } = await cluster.api.get(
          first('Application', ({ metadata }) => metadata.name === root),
        );
        expect(body['spec'].syncPolicy.automated).toEqual({
          allowEmpty: false,
          enabled: false,
          prune: true,
          selfHeal: true,
        });
        expect(await isDifferent('Application', root)).toBe(false);
        const set = applied.find(({ sent }) => sent.kind === 'ApplicationSet')?.sent;
        if (set !== undefined) {
          expect((await cluster.api.get(set)).body['spec'].syncPolicy.applicationsSync).toBe('create-only');
          expect(await isDifferent('ApplicationSet', set.metadata.name)).toBe(false);
        }
        await run(back!.replace(/APPLICATION=\S+/, `APPLICATION=${root}`));
        const after = await cluster.api.get(first('Application', ({ metadata }) => metadata.name === root));
        expect(after.body['spec'].syncPolicy.automated).not.toHaveProperty('enabled');
      });
    });

    describe('what is done by hand, and Git has otherwise', () => {
      proves('is put back: replicas of what Git sets', async () => {
        const target = first('Deployment', (object) => !isScaled(object));
        await by('kubectl scale deployment/NAME --namespace NAMESPACE --replicas 7', target);
        expect(await isDifferent('Deployment', target.metadata.name)).toBe(true);
      });

      proves('is put back: another image, as rollout undo gives it', async () => {
        const target = first('Deployment', isScaled);
        await by(`kubectl set image deployment/NAME --namespace NAMESPACE '*=other:1'`, target);
        expect(await isDifferent('Deployment', target.metadata.name)).toBe(true);
      });

      proves('is put back: the finalizer of an Application', async () => {
        const application = first('Application', ({ metadata }) => metadata['finalizers'] !== undefined);
        await by(
          `kubectl patch application NAME --namespace NAMESPACE --type merge --patch '{"metadata":{"finalizers":null}}'`,
          application,
        );
        expect(await isDifferent('Application', application.metadata.name)).toBe(true);
      });

      proves('is put back: automated sync taken away', async () => {
        const root = `${runbook.source.inventory.environment}-root`;
        const application = first('Application', ({ metadata }) => metadata.name !== root);
        await by(
          `kubectl patch application NAME --namespace NAMESPACE --type merge --patch '{"spec":{"syncPolicy":{"automated":null}}}'`,
          application,
        );
        expect(await isDifferent('Application', application.metadata.name)).toBe(true);
      });
    });
  },
);

describe('commands that runbooks may have', () => {
  const commandsOf = (program: string) =>
    [...knownCommands].filter(([command]) => command.startsWith(`${program} `));
  /** Options that a program does not list in its help. */
  const unlisted = (program: string, file: string, global: string) =>
    commandsOf(program).flatMap(([command, { options = [], switches = [] }]) => {
      const help = execFileSync(file, [...command.split(' ').slice(1), '--help'], { encoding: 'utf8' });
      return [...options, ...switches]
        .filter((option) => !new RegExp(`(?:^|\\s)${option}(?=[\\s=,:\\[]|$)`, 'm').test(help + global))
        .map((option) => `${command} ${option}`);
    });

  proves('are in the help of kubectl', () => {
    const { kubectl } = requirements!.source;
    const global = execFileSync(kubectl, ['options'], { encoding: 'utf8' });
    expect(unlisted('kubectl', kubectl, global)).toEqual([]);
  });

  const azureCli = process.env['AZURE_CLI'];
  (azureCli === undefined ? it.skip : it)(
    'are in the help of az, which AZURE_CLI names',
    () => {
      expect(unlisted('az', azureCli!, '')).toEqual([]);
    },
    600_000,
  );
});
