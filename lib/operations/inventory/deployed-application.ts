import {
  type ApplicationSource,
  type ChartSource,
  type GitSource,
  isChartSource,
} from '../../engine/charts/application-source';

/** Helm chart or Git folder of an Application. */
export type DeployedSource = Pick<ChartSource, 'repository' | 'chart' | 'version'> | GitSource;

/** Argo CD Application of an environment. */
export interface DeployedApplication {
  /** Name in Argo CD. */
  readonly name: string;
  /**
   * Name in the definition; the name in Argo CD for the root. Differs from `name` next to
   * Applications of other clusters.
   */
  readonly definitionName: string;
  /** Folder with its objects, below the environment's folder; undefined without one. */
  readonly folder: string | undefined;
  /** Namespace of objects that set none. */
  readonly namespace: string;
  /** Charts and Git folders, in the order of the Application. */
  readonly sources: readonly DeployedSource[];
  /** Order of the sync: lower waves first. */
  readonly syncWave: number;
  /** Whether it applies the other Applications. */
  readonly isRoot: boolean;
  /** Whether an ApplicationSet generates it and reverts changes to it. */
  readonly isGenerated: boolean;
}

/** Source without the values of a chart. */
export function originOf(source: ApplicationSource): DeployedSource {
  if (!isChartSource(source)) return source;
  const { repository, chart, version } = source;
  return { repository, chart, version };
}
