import { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsMetricRelabelingsAction,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction,
} from '../../../imports/podmonitor-azmonitoring.coreos.com';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import { scrapeLimits } from '../pods/pod-monitor';

/** Input of a DcgmMonitor. */
export interface DcgmMonitorProps {
  /** Namespace of the PodMonitor. */
  readonly namespace: string;
  /** Namespace of the NVIDIA GPU Operator. @default `gpu-operator` */
  readonly operatorNamespace?: string;
  /** Seconds between scrapes. @default 30 */
  readonly intervalSeconds?: number;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** @see NVIDIA/gpu-operator `assets/state-dcgm-exporter/0800_daemonset.yaml` (2026-11) */
const exporter = { app: 'nvidia-dcgm-exporter' };
const exporterPort = 'metrics';

/**
 * Makes managed Prometheus scrape the DCGM exporter of the NVIDIA GPU Operator: utilization,
 * memory, power and errors of each GPU. The labels equal those of the exporter in AKS's managed GPU
 * pools: `instance` is the node.
 *
 * @see Azure/prometheus-collector `dcgmExporterDefault.yml` (2026-11)
 */
export class DcgmMonitor extends Construct {
  constructor(scope: Construct, id: string, props: DcgmMonitorProps) {
    super(scope, id);
    const { namespace, partOf } = props;
    const { REPLACE } = PodMonitorSpecPodMetricsEndpointsRelabelingsAction;
    const { KEEP, LABELDROP } = PodMonitorSpecPodMetricsEndpointsMetricRelabelingsAction;
    new PodMonitor(this, 'pod-monitor', {
      metadata: objectMetadata(
        { name: exporter.app, namespace, workload: 'dcgm-exporter', partOf },
        syncWaves.workload,
        addOnKindAnnotation,
      ),
      spec: {
        ...scrapeLimits,
        namespaceSelector: { matchNames: [props.operatorNamespace ?? 'gpu-operator'] },
        selector: { matchLabels: exporter },
        podMetricsEndpoints: [
          {
            port: exporterPort,
            path: '/metrics',
            interval: `${props.intervalSeconds ?? 30}s`,
            // Use the pod that uses the GPU, not the pod of the exporter.
            honorLabels: true,
            relabelings: [
              {
                action: REPLACE,
                sourceLabels: ['__meta_kubernetes_pod_node_name'],
                targetLabel: 'instance',
              },
            ],
            metricRelabelings: [
              { action: KEEP, sourceLabels: ['__name__'], regex: 'DCGM_FI_.*' },
              // These have one constant value for each GPU, driver or node, and no dashboard uses
              // them.
              {
                action: LABELDROP,
                regex: 'UUID|pci_bus_id|device|modelName|Hostname|DCGM_FI_DRIVER_VERSION',
              },
            ],
          },
        ],
      },
    });
  }
}
