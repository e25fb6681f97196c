import { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsMetricRelabelingsAction,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction,
} from '../../../imports/podmonitor-azmonitoring.coreos.com';
import { kedaOperator } from '../../../lib/values/service-account';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import { scrapeLimits } from '../pods/pod-monitor';

/** Input of a KedaMonitor. */
export interface KedaMonitorProps {
  /** Namespace of the PodMonitor. */
  readonly namespace: string;
  /** Name of the PodMonitor. @default `keda-operator` */
  readonly name?: string;
  /** Namespace of KEDA. @default `kube-system`, the namespace of the add-on */
  readonly kedaNamespace?: string;
  /** Seconds between scrapes. @default 30 */
  readonly intervalSeconds?: number;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Metrics port of KEDA's operator. @see keda.sh/docs/2.20/integrations/prometheus (2026-11) */
const metricsPort = 8080;

/**
 * Makes managed Prometheus scrape KEDA's operator. The pods of the add-on do not declare the port
 * (Azure/karpenter-provider-azure#949), so the PodMonitor sets it explicitly. KEDA's chart serves
 * no metrics by default (`--enable-prometheus-metrics=false`), and the add-on has no setting for it
 * (Azure/AKS#4090): there, the target stays down, and Prometheus ingests nothing.
 *
 * The PodMonitor keeps only KEDA's own series, with the namespaces of their ScaledObjects.
 */
export class KedaMonitor extends Construct {
  constructor(scope: Construct, id: string, props: KedaMonitorProps) {
    super(scope, id);
    const { namespace, name = kedaOperator.name, partOf } = props;
    new PodMonitor(this, 'pod-monitor', {
      metadata: objectMetadata(
        { name, namespace, workload: 'keda', partOf },
        syncWaves.workload,
        addOnKindAnnotation,
      ),
      spec: {
        ...scrapeLimits,
        namespaceSelector: { matchNames: [props.kedaNamespace ?? kedaOperator.namespace] },
        // Source: kedacore/charts `keda/templates/manager/deployment.yaml` (2026-11).
        selector: { matchLabels: { app: kedaOperator.name } },
        podMetricsEndpoints: [
          {
            path: '/metrics',
            interval: `${props.intervalSeconds ?? 30}s`,
            honorLabels: true,
            relabelings: [
              // Two steps avoid `$1`, which the templates of the collector would expand.
              {
                action: PodMonitorSpecPodMetricsEndpointsRelabelingsAction.REPLACE,
                targetLabel: '__tmp_port',
                replacement: String(metricsPort),
              },
              {
                action: PodMonitorSpecPodMetricsEndpointsRelabelingsAction.REPLACE,
                sourceLabels: ['__meta_kubernetes_pod_ip', '__tmp_port'],
                separator: ':',
                targetLabel: '__address__',
              },
            ],
            metricRelabelings: [
              {
                action: PodMonitorSpecPodMetricsEndpointsMetricRelabelingsAction.KEEP,
                sourceLabels: ['__name__'],
                regex:
                  'keda_(build_info|internal_scale_loop|resource|scaled_job|scaled_object|scaler|trigger)_?.*',
              },
            ],
          },
        ],
      },
    });
  }
}
