import { valueAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { helmChartsOf } from './helm-charts';

/** The GPU Operator of the cluster. */
export interface GpuOperator {
  readonly isInstalled: boolean;
  /**
   * Whether it installs the driver, which is its default; undefined if the values are not in the
   * picture.
   */
  readonly installsDriver: boolean | undefined;
}

/** The GPU Operator, installed by Argo CD, Flux, Terraform or plain manifests. */
export function gpuOperatorOf(picture: DeploymentPicture): GpuOperator {
  return picture.once(readGpuOperator);
}

function readGpuOperator(picture: DeploymentPicture): GpuOperator {
  const drivers = [
    ...picture
      .ofKind('ClusterPolicy')
      .flatMap(({ object }) =>
        object.apiVersion.startsWith('nvidia.com/') ? [valueAt(object, 'spec.driver.enabled') !== false] : [],
      ),
    ...helmChartsOf(picture)
      .filter(({ chart }) => chart === 'gpu-operator')
      .map(({ values }) => values && valueAt(values, 'driver.enabled') !== false),
  ];
  return {
    isInstalled: drivers.length > 0,
    installsDriver: drivers.includes(undefined) ? undefined : drivers.includes(true),
  };
}
