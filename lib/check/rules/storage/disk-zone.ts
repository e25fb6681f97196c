import { describeObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { podsOf } from '../../views/pods';
import { poolZones, zonalVolumesOf } from '../../views/volume-zones';
import { deploymentExample } from '../example-manifests';
import { nodePoolExample } from '../example-terraform';

const disk = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: models }
spec:
  capacity: { storage: 100Gi }
  accessModes: [ReadWriteOnce]
  csi: { driver: disk.csi.azure.com, volumeHandle: models }
  claimRef: { name: models, namespace: apps }
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions: [{ key: topology.disk.csi.azure.com/zone, operator: In, values: [koreacentral-1] }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: models, namespace: apps }
spec:
  accessModes: [ReadWriteOnce]
  volumeName: models
  resources: { requests: { storage: 100Gi } }
---${deploymentExample('', { pod: 'volumes: [{ name: models, persistentVolumeClaim: { claimName: models } }]' })}`;

export const diskZone: Rule = {
  id: 'storage/disk-zone',
  title: 'A pod with a zonal disk must be able to run in the zone of the disk',
  severity: 'error',
  why: 'A node attaches only disks of its zone. Otherwise the pod stays Pending with "volume node affinity conflict", and the autoscaler adds no node.',
  source: 'learn.microsoft.com/azure/aks/availability-zones; Azure/AKS#5499 (2026-12)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: disk, terraform: nodePoolExample({ vm_size: 'Standard_D4s_v5', zones: ['2', '3'] }) },
  good: { kubernetes: disk, terraform: nodePoolExample({ vm_size: 'Standard_D4s_v5', zones: ['1'] }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const volumes = zonalVolumesOf(picture, pod);
      const pools = volumes.length === 0 ? undefined : candidatePools(picture, pod);
      if (pools === undefined || pools.length === 0) return [];
      const zones = pools.map(poolZones);
      if (zones.includes(undefined)) return [];
      return volumes
        .filter((volume) => !zones.some((each) => each!.some((zone) => volume.zones.includes(zone))))
        .map((volume) => ({
          in: pod.owner,
          field: volume.field,
          message: `The disk of the claim ${volume.claim} is in zone ${volume.zones.join(', ')} (${describeObject(volume.source.object)}), and the pools of the pod (${pools.map(({ name }) => name).join(', ')}) have ${zones.flat().length === 0 ? 'no zone' : `only the zones ${[...new Set(zones.flat())].sort().join(', ')}`}, so the pod stays Pending.`,
          expected: `a pool with zone ${volume.zones.join(' or ')}`,
          fix: `Add zone ${volume.zones[0]} to a pool of the pod, or create the disk in a zone of the pool.`,
        }));
    }),
};
