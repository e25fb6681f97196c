import type { PinnedChart, PinnedManifests } from '../../facts/versions';
import type { ProblemList } from '../../problems/problem-list';
import { type ChartValues, requireChartValues } from './chart-values';

/** A Helm chart in a fixed version. Argo CD renders it (`helm template`) and applies what comes out; there is no Helm release. */
export interface ChartSource {
  /**
   * Address of the repository without the chart's name: `https://…` for a repository with an index, `oci://registry/folder` for a
   * registry.
   */
  readonly repository: string;
  readonly chart: string;
  /** One version, `1.2.3`; no range, which would change the cluster without a commit. */
  readonly version: string;
  /** Release name, which most charts put into the names of their objects. Default: the application's name. */
  readonly releaseName?: string;
  /** Values besides the chart's own, as plain JSON without a secret in it. Default: none. */
  readonly values?: ChartValues;
  /** Leaves out the folder `crds` of the chart, for definitions that come from elsewhere. Default: off. */
  readonly skipCrds?: boolean;
}

/** The chart of a row of the table of versions. */
export function chartOf({ repository, chart, version }: PinnedChart): ChartSource {
  return { repository, chart, version };
}

/** A folder of manifests, or a kustomization, in a Git repository. */
export interface GitSource {
  /** HTTPS address of the repository. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Folder in the repository. */
  readonly path: string;
}

/** The folder of a row of the table of versions. */
export function manifestsOf({ repository, revision, path }: PinnedManifests): GitSource {
  return { repository, revision, path };
}

export type ApplicationSource = ChartSource | GitSource;

export function isChartSource<T extends { readonly chart: string }>(source: T | GitSource): source is T {
  return 'chart' in source;
}

/** A repository in an OCI registry, which has no index: Argo CD then wants the whole address of the chart. */
export function isOciRepository(repository: string): boolean {
  return repository.startsWith('oci://');
}

/**
 * The address that Argo CD reads, and that a project has to allow.
 * Source: argo-cd docs (3.5, 2026-11), user-guide/oci: `repoURL` with `oci://` and the chart's name needs no registered repository.
 */
export function repositoryUrl(source: ApplicationSource): string {
  const { repository } = source;
  return isChartSource(source) && isOciRepository(repository) ? `${repository}/${source.chart}` : repository;
}

const exactVersion = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
const commit = /^[0-9a-f]{40}$/;
/** A release's tag, with or without words before it. `release-1.6` is a branch by custom, and has no third number. */
const releaseTag = /^(?:v|[A-Za-z][A-Za-z0-9._/-]*[-/v])?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
const chartName = /^[a-z0-9][a-z0-9._-]*$/;

/** Says what is wrong with a chart's version; undefined if it names one version. */
export function chartVersionProblem(version: string): string | undefined {
  if (exactVersion.test(version)) return undefined;
  return `"${version}" is not one version: the chart would change without a commit`;
}

/** Adds a problem for everything in somebody else's chart or folder that is not fixed, not safe to commit, or not an address. */
export function requireExternalSource(problems: ProblemList, source: ApplicationSource): void {
  if (isChartSource(source)) requireChart(problems, source);
  else requirePinnedFolder(problems, source);
}

function requireChart(problems: ProblemList, source: ChartSource): void {
  if (!/^(?:https|oci):\/\/[^\s/]+(?:\/[^\s]*[^\s/])?\/?$/.test(source.repository)) {
    problems.add(
      'repository',
      `"${source.repository}" is not the address of a chart repository`,
      'Give an address with https:// or oci://.',
    );
  } else if (isOciRepository(source.repository) && source.repository.endsWith(`/${source.chart}`)) {
    problems.add(
      'repository',
      `"${source.repository}" ends with the chart's name, which is added to it`,
      `Give "${source.repository.slice(0, -source.chart.length - 1)}".`,
    );
  }
  if (!chartName.test(source.chart)) {
    problems.add(
      'chart',
      `"${source.chart}" is not a chart's name`,
      "Give lower-case letters, digits, '-', '_' and '.'.",
    );
  }
  const versionProblem = chartVersionProblem(source.version);
  if (versionProblem !== undefined) {
    problems.add('version', versionProblem, 'Give one version, for example 1.2.3.');
  }
  requireChartValues(problems.at('values'), source.values ?? {});
}

function requirePinnedFolder(problems: ProblemList, source: GitSource): void {
  if (!/^https:\/\/[^\s/]+\/\S+$/.test(source.repository)) {
    problems.add(
      'repository',
      `"${source.repository}" is not the HTTPS address of a Git repository`,
      'Give an address with https://.',
    );
  }
  if (!commit.test(source.revision) && !releaseTag.test(source.revision)) {
    problems.add(
      'revision',
      `"${source.revision}" may be a branch: the cluster would change without a commit`,
      'Give the tag of a release, for example v1.2.3, or a commit with all 40 digits.',
    );
  }
  if (source.path === '' || source.path.startsWith('/') || source.path.split('/').includes('..')) {
    problems.add('path', `"${source.path}" is not a folder of the repository`, 'Give a relative path.');
  }
}
