import { parse } from 'yaml';
import { listAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';

/** What is known of the GPU Operator in the cluster. */
export interface GpuOperator {
  readonly isThere: boolean;
  /** Whether it brings the driver, as it does unless it is told not to; undefined if values that are not here say so. */
  readonly installsDriver: boolean | undefined;
}

/** The GPU Operator as Argo CD, Flux, Terraform or its own manifests have it. */
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
    isThere: drivers.length > 0,
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
