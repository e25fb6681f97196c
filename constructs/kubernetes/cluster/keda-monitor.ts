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
  /** Namespace of the monitor itself. */
  readonly namespace: string;
  /** Name of the monitor. @default `keda-operator` */
  readonly name?: string;
  /** Namespace of KEDA. @default `kube-system`, that of the add-on */
  readonly kedaNamespace?: string;
  /** Seconds between scrapes. @default 30 */
  readonly intervalSeconds?: number;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Where KEDA's operator serves its metrics. Source: keda.sh/docs/2.20/integrations/prometheus (2026-11). */
const metricsPort = 8080;

/**
 * Has managed Prometheus scrape KEDA's operator. The add-on's pods do not declare the port (Azure/karpenter-provider-azure#949), so it is
 * not looked up but given. KEDA's chart serves no metrics unless told to (`--enable-prometheus-metrics=false`), and the add-on gives
 * no way to tell it (Azure/AKS#4090): there, the target stays down, and nothing is ingested.
 *
 * Only KEDA's own series are kept, with the namespaces of the ScaledObjects that they are about.
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
              // In two steps, so that no `$1` has to come through the templates of the collector.
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
