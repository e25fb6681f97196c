import type { Manifest } from '../../schemas/validate-manifest';

/** A change of an object that the API server refuses or allows. */
export interface ImmutableCase {
  readonly title: string;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly isRefused: boolean;
  /** By a webhook or a controller, which an API server alone does not have. */
  readonly by?: 'webhook';
}

const metadata = (name: string) => ({ name, namespace: 'default' });
const labels = (app: string) => ({ app });
const template = (app: string, image = 'docker.io/library/app:1', more = {}) => ({
  metadata: { labels: labels(app) },
  spec: { containers: [{ name: 'app', image }], ...more },
});
const selector = (app: string) => ({ matchLabels: labels(app) });

const workload = (kind: string, spec: object): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: metadata('app'),
  spec: { selector: selector('app'), template: template('app'), ...spec },
});
const claimTemplate = (storage: string) => ({
  volumeClaimTemplates: [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    },
  ],
});
const statefulSet = (spec: object) => workload('StatefulSet', { serviceName: 'app', ...spec });
const job = (spec: object): Manifest => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: metadata('job'),
  spec: { template: template('job', 'docker.io/library/app:1', { restartPolicy: 'Never' }), ...spec },
});
const pod = (container: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: metadata('pod'),
  spec: { containers: [{ name: 'app', image: 'docker.io/library/app:1', ...container }] },
});
const claim = (storage: string, spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: metadata('claim'),
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'managed-csi',
    resources: { requests: { storage } },
    ...spec,
  },
});
const volume = (spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'volume' },
  spec: {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadOnlyMany'],
    persistentVolumeReclaimPolicy: 'Retain',
    csi: { driver: 'blob.csi.azure.com', volumeHandle: 'one' },
    ...spec,
  },
});
const service = (spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('service'),
  spec: { selector: labels('app'), ports: [{ port: 80 }], ...spec },
});
const binding = (kind: string, role: string): Manifest => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: kind === 'RoleBinding' ? metadata('binding') : { name: 'binding' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'ServiceAccount', name: 'app', namespace: 'default' }],
});
const storageClass = (more: object): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'class' },
  provisioner: 'disk.csi.azure.com',
  ...more,
});
const priorityClass = (more: object): Manifest => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'priority' },
  value: 10,
  ...more,
});
const config = (kind: string, more: object): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: metadata('config'),
  ...more,
});
const simple = (apiVersion: string, kind: string, more: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'one' },
  ...more,
});
const group = (size: number, subGroupPolicy?: object): Manifest => ({
  apiVersion: 'leaderworkerset.x-k8s.io/v1',
  kind: 'LeaderWorkerSet',
  metadata: metadata('group'),
  spec: {
    leaderWorkerTemplate: {
      size,
      workerTemplate: template('group'),
      ...(subGroupPolicy && { subGroupPolicy }),
    },
  },
});

const refused = (title: string, before: Manifest, after: Manifest) => ({
  title,
  before,
  after,
  isRefused: true,
});
const allowed = (title: string, before: Manifest, after: Manifest) => ({
  title,
  before,
  after,
  isRefused: false,
});

/** test/cluster/immutable-fields.test.ts tries each case on a real API server. */
export const immutableCases: readonly ImmutableCase[] = [
  ...['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'].flatMap((kind) => [
    refused(
      `the selector of a ${kind}`,
      workload(kind, {}),
      workload(kind, { selector: selector('b'), template: template('b') }),
    ),
    allowed(
      `the template of a ${kind}`,
      workload(kind, {}),
      workload(kind, { template: template('app', 'docker.io/library/app:2') }),
    ),
  ]),
  // The API server sets an unset `rollingUpdate`. It has no field manager, and other strategy types do not allow it.
  refused(
    'Recreate after an unset strategy',
    workload('Deployment', {}),
    workload('Deployment', { strategy: { type: 'Recreate' } }),
  ),
  allowed(
    'Recreate after a partly set strategy',
    workload('Deployment', { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } } }),
    workload('Deployment', { strategy: { type: 'Recreate' } }),
  ),
  allowed(
    'Recreate after a fully set strategy',
    workload('Deployment', {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    }),
    workload('Deployment', { strategy: { type: 'Recreate' } }),
  ),
  allowed(
    'RollingUpdate after Recreate',
    workload('Deployment', { strategy: { type: 'Recreate' } }),
    workload('Deployment', {}),
  ),
  refused('serviceName of a StatefulSet', statefulSet({}), statefulSet({ serviceName: 'b' })),
  refused(
    'podManagementPolicy of a StatefulSet',
    statefulSet({}),
    statefulSet({ podManagementPolicy: 'Parallel' }),
  ),
  refused(
    'the claims of a StatefulSet',
    statefulSet(claimTemplate('1Gi')),
    statefulSet(claimTemplate('2Gi')),
  ),
  allowed('replicas of a StatefulSet', statefulSet({ replicas: 1 }), statefulSet({ replicas: 2 })),
  refused(
    'OnDelete after an unset update strategy',
    statefulSet({}),
    statefulSet({ updateStrategy: { type: 'OnDelete' } }),
  ),
  allowed(
    'OnDelete after a fully set update strategy',
    statefulSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } }),
    statefulSet({ updateStrategy: { type: 'OnDelete' } }),
  ),
  allowed(
    'the partition of a StatefulSet',
    statefulSet({}),
    statefulSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } }),
  ),
  allowed(
    'OnDelete of a DaemonSet',
    workload('DaemonSet', {}),
    workload('DaemonSet', { updateStrategy: { type: 'OnDelete' } }),
  ),
  allowed(
    'replicas of a Deployment',
    workload('Deployment', { replicas: 1 }),
    workload('Deployment', { replicas: 2 }),
  ),
  refused(
    'the template of a Job',
    job({}),
    job({ template: template('job', 'docker.io/library/app:2', { restartPolicy: 'Never' }) }),
  ),
  refused('completions of a Job', job({ completions: 1 }), job({ completions: 2 })),
  refused(
    'completionMode of a Job',
    job({ completions: 1 }),
    job({ completions: 1, completionMode: 'Indexed' }),
  ),
  allowed('parallelism of a Job', job({ parallelism: 1 }), job({ parallelism: 2 })),
  allowed('the deadline of a Job', job({}), job({ activeDeadlineSeconds: 60 })),
  allowed('the back-off of a Job', job({ backoffLimit: 1 }), job({ backoffLimit: 2 })),
  refused('a variable of a Pod', pod({}), pod({ env: [{ name: 'A', value: '1' }] })),
  allowed('the image of a Pod', pod({}), pod({ image: 'docker.io/library/app:2' })),
  refused('a smaller claim', claim('2Gi'), claim('1Gi')),
  refused('the class of a claim', claim('1Gi'), claim('1Gi', { storageClassName: 'managed-csi-premium' })),
  refused('the access modes of a claim', claim('1Gi'), claim('1Gi', { accessModes: ['ReadOnlyMany'] })),
  allowed('the size of a claim in another unit', claim('1Gi'), claim('1024Mi')),
  refused(
    'the handle of a volume',
    volume({}),
    volume({ csi: { driver: 'blob.csi.azure.com', volumeHandle: 'two' } }),
  ),
  refused('the mode of a volume', volume({}), volume({ volumeMode: 'Block' })),
  allowed('the mount options of a volume', volume({}), volume({ mountOptions: ['-o allow_other'] })),
  allowed('the reclaim policy of a volume', volume({}), volume({ persistentVolumeReclaimPolicy: 'Delete' })),
  refused('clusterIP of a Service', service({}), service({ clusterIP: 'None' })),
  refused(
    'clusterIP of a headless Service',
    service({ clusterIP: 'None' }),
    service({ clusterIP: '10.0.0.77' }),
  ),
  allowed('clusterIP that is no longer said', service({ clusterIP: 'None' }), service({})),
  allowed('the selector of a Service', service({}), service({ selector: labels('b') })),
  allowed('the ports of a Service', service({}), service({ ports: [{ port: 81 }] })),
  allowed('the type of a Service', service({}), service({ type: 'LoadBalancer' })),
  refused(
    'loadBalancerClass of a Service',
    service({ type: 'LoadBalancer', loadBalancerClass: 'a.b/c' }),
    service({ type: 'LoadBalancer', loadBalancerClass: 'a.b/d' }),
  ),
  ...['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => [
    refused(`the role of a ${kind}`, binding(kind, 'view'), binding(kind, 'edit')),
    allowed(`the subjects of a ${kind}`, binding(kind, 'view'), { ...binding(kind, 'view'), subjects: [] }),
  ]),
  refused(
    'the parameters of a StorageClass',
    storageClass({ parameters: { skuName: 'Premium_LRS' } }),
    storageClass({ parameters: { skuName: 'Standard_LRS' } }),
  ),
  refused(
    'the binding mode of a StorageClass',
    storageClass({}),
    storageClass({ volumeBindingMode: 'WaitForFirstConsumer' }),
  ),
  allowed('the expansion of a StorageClass', storageClass({}), storageClass({ allowVolumeExpansion: true })),
  refused('the value of a PriorityClass', priorityClass({}), priorityClass({ value: 11 })),
  allowed(
    'the description of a PriorityClass',
    priorityClass({}),
    priorityClass({ description: 'of the tests' }),
  ),
  refused(
    'data of an immutable ConfigMap',
    config('ConfigMap', { immutable: true, data: { a: '1' } }),
    config('ConfigMap', { immutable: true, data: { a: '2' } }),
  ),
  allowed(
    'data of a ConfigMap',
    config('ConfigMap', { data: { a: '1' } }),
    config('ConfigMap', { data: { a: '2' } }),
  ),
  refused(
    'the type of a Secret',
    config('Secret', { type: 'Opaque', stringData: { a: '1' } }),
    config('Secret', { type: 'example.com/other', stringData: { a: '1' } }),
  ),
  refused(
    'the controller of an IngressClass',
    simple('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a.b/c' } }),
    simple('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a.b/d' } }),
  ),
  refused(
    'the handler of a RuntimeClass',
    simple('node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }),
    simple('node.k8s.io/v1', 'RuntimeClass', { handler: 'b' }),
  ),
  refused(
    'attachRequired of a CSIDriver',
    simple('storage.k8s.io/v1', 'CSIDriver', { spec: { attachRequired: true } }),
    simple('storage.k8s.io/v1', 'CSIDriver', { spec: { attachRequired: false } }),
  ),
  allowed('the size of a LeaderWorkerSet', group(2), group(3)),
  {
    ...refused(
      'the sub-groups of a LeaderWorkerSet',
      group(4, { subGroupSize: 2 }),
      group(4, { subGroupSize: 4 }),
    ),
    by: 'webhook',
  },
];
