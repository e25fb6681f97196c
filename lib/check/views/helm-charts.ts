import { parse } from 'yaml';
import { isJsonObject, type JsonObject, listAt, mapAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { FoundResource } from '../terraform-resource';
import { argoApplications } from './argo-applications';
import { mergeHelmValues, withHelmParameter } from './helm-values';

/** A Helm chart that Argo CD, Flux or Terraform installs. */
export interface HelmChart {
  /** The Application, ApplicationSet, HelmRelease or `helm_release`. */
  readonly in: FoundObject | FoundResource;
  readonly installer: 'argo-cd' | 'flux' | 'terraform';
  /** Path of the chart in the object: `spec.source`, `spec.chart.spec`; empty for a resource. */
  readonly field: string;
  /** Path of the values: `spec.source.helm.valuesObject`. */
  readonly valuesField: string;
  /** Name without the address of its repository. */
  readonly chart: string;
  readonly repository: string | undefined;
  readonly version: string | undefined;
  /** Name of the release; undefined if the object does not state it. */
  readonly release: string | undefined;
  /** Values that override those of the chart; undefined if files or expressions contain some. */
  readonly values: JsonObject | undefined;
}

/** Every Helm chart of the picture. */
export function helmChartsOf(picture: DeploymentPicture): readonly HelmChart[] {
  return picture.once(readCharts);
}

function readCharts(picture: DeploymentPicture): readonly HelmChart[] {
  return [...argoCharts(picture), ...fluxCharts(picture), ...terraformCharts(picture)];
}

function argoCharts(picture: DeploymentPicture): readonly HelmChart[] {
  return argoApplications(picture).flatMap(({ found, spec, field }) =>
    [
      { source: valueAt(spec, 'source'), at: `${field}.source` },
      ...listAt(spec, 'sources').map((source, index) => ({ source, at: `${field}.sources[${index}]` })),
    ].flatMap(({ source, at }) => {
      const repository = textAt(source, 'repoURL');
      const isOci = repository?.startsWith('oci://') === true;
      const chart = textAt(source, 'chart') ?? (isOci ? lastPart(repository) : undefined);
      if (chart === undefined) return [];
      const helm = mapAt(source, 'helm');
      return [
        {
          in: found,
          installer: 'argo-cd' as const,
          field: at,
          valuesField: `${at}.helm.${helm['valuesObject'] === undefined && helm['values'] !== undefined ? 'values' : 'valuesObject'}`,
          chart: lastPart(chart),
          repository,
          version: textAt(source, 'targetRevision'),
          release: textAt(helm, 'releaseName') ?? found.object.metadata.name,
          values: argoValues(helm),
        },
      ];
    }),
  );
}

/** `parameters` override `valuesObject`, which replaces `values`. */
function argoValues(helm: JsonObject): JsonObject | undefined {
  if (listAt(helm, 'valueFiles').length > 0 || listAt(helm, 'fileParameters').length > 0) return undefined;
  const stated = helm['valuesObject'];
  const values = isJsonObject(stated) ? stated : parsed(textAt(helm, 'values') ?? '');
  return listAt(helm, 'parameters').reduce<JsonObject | undefined>((merged, parameter) => {
    const name = textAt(parameter, 'name');
    const value = textAt(parameter, 'value');
    if (merged === undefined || name === undefined || value === undefined) return undefined;
    return withHelmParameter(merged, name, value, valueAt(parameter, 'forceString') === true);
  }, values);
}

function fluxCharts(picture: DeploymentPicture): readonly HelmChart[] {
  return picture.ofKind('HelmRelease').flatMap((found) => {
    const spec = mapAt(found.object, 'spec');
    const chart = textAt(spec, 'chart.spec.chart');
    if (chart === undefined) return [];
    const source = mapAt(spec, 'chart.spec.sourceRef');
    const { namespace } = found.object.metadata;
    const repository = picture.find(
      textAt(source, 'kind') ?? 'HelmRepository',
      textAt(source, 'name'),
      textAt(source, 'namespace') ?? namespace,
    );
    return [
      {
        in: found,
        installer: 'flux' as const,
        field: 'spec.chart.spec',
        valuesField: 'spec.values',
        chart: lastPart(chart),
        repository: textAt(repository?.object, 'spec.url'),
        version: textAt(spec, 'chart.spec.version'),
        release: textAt(spec, 'releaseName') ?? found.object.metadata.name,
        values: listAt(spec, 'valuesFrom').length > 0 ? undefined : mapAt(spec, 'values'),
      },
    ];
  });
}

function terraformCharts(picture: DeploymentPicture): readonly HelmChart[] {
  return picture.resourcesOf('helm_release').flatMap((resource) => {
    const { attributes } = resource;
    const chart = textAt(attributes, 'chart');
    if (chart === undefined || chart.includes('${')) return [];
    return [
      {
        in: resource,
        installer: 'terraform' as const,
        field: '',
        valuesField: 'values',
        chart: lastPart(chart),
        repository: textAt(attributes, 'repository') ?? (chart.includes('://') ? chart : undefined),
        version: textAt(attributes, 'version'),
        release: textAt(attributes, 'name'),
        values: terraformValues(attributes),
      },
    ];
  });
}

/** A later document in `values` overrides an earlier one, and `set` blocks override both. */
function terraformValues(attributes: JsonObject): JsonObject | undefined {
  const hidden = ['set_sensitive', 'set_list', 'set_wo'].some((each) => attributes[each] !== undefined);
  const stated = attributes['values'] ?? [];
  if (hidden || !Array.isArray(stated)) return undefined;
  const documents = stated.reduce<JsonObject | undefined>((merged, text) => {
    const values = typeof text === 'string' && !text.includes('${') ? parsed(text) : undefined;
    return merged && values && mergeHelmValues(merged, values);
  }, {});
  const set = attributes['set'] ?? [];
  return (Array.isArray(set) ? set : [set]).reduce<JsonObject | undefined>((merged, each) => {
    const name = textAt(each, 'name');
    const value = valueAt(each, 'value');
    if (merged === undefined || name === undefined || value === undefined) return undefined;
    const text = String(value);
    return text.includes('${')
      ? undefined
      : withHelmParameter(merged, name, text, textAt(each, 'type') === 'string');
  }, documents);
}

/** Values as YAML; undefined if the text is a template or not an object. */
function parsed(text: string): JsonObject | undefined {
  try {
    const values: unknown = parse(text) ?? {};
    return isJsonObject(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

/** `gpu-operator` of `nvidia/gpu-operator` and `oci://registry/charts/gpu-operator`. */
function lastPart(address: string): string {
  return address.replace(/\/+$/, '').split('/').at(-1)!;
}
