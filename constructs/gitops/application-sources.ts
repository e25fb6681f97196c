import type { ApplicationSpecSource } from '../../imports/application-argoproj.io';
import {
  type ApplicationSource,
  isChartSource,
  isOciRepository,
  repositoryUrl,
} from '../../lib/engine/charts/application-source';

/**
 * Converts a source to the form of Argo CD.
 *
 * @param applicationName default name of a chart's release.
 * @see argo-cd docs (3.5, 2026-11), user-guide/{helm,oci,multiple_sources}
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
    // In an OCI registry the address names the chart itself, and its root is the only folder.
    ...(isOciRepository(source.repository) ? { path: '.' } : { chart: source.chart }),
    targetRevision: source.version,
    helm: {
      releaseName: source.releaseName ?? applicationName,
      // Chart tests are for manual installation: Argo CD would run them after every sync.
      skipTests: true,
      ...(skipCrds === true ? { skipCrds } : {}),
      ...(values === undefined || Object.keys(values).length === 0 ? {} : { valuesObject: values }),
    },
  };
}
