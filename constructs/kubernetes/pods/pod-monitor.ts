import { Construct } from 'constructs';
import { PodMonitor as AzurePodMonitor } from '../../../imports/podmonitor-azmonitoring.coreos.com';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from './object-metadata';

/** Input of a PodMonitor. */
export interface PodMonitorProps extends ObjectIdentity {
  /** Name of the container port. @default `http` */
  readonly port?: string;
  /** Path of the metrics. @default `/metrics` */
  readonly path?: string;
  /** Seconds between scrapes. @default 30 */
  readonly intervalSeconds?: number;
}

/**
 * Scrape limits. The add-on silently drops series above its limits; with these limits the scrape
 * fails visibly.
 */
export const scrapeLimits = { labelLimit: 63, labelNameLengthLimit: 511, labelValueLengthLimit: 1023 };

/**
 * Makes Azure Monitor's managed Prometheus scrape the pods of a workload. It reads only the API
 * group `azmonitoring.coreos.com` and silently ignores monitors of `monitoring.coreos.com`.
 *
 * @see learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd (2026-11)
 */
export class PodMonitor extends Construct {
  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    new AzurePodMonitor(this, 'pod-monitor', {
      metadata: objectMetadata(props, syncWaves.workload, addOnKindAnnotation),
      spec: {
        ...scrapeLimits,
        selector: { matchLabels: selectorLabels(props.workload ?? props.name) },
        podMetricsEndpoints: [
          {
            port: props.port ?? 'http',
            path: props.path ?? '/metrics',
            interval: `${props.intervalSeconds ?? 30}s`,
          },
        ],
      },
    });
  }
}
