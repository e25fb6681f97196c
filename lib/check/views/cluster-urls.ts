import { fieldPath, listAt, mapAt, numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { containersOf } from './pods';

/** A URL of a Service in a text of an object. */
export interface ClusterUrl {
  readonly in: FoundObject;
  readonly field: string;
  readonly url: string;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Port of the URL, or that of its scheme. */
  readonly port: number;
  /** Whether the host can only be a Service: it ends in `.svc`, or stands alone. */
  readonly isCertain: boolean;
}

const url =
  /\b(https?|grpc|redis|postgres(?:ql)?|amqp):\/\/(?:[^\s/@"']*@)?([a-z][a-z0-9-]*)(?:\.([a-z][a-z0-9-]*)(\.svc(?:\.cluster\.local\.?)?)?)?(?::(\d{1,5}))?(?=[/?#"'\s,}\]]|$)/g;

/** Ports of the schemes without a port in the URL. */
const schemePorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  redis: 6379,
  postgres: 5432,
  postgresql: 5432,
  amqp: 5672,
};

/** URLs of Services in variables and arguments of containers and in ConfigMaps. */
export function clusterUrlsOf(picture: DeploymentPicture): readonly ClusterUrl[] {
  return picture.once(readUrls);
}

function readUrls(picture: DeploymentPicture): readonly ClusterUrl[] {
  const containers = containersOf(picture).flatMap(({ pod, path, json }) => [
    ...listAt(json, 'env').flatMap((variable, index) =>
      urlsIn(pod.owner, `${path}.env[${index}].value`, textAt(variable, 'value')),
    ),
    ...['command', 'args'].flatMap((field) =>
      listAt(json, field).flatMap((argument, index) =>
        urlsIn(pod.owner, `${path}.${field}[${index}]`, typeof argument === 'string' ? argument : undefined),
      ),
    ),
  ]);
  const configurations = picture
    .ofKind('ConfigMap')
    .flatMap((found) =>
      Object.entries(mapAt(found.object, 'data')).flatMap(([key, text]) =>
        urlsIn(found, fieldPath('data', key), typeof text === 'string' ? text : undefined),
      ),
    );
  return [...containers, ...configurations];
}

function urlsIn(found: FoundObject, field: string, text: string | undefined): readonly ClusterUrl[] {
  return [...(text ?? '').matchAll(url)].flatMap(([whole, scheme, service, namespace, suffix, port]) => {
    const number = port === undefined ? schemePorts[scheme!] : Number(port);
    if (service === 'localhost' || number === undefined) return [];
    const isAlone = namespace === undefined;
    return [
      {
        in: found,
        field,
        // Findings appear in logs, so they do not contain a password.
        url: whole.replace(/\/\/[^/]*@/, '//…@'),
        service: service!,
        namespace: namespace ?? found.object.metadata.namespace,
        port: number,
        isCertain: isAlone || suffix !== undefined,
      },
    ];
  });
}

/**
 * Ports of a Service; undefined if its clients do not depend on them: they reach pods directly
 * (headless) or another host.
 */
export function servicePorts({ object }: FoundObject): readonly number[] | undefined {
  if (textAt(object, 'spec.clusterIP') === 'None' || textAt(object, 'spec.type') === 'ExternalName') {
    return undefined;
  }
  const ports = listAt(object, 'spec.ports').map((each) => numberAt(each, 'port'));
  return ports.every((each) => each !== undefined) && ports.length > 0 ? ports : undefined;
}
