import {
  type Applied,
  applicationsOf,
  filesOf,
  isKept,
  nameOf,
  prune,
  sync,
  trackedObjects,
} from './argo-cd';
import { fieldDifferences } from './field-differences';
import { platforms } from './platforms';
import { podsOf } from './pods';
import { findCluster, howToGetCluster } from './requirements';
import { makeDefaultServiceAccounts, type ScratchCluster, startCluster } from './scratch-cluster';
import { contentOf, versionOf } from './stored-state';

const requirements = findCluster();
const report: string[] = [];
/** Past Jest's console, which would put a stack trace below each line. */
const printReport = () => void process.stderr.write(`\n${report.join('\n')}\n\n`);
if (requirements === undefined) {
  report.push('SKIPPED: the proof against an API server. There is none.', howToGetCluster);
  // Jest runs no hook where every test is skipped.
  printReport();
} else {
  afterAll(printReport);
}
const proves = requirements === undefined ? it.skip : it;
const messages = (applied: readonly Applied[]) =>
  applied
    .filter(({ answer }) => answer.status >= 300)
    .map(({ sent, answer }) => `${nameOf(sent)}: ${answer.body['message']}`);

/**
 * Kinds whose definition is nowhere by itself: the chart of Application Gateway for Containers has it
 * (mcr.microsoft.com/application-lb/charts/alb-controller, 2026-11). In CRDS_FOLDER it is taken like any other.
 */
const kindsWithoutPublicDefinition = ['alb.networking.azure.io/v1 HealthCheckPolicy'];

/** Argo CD's own finalizer has no path in its name, and AppProject has no other (argo-cd 3.5, 2026-11). */
const isNoted = (warning: string) =>
  !warning.startsWith(
    'metadata.finalizers: "resources-finalizer.argocd.argoproj.io": prefer a domain-qualified',
  );

describe.each(requirements === undefined ? [{ name: 'a platform', files: [] }] : platforms())(
  '$name',
  ({ name, files }) => {
    let cluster: ScratchCluster;
    let first: readonly Applied[];
    const accepted = () => first.filter(({ answer }) => answer.status < 300);
    beforeAll(async () => {
      if (requirements === undefined) return;
      cluster = await startCluster(requirements, { name, files });
      const startedAt = Date.now();
      first = await sync(cluster.api, await known());
      report.push(
        `${name}: Kubernetes ${cluster.version}, ${first.length} objects of ${new Set(first.map((each) => each.application)).size} ` +
          `applications applied in ${((Date.now() - startedAt) / 1000).toFixed(1)} s, ${accepted().length} accepted`,
      );
    });
    afterAll(() => cluster?.stop());

    /** What the API server has a schema of. The rest has a test that fails. */
    async function known() {
      const isKnown = await Promise.all(
        files.map(({ object }) => cluster.api.isServed(object.apiVersion, object.kind)),
      );
      return files.filter((_, index) => isKnown[index]);
    }

    proves('has a schema of every kind', async () => {
      const all = files.map(({ object }) => `${object.apiVersion} ${object.kind}`);
      const served = (await known()).map(({ object }) => `${object.apiVersion} ${object.kind}`);
      const missing = [...new Set(all)].filter((kind) => !served.includes(kind));
      for (const kind of missing) report.push(`${name}: NOT APPLIED, no definition: ${kind}`);
      expect(missing.filter((kind) => !kindsWithoutPublicDefinition.includes(kind))).toEqual([]);
    });

    proves('has every file in the folder of one application', () => {
      const read = applicationsOf(files).flatMap((application) => filesOf(application, files));
      expect(files.length).toBeGreaterThan(0);
      expect(read.map(({ path }) => path).sort()).toEqual(files.map(({ path }) => path).sort());
    });

    proves('is accepted, every field of it', () => {
      expect(messages(first)).toEqual([]);
    });

    proves('is accepted without a warning', () => {
      const warnings = first.flatMap(({ sent, answer }) =>
        answer.warnings.filter(isNoted).map((warning) => `${nameOf(sent)}: ${warning}`),
      );
      expect(warnings).toEqual([]);
    });

    proves('comes back as it was sent: quantities are spelt as the API server spells them', () => {
      const differences = accepted().flatMap(({ sent, answer }) =>
        fieldDifferences(sent, answer.body).map((difference) => `${nameOf(sent)}: ${difference}`),
      );
      expect(differences).toEqual([]);
    });

    proves('has pods that every admission plugin lets in', async () => {
      const pods = podsOf(files);
      await makeDefaultServiceAccounts(cluster.api, [
        ...new Set(pods.map(({ pod }) => pod.metadata.namespace)),
      ]);
      const problems: string[] = [];
      for (const { workload, pod } of pods) {
        const { status, body, warnings } = await cluster.api.tryToCreate(pod);
        const refusal = status === 201 ? [] : [body['message']];
        problems.push(...[...refusal, ...warnings].map((problem) => `${workload}: ${problem}`));
      }
      report.push(`${name}: ${pods.length} pods shown to admission, ${problems.length} problems`);
      expect(problems).toEqual([]);
    });

    proves('changes nothing when it is applied again', async () => {
      const stored = await Promise.all(accepted().map(({ sent }) => cluster.api.get(sent)));
      const second = await sync(cluster.api, await known());
      expect(messages(second)).toEqual([]);
      expect(second.map(({ answer }) => contentOf(answer.body))).toEqual(
        stored.map(({ body }) => contentOf(body)),
      );
      if (!cluster.isOwn) return;
      // The API server writes its own defaults down with the first update (seen on PersistentVolumeClaim and Gateway, 1.35.4),
      // so it is the third time that writes nothing at all.
      const third = await sync(cluster.api, await known());
      expect(third.map(({ answer }) => versionOf(answer.body))).toEqual(
        second.map(({ answer }) => versionOf(answer.body)),
      );
    });

    proves('loses the objects that vanished from its folders, and nothing else', async () => {
      const present = await known();
      const applications = applicationsOf(present);
      // One of each application; not the applications themselves, whose folders would go with them.
      const vanished = applications
        .slice(1)
        .map((application) => filesOf(application, present).find(({ object }) => !isKept(object)))
        .filter((file) => file !== undefined);
      expect(vanished.length).toBeGreaterThan(0);
      const before = await trackedObjects(cluster.api, present);
      const deleted = await prune(
        cluster.api,
        present,
        present.filter((file) => !vanished.includes(file)),
      );
      const after = await trackedObjects(cluster.api, present);

      const names = vanished.map(({ object }) => nameOf(object)).sort();
      report.push(`${name}: ${before.length} objects tracked, ${deleted.length} pruned`);
      expect([...deleted].sort()).toEqual(names);
      // What is protected by a finalizer is marked as deleted only: its controller is not here.
      const left = after.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      expect(left.map((object) => contentOf(object))).toEqual(
        before.filter((object) => !names.includes(nameOf(object))).map((object) => contentOf(object)),
      );
    });
  },
);
