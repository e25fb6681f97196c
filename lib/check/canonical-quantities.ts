import { canonicalQuantity } from '../values/canonical-quantity';
import { isJsonObject } from '../values/json';
import { apiGroupOf, type KubernetesObject } from './deployment-picture';

/** Maps from names to quantities: resources of containers and claims, volumes, quotas. */
const mapsOfQuantities = /(?:^|\.)(?:resources\.(?:requests|limits)|spec\.(?:capacity|hard|overhead))$/;
/** Maps in the entries of a LimitRange. */
const limitRangeMaps = /^spec\.limits\.(?:default|defaultRequest|max|min|maxLimitRequestRatio)$/;
const quantities = /(?:^|\.)(?:emptyDir\.sizeLimit|resourceFieldRef\.divisor|target\.averageValue)$/;

/** Groups whose objects contain chart values, whose meaning only the chart defines. */
const chartGroups = ['argoproj.io'];

/**
 * Writes every quantity in the form of the API server, so that neither a reviewer nor a tool sees a
 * difference between equal amounts. An invalid quantity stays unchanged, so that a rule reports it.
 */
export function withCanonicalQuantities(object: KubernetesObject): KubernetesObject {
  if (chartGroups.includes(apiGroupOf(object))) return object;
  const isMap = (path: string) =>
    mapsOfQuantities.test(path) || (object.kind === 'LimitRange' && limitRangeMaps.test(path));
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, path));
    if (!isJsonObject(value)) return quantities.test(path) ? canonical(value) : value;
    const inner = isMap(path)
      ? canonical
      : (child: unknown, key: string) => walk(child, path === '' ? key : `${path}.${key}`);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inner(child, key)]));
  };
  return walk(object, '') as KubernetesObject;
}

function canonical(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return canonicalQuantity(String(value)) ?? value;
}
