import { parse } from 'yaml';
import { listAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';

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
    ...picture
      .ofKind('Application')
      .flatMap(({ object }) =>
        [valueAt(object, 'spec.source'), ...listAt(object, 'spec.sources')].flatMap((source) =>
          textAt(source, 'chart') === 'gpu-operator' ? [driverOfSource(valueAt(source, 'helm'))] : [],
        ),
      ),
    ...picture
      .ofKind('HelmRelease')
      .flatMap(({ object }) =>
        textAt(object, 'spec.chart.spec.chart') === 'gpu-operator'
          ? [
              listAt(object, 'spec.valuesFrom').length > 0
                ? undefined
                : driverOf(valueAt(object, 'spec.values')),
            ]
          : [],
      ),
    ...picture
      .resourcesOf('helm_release')
      .flatMap(({ attributes }) =>
        textAt(attributes, 'chart')?.includes('gpu-operator') === true
          ? [attributes['set'] === undefined && attributes['values'] === undefined ? true : undefined]
          : [],
      ),
  ];
  return {
    isInstalled: drivers.length > 0,
    installsDriver: drivers.includes(undefined) ? undefined : drivers.includes(true),
  };
}

function driverOfSource(helm: unknown): boolean | undefined {
  if (listAt(helm, 'valueFiles').length > 0) return undefined;
  const parameter = listAt(helm, 'parameters').find((each) => textAt(each, 'name') === 'driver.enabled');
  if (parameter !== undefined) return textAt(parameter, 'value') !== 'false';
  return driverOf(valueAt(helm, 'valuesObject')) && driverOf(read(textAt(helm, 'values')));
}

function driverOf(values: unknown): boolean {
  return valueAt(values, 'driver.enabled') !== false;
}

function read(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}
