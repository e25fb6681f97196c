import { isJsonObject, type JsonObject, listAt, mapAt, numberAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** A pod or pod template. */
export interface Pod {
  /** The object that creates the pod. */
  readonly owner: FoundObject;
  /** Path of the template in the owner: `spec.template`; empty for a Pod. */
  readonly path: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  readonly namespace: string | undefined;
  /** Containers, including init containers. */
  readonly containers: readonly Container[];
}

/** A container of a pod. */
export interface Container {
  readonly pod: Pod;
  /** Path in the owner: `spec.template.spec.containers[0]`. */
  readonly path: string;
  readonly json: JsonObject;
  readonly name: string;
  readonly image: string | undefined;
  /** Whether it is an init container and not a sidecar. */
  readonly isInit: boolean;
}

/** Paths of the pod templates of each kind. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [''],
  Deployment: ['spec.template'],
  StatefulSet: ['spec.template'],
  DaemonSet: ['spec.template'],
  ReplicaSet: ['spec.template'],
  Job: ['spec.template'],
  CronJob: ['spec.jobTemplate.spec.template'],
  ScaledJob: ['spec.jobTargetRef.template'],
  LeaderWorkerSet: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
};

/** Kinds whose pods run continuously and can serve requests. */
export const servingKinds: readonly string[] = ['Deployment', 'StatefulSet', 'LeaderWorkerSet'];

/** Every pod and pod template of the picture. */
export function podsOf(picture: DeploymentPicture): readonly Pod[] {
  return picture.once(readPods);
}

export function containersOf(picture: DeploymentPicture): readonly Container[] {
  return picture.once(readContainers);
}

function readContainers(picture: DeploymentPicture): readonly Container[] {
  return podsOf(picture).flatMap(({ containers }) => containers);
}

function readPods(picture: DeploymentPicture): readonly Pod[] {
  return picture.objects.flatMap((owner) =>
    (templatePaths[owner.object.kind] ?? []).flatMap((path) => {
      const template = path === '' ? owner.object : valueAt(owner.object, path);
      if (!isJsonObject(template) || !isJsonObject(template['spec'])) return [];
      return [readPod(owner, path, template)];
    }),
  );
}

/**
 * Labels that a controller adds to its pods and that selectors use.
 * Source: lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables (2026-11).
 */
function controllerLabels({ object }: FoundObject): JsonObject {
  const { kind, metadata } = object;
  return kind === 'LeaderWorkerSet' && typeof metadata.name === 'string'
    ? { 'leaderworkerset.sigs.k8s.io/name': metadata.name }
    : {};
}

function readPod(owner: FoundObject, path: string, template: JsonObject): Pod {
  const spec = mapAt(template, 'spec');
  const containers: Container[] = [];
  const pod: Pod = {
    owner,
    path,
    labels: { ...mapAt(template, 'metadata.labels'), ...controllerLabels(owner) },
    annotations: mapAt(template, 'metadata.annotations'),
    spec,
    namespace: owner.object.metadata.namespace,
    containers,
  };
  for (const field of ['initContainers', 'containers']) {
    listAt(spec, field).forEach((json, index) => {
      if (!isJsonObject(json)) return;
      containers.push({
        pod,
        path: `${podField(pod, 'spec')}.${field}[${index}]`,
        json,
        name: textAt(json, 'name') ?? '',
        image: textAt(json, 'image'),
        isInit: field === 'initContainers' && json['restartPolicy'] !== 'Always',
      });
    });
  }
  return pod;
}

/** Path of a pod field in its owner: `spec.template.spec.tolerations`. */
export function podField({ path }: Pod, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

/** GPUs that a container requests; undefined if it requests none. */
export function gpusOf({ json }: Container): number | undefined {
  const value =
    valueAt(json, 'resources.limits["nvidia.com/gpu"]') ??
    valueAt(json, 'resources.requests["nvidia.com/gpu"]');
  const count = typeof value === 'string' ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : undefined;
}

/** GPUs that a pod requests. */
export function podGpus({ containers }: Pod): number {
  return containers.reduce((sum, container) => sum + (container.isInit ? 0 : (gpusOf(container) ?? 0)), 0);
}

/** Literal value of an environment variable; undefined if it is not set or references a value. */
export function variableOf({ json }: Container, name: string): string | undefined {
  const found = listAt(json, 'env').find((each) => textAt(each, 'name') === name);
  return textAt(found, 'value');
}

/** Number of a container port, by name or number. */
export function portOf({ json }: Container, port: unknown): number | undefined {
  const ports = listAt(json, 'ports');
  const found = ports.find(
    (each) => textAt(each, 'name') === port || numberAt(each, 'containerPort') === port,
  );
  return numberAt(found, 'containerPort');
}

/** Labels in the format of `kubectl`: `app=vllm, tier=model`. */
export function describeLabels(labels: JsonObject): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return texts.length === 0 ? 'no labels' : texts.join(', ');
}

/** Whether labels match the `matchLabels` of a selector. */
export function matchesLabels(selector: JsonObject, labels: JsonObject): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
