import { EngineCacheVolume } from '../../../../constructs/kubernetes/inference/engine-cache-volume';
import type { EngineCache } from '../../../../lib/engine/inference/engine-cache';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, objectOf, synthesize } from '../synthesize';

const claim = { type: 'persistent-volume-claim', claimName: 'cache', accessMode: 'ReadWriteMany' } as const;
const newClaim = { ...claim, storageClassName: 'azurefile-csi-premium' } as const;

/** The objects, the volume as JSON, and the GiB of the node's disk. */
function make(cache: EngineCache) {
  let made: EngineCacheVolume | undefined;
  const objects = synthesize((chart) => {
    made = new EngineCacheVolume(chart, 'cache', {
      workload: 'vllm',
      namespace: 'production',
      partOf: 'my-aks',
      cache,
      sizeGiB: 40,
    });
  });
  return { objects, volume: made!.volume, nodeDiskGiB: made!.nodeDiskGiB };
}

describe('EngineCacheVolume', () => {
  it('limits a volume on the disk of the node', () =>
    expect(make({ type: 'ephemeral-disk' }).volume).toEqual({
      name: 'cache',
      emptyDir: { sizeLimit: expect.objectContaining({ value: '40Gi' }) },
    }));

  it('creates a volume on local NVMe with the pod, so that it does not outlive the pod', () =>
    expect(make({ type: 'local-nvme' }).volume.ephemeral?.volumeClaimTemplate?.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'local-nvme',
      resources: { requests: { storage: expect.objectContaining({ value: '40Gi' }) } },
    }));

  it('uses another StorageClass for local NVMe', () =>
    expect(
      make({ type: 'local-nvme', storageClassName: 'fast' }).volume.ephemeral?.volumeClaimTemplate?.spec
        .storageClassName,
    ).toBe('fast'));

  it('mounts an existing claim and creates no object', () => {
    const { objects, volume } = make(claim);
    expect(volume).toEqual({ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } });
    expect(listing(objects)).toEqual([]);
  });

  it('creates a claim for a StorageClass', () => {
    const { objects, volume } = make(newClaim);
    expect(volume).toEqual({ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } });
    expect(objectOf(objects, 'PersistentVolumeClaim')).toMatchObject({
      metadata: {
        name: 'cache',
        namespace: 'production',
        labels: { 'app.kubernetes.io/name': 'vllm', 'app.kubernetes.io/part-of': 'my-aks' },
      },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'azurefile-csi-premium',
        resources: { requests: { storage: '40Gi' } },
      },
    });
    expectValidManifests(objects);
  });

  it('creates the claim with the pods, because the claim may wait for its first pod', () =>
    expect(objectOf(make(newClaim).objects, 'PersistentVolumeClaim').metadata).not.toHaveProperty(
      'annotations',
    ));

  it.each<[string, EngineCache, number]>([
    ['ephemeral-disk', { type: 'ephemeral-disk' }, 40],
    ['local-nvme', { type: 'local-nvme' }, 0],
    ['persistent-volume-claim', claim, 0],
  ])('%s, as %j, uses %s GiB of the OS disk', (_, cache, expected) =>
    expect(make(cache).nodeDiskGiB).toBe(expected),
  );
});
