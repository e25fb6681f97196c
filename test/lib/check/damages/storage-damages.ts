import type { Damage, Json } from './damage';

export const storageDamages: readonly Damage[] = [
  {
    name: 'the shared memory of vllm exceeds its memory limit',
    rule: 'storage/memory-volume',
    change: (draft) => {
      draft
        .podSpec('vllm')
        .volumes.find((volume: Json) => volume.emptyDir?.medium === 'Memory').emptyDir.sizeLimit = '900Gi';
    },
  },
  {
    name: 'vllm mounts a volume that does not exist',
    rule: 'storage/volume',
    change: (draft) => {
      draft.container('vllm').volumeMounts[0].name = 'nothing';
    },
  },
  {
    name: 'ai-app mounts a volume that does not exist',
    rule: 'storage/volume',
    change: (draft) => {
      draft.container('ai-app').volumeMounts.push({ name: 'cache', mountPath: '/cache' });
    },
  },
  {
    name: 'the models of triton are on a disk for one node',
    rule: 'storage/shared-claim',
    change: (draft) => {
      const claim = draft.objects('PersistentVolumeClaim')[0]!;
      claim.spec.accessModes = ['ReadWriteOnce'];
      draft.object('Deployment', 'triton').spec.replicas = 2;
    },
  },
  {
    name: 'the system pool has an ephemeral OS disk but no temporary disk',
    rule: 'storage/ephemeral-os-disk',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').default_node_pool.os_disk_type = 'Ephemeral';
    },
  },
  {
    name: 'the ephemeral OS disk of the CPU pool is too large',
    rule: 'storage/ephemeral-os-disk',
    change: (draft) => {
      Object.assign(draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool'), {
        os_disk_type: 'Ephemeral',
        os_disk_size_gb: 4000,
      });
    },
  },
];
