import { type KedaVersion, kedaAddOnOf } from '../../engine/scaling/keda-features';
import { minorVersionOf } from '../../facts/aks-versions';
import { textAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { blocksAt, type FoundResource } from '../terraform-resource';
import { type HelmChart, helmChartsOf } from './helm-charts';

/** What installs KEDA in the cluster. */
export interface KedaInstallations {
  /** Clusters whose AKS add-on is on. */
  readonly addOns: readonly FoundResource[];
  /** KEDA's own chart. */
  readonly charts: readonly HelmChart[];
}

/** What installs KEDA: the AKS add-on, KEDA's chart, or both. */
export function kedaInstallationsOf(picture: DeploymentPicture): KedaInstallations {
  return picture.once(readInstallations);
}

function readInstallations(picture: DeploymentPicture): KedaInstallations {
  return {
    addOns: picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .filter((cluster) =>
        blocksAt(cluster, 'workload_autoscaler_profile').some((each) => each['keda_enabled'] === true),
      ),
    charts: helmChartsOf(picture).filter(({ chart }) => chart === 'keda'),
  };
}

/** Version of KEDA; undefined if the picture does not determine it. */
export function kedaVersionOf(picture: DeploymentPicture): KedaVersion | undefined {
  const { addOns, charts } = kedaInstallationsOf(picture);
  const [cluster, ...more] = addOns;
  const [chart] = charts;
  if (cluster !== undefined) {
    // Two clusters in one picture may have different versions.
    if (more.length > 0 || chart !== undefined) return undefined;
    const version = textAt(cluster.attributes, 'kubernetes_version');
    // These channels select a newer version than the configuration states.
    const isMoved = /^(?:stable|rapid)$/.test(String(cluster.attributes['automatic_upgrade_channel']));
    return version === undefined || isMoved ? undefined : kedaAddOnOf(version);
  }
  // The chart has the version of KEDA. A range has no minor version.
  const minor = charts.length === 1 ? minorVersionOf(chart?.version ?? '') : undefined;
  return minor === undefined
    ? undefined
    : { minor, isMinimum: false, from: `version ${chart!.version} of the chart keda` };
}
