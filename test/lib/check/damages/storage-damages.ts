import type { Damage, Json } from './damage';

export const storageDamages: readonly Damage[] = [
  {
    name: 'the memory of vllm for its processes is more than it has',
    rule: 'storage/memory-volume',
    change: (draft) => {
      draft
        .podSpec('vllm')
        .volumes.find((volume: Json) => volume.emptyDir?.medium === 'Memory').emptyDir.sizeLimit = '900Gi';
    },
  },
  {
    name: 'a mount of vllm names no volume',
    rule: 'storage/volume',
    change: (draft) => {
      draft.container('vllm').volumeMounts[0].name = 'nothing';
    },
  },
  {
    name: 'a mount of ai-app names no volume',
    rule: 'storage/volume',
    change: (draft) => {
      draft.container('ai-app').volumeMounts.push({ name: 'cache', mountPath: '/cache' });
    },
  },
  {
    name: 'the models of triton lie on a disk of one node',
    rule: 'storage/shared-claim',
    change: (draft) => {
      const claim = draft.objects('PersistentVolumeClaim')[0]!;
      claim.spec.accessModes = ['ReadWriteOnce'];
      draft.object('Deployment', 'triton').spec.replicas = 2;
    },
  },
  {
    name: 'the system pool has a temporary disk that its size has not',
    rule: 'storage/ephemeral-os-disk',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').default_node_pool.os_disk_type = 'Ephemeral';
    },
  },
  {
    name: 'the CPU pool has a temporary disk that is too large',
    rule: 'storage/ephemeral-os-disk',
    change: (draft) => {
      Object.assign(draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool'), {
        os_disk_type: 'Ephemeral',
        os_disk_size_gb: 4000,
      });
    },
  },
];
