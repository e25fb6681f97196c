import { releases } from './chart-objects';
import { type Deployment, describeObject } from './deployment';
import { containersOf, mountedConfigMaps, podTemplates } from './pods';

interface FoundUrl {
  readonly who: string;
  readonly namespace: string;
  readonly url: string;
}

/** URLs in environment variables, mounted configuration and chart values. */
export function urls(d: Deployment): readonly FoundUrl[] {
  const inText = (who: string, namespace: string, text: string): readonly FoundUrl[] =>
    [...text.matchAll(/https?:\/\/[^\s"'\\`,)\]}]+/g)].map(([url]) => ({ who, namespace, url }));
  return [
    ...podTemplates(d).flatMap((pod) => [
      ...inText(describeObject(pod.workload), pod.namespace, JSON.stringify(containersOf(pod))),
      ...mountedConfigMaps(d, pod).flatMap((object) =>
        inText(describeObject(object), pod.namespace, JSON.stringify(object.data)),
      ),
    ]),
    ...releases(d).flatMap(({ application, namespace, values }) =>
      inText(describeObject(application), namespace, JSON.stringify(values)),
    ),
  ];
}

/** Envoy configurations that pods mount. */
export function envoyConfigs(d: Deployment) {
  return podTemplates(d).flatMap((pod) =>
    mountedConfigMaps(d, pod)
      .filter(({ data }) => data['envoy.json'] !== undefined)
      .map(({ data }) => ({
        who: describeObject(pod.workload),
        namespace: pod.namespace,
        pod,
        config: JSON.parse(data['envoy.json']),
      })),
  );
}
