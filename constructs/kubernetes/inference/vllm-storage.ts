import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { isMountedSource } from '../../../lib/engine/inference/model-source';
import { EngineCacheVolume } from './engine-cache-volume';
import { ModelVolume } from './model-volume';
import { type SizedVllmProps, vllmCache, vllmSharedMemoryGiB, vllmSource } from './vllm-engine-props';
import { vllmCachePath } from './vllm-environment';

/** `/tmp` contains sockets and small files. */
const temporaryGiB = 2;

/**
 * Volumes of a vLLM pod with their objects and mounts. Each writable volume has a size limit: an
 * unlimited volume fills the disk, and the kubelet evicts other pods.
 */
export class VllmStorage extends Construct {
  readonly volumes: k8s.Volume[];
  readonly volumeMounts: k8s.VolumeMount[];
  /**
   * GiB of the node's OS disk that the pod may use. The pod requests them, so it does not start on
   * a node with less.
   */
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
      // The workers of a server exchange tensors here. The default of 64 MiB causes a bus error
      // (vllm#1710).
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
