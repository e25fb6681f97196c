import { isChartSource } from '../../engine/charts/application-source';
import { parseRepositoryAddress } from '../../values/repository-address';
import type { DeployedSource } from './deployed-application';

/**
 * Source of an Application for a reader: `chart langfuse 2.0.0`, the path of a folder in the
 * platform's own repository, or `kubernetes-sigs/gateway-api config/crd v1.5.0`.
 */
export function sourceText(source: DeployedSource, ownRepository: string): string {
  if (isChartSource(source)) return `chart ${source.chart} ${source.version}`;
  const { repository, path, revision } = source;
  return repository === ownRepository ? path : `${pathOf(repository)} ${path} ${revision}`;
}

/** `kubernetes-sigs/gateway-api`; the whole address if it has an unknown form. */
const pathOf = (repository: string) => parseRepositoryAddress(repository)?.path ?? repository;
