import { isJsonObject, type JsonObject, mapAt, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { FoundResource } from '../terraform-resource';
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

/** The settings of one GPU Operator: the values of its chart, or its ClusterPolicy. */
export interface GpuOperatorSettings {
  readonly in: FoundObject | FoundResource;
  /** Path of the settings. */
  readonly field: string;
  /** Settings with the names of the chart's values; undefined if they are not in the picture. */
  readonly settings: JsonObject | undefined;
  /** Version of the chart; undefined for a ClusterPolicy. */
  readonly version: string | undefined;
}

/** The GPU Operator, installed by Argo CD, Flux, Terraform or plain manifests. */
export function gpuOperatorOf(picture: DeploymentPicture): GpuOperator {
  const drivers = gpuOperatorSettingsOf(picture).map(
    ({ settings }) => settings && valueAt(settings, 'driver.enabled') !== false,
  );
  return {
    isInstalled: drivers.length > 0,
    installsDriver: drivers.includes(undefined) ? undefined : drivers.includes(true),
  };
}

/** Settings of every GPU Operator in the picture. */
export function gpuOperatorSettingsOf(picture: DeploymentPicture): readonly GpuOperatorSettings[] {
  return picture.once(readSettings);
}

function readSettings(picture: DeploymentPicture): readonly GpuOperatorSettings[] {
  return [
    ...picture
      .ofKind('ClusterPolicy')
      .filter(({ object }) => object.apiVersion.startsWith('nvidia.com/') && isJsonObject(object['spec']))
      .map((found) => ({
        in: found,
        field: 'spec',
        settings: mapAt(found.object, 'spec'),
        version: undefined,
      })),
    ...helmChartsOf(picture)
      .filter(({ chart }) => chart === 'gpu-operator')
      .map(({ in: place, valuesField, values, version }) => ({
        in: place,
        field: valuesField,
        settings: values,
        version,
      })),
  ];
}
