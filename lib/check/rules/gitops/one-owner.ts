import { listAt, textAt } from '../../../values/json';
import { apiGroupOf, type DeploymentPicture, type FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { argoApplications } from '../../views/argo-applications';

const config = (name: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: default }
`;

export const oneOwner: Rule = {
  id: 'gitops/one-owner',
  title: 'An object must be defined only once',
  severity: 'error',
  why: 'Two Argo CD applications with the same object overwrite each other. With prune, deleting the object from one application deletes it for both.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options, FailOnSharedResource (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${config('a')}---${config('a')}` },
  good: { kubernetes: `${config('a')}---${config('b')}` },
  check: (picture) => {
    const owners = new Map<string, readonly FoundObject[]>();
    const destinations = destinationsOf(picture);
    const variants = variantsOf(picture);
    return picture.objects.flatMap((found) => {
      const { object, application } = found;
      const { name, namespace } = object.metadata;
      // Without the version, because v1 and v1beta1 of a kind are one object in the cluster.
      const key = [apiGroupOf(object), object.kind, namespace ?? '', name].join('/');
      const before = owners.get(key) ?? [];
      owners.set(key, [...before, found]);
      const first = before.find((other) => areInOneCluster(other, found, destinations, variants));
      if (first === undefined) return [];
      const ofApplication = (folder: string | undefined) =>
        folder === undefined ? '' : ` of application "${folder}"`;
      return [
        {
          in: found,
          message: `The ${object.kind} is defined here${ofApplication(application)} and in ${first.file}${ofApplication(first.application)}, so the two definitions overwrite each other.`,
          expected: 'one definition of each object',
          fix: 'Rename one of the two objects, or let one construct create it and the other reference it.',
        },
      ];
    });
  },
};

/** A folder that an Argo CD Application reads, and the cluster that it syncs the folder to. */
interface Destination {
  readonly folder: string;
  readonly cluster: string;
}

function destinationsOf(picture: DeploymentPicture): readonly Destination[] {
  return argoApplications(picture).flatMap(({ found, spec }) => {
    const sources = [spec['source'], ...listAt(spec, 'sources')];
    // In an ApplicationSet, a generator fills in the destination.
    const cluster =
      found.object.kind === 'Application'
        ? (textAt(spec, 'destination.name') ?? textAt(spec, 'destination.server'))
        : undefined;
    return sources.flatMap((source) => {
      const folder = textAt(source, 'path');
      return folder === undefined || cluster === undefined ? [] : [{ folder, cluster }];
    });
  });
}

/**
 * Pairs of files with several objects in common, such as a quickstart and the full example in one
 * folder. They are variants of one application and not two parts of it.
 */
function variantsOf(picture: DeploymentPicture): ReadonlySet<string> {
  const filesOf = new Map<string, Set<string>>();
  for (const { object, file } of picture.objects) {
    const { name, namespace } = object.metadata;
    const key = [apiGroupOf(object), object.kind, namespace ?? '', name].join('/');
    filesOf.set(key, (filesOf.get(key) ?? new Set()).add(file));
  }
  const common = new Map<string, number>();
  for (const files of filesOf.values()) {
    const sorted = [...files].sort();
    sorted.forEach((a, index) => {
      for (const b of sorted.slice(index + 1)) {
        common.set(pairOf(a, b), (common.get(pairOf(a, b)) ?? 0) + 1);
      }
    });
  }
  return new Set([...common].flatMap(([pair, count]) => (count > 1 ? [pair] : [])));
}

function pairOf(a: string, b: string): string {
  return [a, b].sort().join('\n');
}

/**
 * Whether two files are known to reach the same cluster: files of one folder, folders of the
 * platform's own Applications, and folders that Argo CD Applications sync to one destination. Other
 * folders, such as `dev` and `prod`, or `base` and `overlays` of Kustomize, may be separate.
 */
function areInOneCluster(
  a: FoundObject,
  b: FoundObject,
  destinations: readonly Destination[],
  variants: ReadonlySet<string>,
): boolean {
  if (a.application !== undefined && b.application !== undefined) return true;
  const clustersOf = ({ file }: FoundObject) =>
    destinations.filter(({ folder }) => `/${file}`.includes(`/${folder}/`)).map(({ cluster }) => cluster);
  const clusters = clustersOf(a);
  if (clustersOf(b).some((cluster) => clusters.includes(cluster))) return true;
  return folderOf(a.file) === folderOf(b.file) && !variants.has(pairOf(a.file, b.file));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
