import type { PinnedChart, PinnedManifests } from '../../facts/versions';
import type { ProblemList } from '../../problems/problem-list';
import { type ChartValues, requireChartValues } from './chart-values';

/**
 * A Helm chart with a fixed version. Argo CD renders it (`helm template`) and applies the
 * manifests. No Helm release exists.
 */
export interface ChartSource {
  /**
   * Address of the repository without the chart's name: `https://…` for a repository with an index,
   * `oci://registry/folder` for a registry.
   */
  readonly repository: string;
  readonly chart: string;
  /** One version, `1.2.3`. A range would change the cluster without a commit. */
  readonly version: string;
  /**
   * Release name. Most charts use it in the names of their objects.
   *
   * @default the name of the application
   */
  readonly releaseName?: string;
  /** Values that override the chart's, as plain JSON without secrets. @default none */
  readonly values?: ChartValues;
  /**
   * Skips the folder `crds` of the chart, if another application installs the definitions.
   *
   * @default false
   */
  readonly skipCrds?: boolean;
}

/** Chart from a row of lib/facts/versions.ts. */
export function chartOf({ repository, chart, version }: PinnedChart): ChartSource {
  return { repository, chart, version };
}

/** A folder with manifests or a kustomization in a Git repository. */
export interface GitSource {
  /** HTTPS address of the repository. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Folder in the repository. */
  readonly path: string;
}

/** Folder from a row of lib/facts/versions.ts. */
export function manifestsOf({ repository, revision, path }: PinnedManifests): GitSource {
  return { repository, revision, path };
}

export type ApplicationSource = ChartSource | GitSource;

export function isChartSource<T extends { readonly chart: string }>(source: T | GitSource): source is T {
  return 'chart' in source;
}

/**
 * Whether the repository is in an OCI registry, which has no index. Argo CD then requires the full
 * address of the chart.
 */
export function isOciRepository(repository: string): boolean {
  return repository.startsWith('oci://');
}

/**
 * Address that Argo CD reads and that the AppProject must allow.
 *
 * @see argo-cd docs (3.5, 2026-11), user-guide/oci: a `repoURL` with `oci://` and the chart's name
 * needs no registered repository
 */
export function repositoryUrl(source: ApplicationSource): string {
  const { repository } = source;
  return isChartSource(source) && isOciRepository(repository) ? `${repository}/${source.chart}` : repository;
}

const exactVersion = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
const commit = /^[0-9a-f]{40}$/;
/**
 * Tag of a release, with or without a prefix. `release-1.6` is a branch by convention and lacks the
 * third number.
 */
const releaseTag = /^(?:v|[A-Za-z][A-Za-z0-9._/-]*[-/v])?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
const chartName = /^[a-z0-9][a-z0-9._-]*$/;

/** Explains why a chart version is not fixed; undefined if it is one version. */
export function chartVersionProblem(version: string): string | undefined {
  if (exactVersion.test(version)) return undefined;
  return `"${version}" is not a single version, so the chart would change without a commit`;
}

/**
 * Adds a problem for each invalid address, each version that is not fixed, and each secret in the
 * values.
 */
export function requireExternalSource(problems: ProblemList, source: ApplicationSource): void {
  if (isChartSource(source)) requireChart(problems, source);
  else requirePinnedFolder(problems, source);
}

function requireChart(problems: ProblemList, source: ChartSource): void {
  if (!/^(?:https|oci):\/\/[^\s/]+(?:\/[^\s]*[^\s/])?\/?$/.test(source.repository)) {
    problems.add(
      'repository',
      `"${source.repository}" is not the address of a chart repository`,
      'Use an address that starts with https:// or oci://.',
    );
  } else if (isOciRepository(source.repository) && source.repository.endsWith(`/${source.chart}`)) {
    problems.add(
      'repository',
      `"${source.repository}" ends with the chart's name, which Argo CD appends`,
      `Set it to "${source.repository.slice(0, -source.chart.length - 1)}".`,
    );
  }
  if (!chartName.test(source.chart)) {
    problems.add(
      'chart',
      `"${source.chart}" is not a valid chart name`,
      "Use lower-case letters, digits, '-', '_' and '.'.",
    );
  }
  const versionProblem = chartVersionProblem(source.version);
  if (versionProblem !== undefined) {
    problems.add('version', versionProblem, 'Set one version, such as 1.2.3.');
  }
  requireChartValues(problems.at('values'), source.values ?? {});
}

function requirePinnedFolder(problems: ProblemList, source: GitSource): void {
  if (!/^https:\/\/[^\s/]+\/\S+$/.test(source.repository)) {
    problems.add(
      'repository',
      `"${source.repository}" is not the HTTPS address of a Git repository`,
      'Use an address that starts with https://.',
    );
  }
  if (!commit.test(source.revision) && !releaseTag.test(source.revision)) {
    problems.add(
      'revision',
      `"${source.revision}" may be a branch, so the cluster would change without a commit`,
      'Set the tag of a release, such as v1.2.3, or a commit with all 40 digits.',
    );
  }
  if (source.path === '' || source.path.startsWith('/') || source.path.split('/').includes('..')) {
    problems.add('path', `"${source.path}" is not a path in the repository`, 'Use a relative path.');
  }
}
