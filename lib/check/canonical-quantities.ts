import { canonicalQuantity } from '../values/canonical-quantity';
import { isJsonObject } from '../values/json';
import { apiGroupOf, type KubernetesObject } from './deployment-picture';

/** Fields that hold a quantity for each name in them: resources of containers and claims, volumes, quotas. */
const mapsOfQuantities = /(?:^|\.)(?:resources\.(?:requests|limits)|spec\.(?:capacity|hard|overhead))$/;
/** Fields of the entries of a LimitRange. */
const limitRangeMaps = /^spec\.limits\.(?:default|defaultRequest|max|min|maxLimitRequestRatio)$/;
const quantities = /(?:^|\.)(?:emptyDir\.sizeLimit|resourceFieldRef\.divisor|target\.averageValue)$/;

/** Groups whose objects hold other people's settings: a chart's values are what its author takes them for. */
const groupsOfOthers = ['argoproj.io'];

/**
 * The object with every quantity as the API server writes it down, so that what comes back is what was sent: a reviewer sees one
 * amount in one spelling, and no tool sees a difference where there is none. What is no quantity stays for the checks to find.
 */
export function withCanonicalQuantities(object: KubernetesObject): KubernetesObject {
  if (groupsOfOthers.includes(apiGroupOf(object))) return object;
  const isMap = (path: string) =>
    mapsOfQuantities.test(path) || (object.kind === 'LimitRange' && limitRangeMaps.test(path));
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, path));
    if (!isJsonObject(value)) return quantities.test(path) ? spelt(value) : value;
    const inner = isMap(path)
      ? spelt
      : (child: unknown, key: string) => walk(child, path === '' ? key : `${path}.${key}`);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inner(child, key)]));
  };
  return walk(object, '') as KubernetesObject;
}

function spelt(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return canonicalQuantity(String(value)) ?? value;
}
