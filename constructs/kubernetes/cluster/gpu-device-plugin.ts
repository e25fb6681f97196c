import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { devicePluginName } from '../../../lib/engine/scheduling/device-plugin';
import { images } from '../../../lib/facts/versions';
import { ProblemList } from '../../../lib/problems/problem-list';
import type { Toleration } from '../../../lib/values/taint';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';

/** Input of a GpuDevicePlugin. */
export interface GpuDevicePluginProps {
  /** Name of the DaemonSet. @default `nvidia-device-plugin` */
  readonly name?: string;
  /**
   * Namespace with the Pod Security level `privileged`, which the hostPath volume needs.
   *
   * @default the namespace of the chart
   */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image. @default the version that AKS documents */
  readonly image?: string;
  /**
   * How the plugin offers GPUs in MIG mode. `single`: each MIG instance as one `nvidia.com/gpu`,
   * which VMs need that see each GPU as a MIG instance (RTX PRO 6000). Other GPUs keep the same
   * resource.
   *
   * @default none
   */
  readonly migStrategy?: 'single';
  /**
   * Node selectors of the GPU pools, one for each pool and at least one. The plugin runs on nodes
   * that match one of them.
   */
  readonly nodeSelectors: readonly Readonly<Record<string, string>>[];
  /**
   * Tolerations for *all* taints of the GPU pools, from `tolerationsOfAll()`. If one is missing,
   * the scheduler sees no GPUs on that pool. Spot pools have two taints (Azure/AKS#4418).
   */
  readonly tolerations: readonly Toleration[];
}

const kubeletSocketPath = '/var/lib/kubelet/device-plugins';

/**
 * The NVIDIA device plugin, which registers the resource `nvidia.com/gpu` with the kubelet of each
 * GPU node. AKS installs the driver on GPU nodes, but not the plugin.
 */
export class GpuDevicePlugin extends Construct {
  constructor(scope: Construct, id: string, props: GpuDevicePluginProps) {
    super(scope, id);
    const name = props.name ?? devicePluginName;
    if (props.nodeSelectors.length === 0 || props.nodeSelectors.some(isEmpty)) {
      const problems = ProblemList.create();
      problems.add(
        'nodeSelectors',
        'a node selector is empty, so the plugin would run on every node',
        'Set the labels of each pool, for example placementOn(pool, allPools).nodeSelector.',
      );
      problems.throwIfAny(`the GPU device plugin "${name}"`);
    }
    const identity = { name, namespace: props.namespace, component: 'gpu', partOf: props.partOf };
    new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        selector: { matchLabels: selectorLabels(name) },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) },
        },
        template: {
          metadata: { labels: standardLabels(identity) },
          spec: {
            // A GPU node is useless without the plugin. Namespaces other than kube-system may use
            // the class since Kubernetes 1.17, and AKS's own instructions do.
            priorityClassName: 'system-node-critical',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: props.nodeSelectors.map((labels) => ({
                    matchExpressions: Object.entries(labels).map(([key, value]) => ({
                      key,
                      operator: 'In',
                      values: [value],
                    })),
                  })),
                },
              },
            },
            tolerations: props.tolerations.map((toleration) => ({ ...toleration })),
            securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
            containers: [devicePluginContainer(props)],
            volumes: [{ name: 'device-plugin', hostPath: { path: kubeletSocketPath, type: 'Directory' } }],
          },
        },
      },
    });
  }
}

function devicePluginContainer({
  image = images.devicePlugin.reference,
  migStrategy,
}: GpuDevicePluginProps): k8s.Container {
  return {
    name: 'nvidia-device-plugin',
    image,
    // The plugin runs only on GPU nodes, where a driver that does not respond is a failure: the pod
    // restarts until it does. With `false`, the pod would be ready and wait forever while the node
    // offers no GPU.
    env: [
      { name: 'FAIL_ON_INIT_ERROR', value: 'true' },
      ...(migStrategy === undefined
        ? []
        : [
            { name: 'MIG_STRATEGY', value: migStrategy },
            { name: 'NVIDIA_MIG_MONITOR_DEVICES', value: 'all' },
          ]),
    ],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('64Mi') },
      limits: { memory: k8s.Quantity.fromString('256Mi') },
    },
    securityContext:
      migStrategy === undefined
        ? { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }
        : // Source: NVIDIA/k8s-device-plugin, `requiresCapSysAdmin` of its chart (2026-11).
          { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'device-plugin', mountPath: kubeletSocketPath }],
  };
}

function isEmpty(labels: Readonly<Record<string, string>>): boolean {
  return Object.keys(labels).length === 0;
}
