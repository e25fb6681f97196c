import type { ApplicationSpecSource } from '../../imports/application-argoproj.io';
import {
  type ApplicationSource,
  isChartSource,
  isOciRepository,
  repositoryUrl,
} from '../../lib/engine/charts/application-source';

/**
 * A source as Argo CD has it.
 *
 * @param applicationName what a chart's release is called if the source does not say.
 * Sources: argo-cd docs (3.5, 2026-11), user-guide/{helm,oci,multiple_sources}.
 */
export function toApplicationSource(
  source: ApplicationSource,
  applicationName: string,
): ApplicationSpecSource {
  const repoUrl = repositoryUrl(source);
  if (!isChartSource(source)) return { repoUrl, targetRevision: source.revision, path: source.path };
  const { values, skipCrds } = source;
  return {
    repoUrl,
    // In a registry the address is the chart's own, and its root is the only folder.
    ...(isOciRepository(source.repository) ? { path: '.' } : { chart: source.chart }),
    targetRevision: source.version,
    helm: {
      releaseName: source.releaseName ?? applicationName,
      // Tests of a chart are for whoever installs it by hand: Argo CD would run them after every sync.
      skipTests: true,
      ...(skipCrds === true ? { skipCrds } : {}),
      ...(values === undefined || Object.keys(values).length === 0 ? {} : { valuesObject: values }),
    },
  };
}
