import { isJsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { FoundResource } from '../terraform-resource';
import { helmChartsOf } from './helm-charts';
import { containersOf } from './pods';

/** The Redis of a Langfuse. */
export interface LangfuseRedisClient {
  readonly in: FoundObject | FoundResource;
  /** Host name; undefined if the files do not contain it. */
  readonly host: string;
  /** Whether Langfuse runs in cluster mode; undefined if an expression or a Secret decides. */
  readonly isClusterClient: boolean | undefined;
}

/** Every Redis that a Langfuse of the picture names. */
export function langfuseRedisClientsOf(picture: DeploymentPicture): readonly LangfuseRedisClient[] {
  return picture.once((each) => [...ofPods(each), ...ofCharts(each)]);
}

function ofPods(picture: DeploymentPicture): readonly LangfuseRedisClient[] {
  return containersOf(picture).flatMap(({ pod, json, image }) => {
    if (!/(?:^|\/)langfuse(?:-worker)?(?:[:@]|$)/.test(image ?? '')) return [];
    const variables = listAt(json, 'env').filter(isJsonObject);
    const variable = (name: string) => variables.find((each) => each['name'] === name);
    const host =
      textAt(variable('REDIS_HOST'), 'value') ??
      hostOf(textAt(variable('REDIS_CONNECTION_STRING'), 'value') ?? '');
    if (host === undefined) return [];
    const cluster = variable('REDIS_CLUSTER_ENABLED');
    const value = cluster && textAt(cluster, 'value');
    const isUnknown = (cluster !== undefined && value === undefined) || listAt(json, 'envFrom').length > 0;
    return [{ in: pod.owner, host, isClusterClient: isUnknown ? undefined : value === 'true' }];
  });
}

function ofCharts(picture: DeploymentPicture): readonly LangfuseRedisClient[] {
  return helmChartsOf(picture).flatMap(({ in: place, chart, values }) => {
    if (chart !== 'langfuse' || values === undefined) return [];
    const host = textAt(values, 'redis.host');
    const variables = listAt(values, 'langfuse.additionalEnv');
    const isSet = variables.some((each) => textAt(each, 'name') === 'REDIS_CLUSTER_ENABLED');
    const isClusterClient = isSet ? undefined : valueAt(values, 'redis.cluster.enabled') === true;
    return host === undefined || host === '' ? [] : [{ in: place, host, isClusterClient }];
  });
}

function hostOf(address: string): string | undefined {
  return /^rediss?:\/\/(?:[^@/]*@)?([^:/]+)/.exec(address)?.[1];
}
