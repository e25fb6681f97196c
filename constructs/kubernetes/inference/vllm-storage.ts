import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { isMountedSource } from '../../../lib/engine/inference/model-source';
import { EngineCacheVolume } from './engine-cache-volume';
import { ModelVolume } from './model-volume';
import { type SizedVllmProps, vllmCache, vllmSharedMemoryGiB, vllmSource } from './vllm-engine-props';
import { vllmCachePath } from './vllm-environment';

/** `/tmp` holds sockets and small files. */
const temporaryGiB = 2;

/**
 * Every volume of a vLLM pod, the objects behind them, and their mounts. What the engine writes has a limit: an unbounded volume fills
 * the node and evicts its neighbours.
 */
export class VllmStorage extends Construct {
  readonly volumes: k8s.Volume[];
  readonly volumeMounts: k8s.VolumeMount[];
  /** What the pod may fill of the node's OS disk, GiB: requested, it keeps the pod off a node that has less. */
  readonly nodeDiskGiB: number;

  constructor(scope: Construct, id: string, props: SizedVllmProps) {
    super(scope, id);
    const { name, namespace, partOf, secrets } = props;
    const source = vllmSource(props);
    const cache = new EngineCacheVolume(this, 'cache', {
      workload: name,
      namespace,
      partOf,
      cache: vllmCache(props),
      sizeGiB: props.cacheSizeGiB,
    });
    const model = isMountedSource(source)
      ? new ModelVolume(this, 'model', {
          name: `${name}-model`,
          namespace,
          workload: name,
          partOf,
          source,
        })
      : undefined;
    this.nodeDiskGiB = cache.nodeDiskGiB + temporaryGiB;
    this.volumes = [
      cache.volume,
      // The workers of one server exchange tensors here; the 64 MiB of a container end in a bus error (vllm#1710).
      {
        name: 'shared-memory',
        emptyDir: { medium: 'Memory', sizeLimit: gib(vllmSharedMemoryGiB(props)) },
      },
      { name: 'tmp', emptyDir: { sizeLimit: gib(temporaryGiB) } },
      ...(model === undefined ? [] : [model.volume]),
      ...(secrets === undefined ? [] : [secrets.volume]),
    ];
    this.volumeMounts = [
      { name: cache.volume.name, mountPath: vllmCachePath },
      { name: 'shared-memory', mountPath: '/dev/shm' },
      { name: 'tmp', mountPath: '/tmp' },
      ...(model === undefined ? [] : [model.volumeMount]),
      ...(secrets === undefined ? [] : [secrets.volumeMount]),
    ];
  }
}

export function gib(amount: number): k8s.Quantity {
  return k8s.Quantity.fromString(`${amount}Gi`);
}
