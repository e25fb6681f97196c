import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type KeptMetrics, metricsSettings } from '../../../lib/facts/metrics-settings';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of PrometheusSettings. */
export interface PrometheusSettingsProps {
  /** Series that are kept besides those of the minimal ingestion profile. */
  readonly kept: KeptMetrics;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Name and namespace are given: the agent of managed Prometheus looks for exactly these. */
const configMapName = 'ama-metrics-settings-configmap';
const agentNamespace = 'kube-system';

/**
 * Has managed Prometheus keep more series than by default. A cluster has one such ConfigMap: who has one of their own adds these names
 * to it instead. The agent reads it anew within minutes.
 */
export class PrometheusSettings extends Construct {
  constructor(scope: Construct, id: string, { kept, partOf }: PrometheusSettingsProps) {
    super(scope, id);
    new k8s.KubeConfigMap(this, 'config-map', {
      metadata: objectMetadata(
        { name: configMapName, namespace: agentNamespace, workload: 'ama-metrics', partOf },
        syncWaves.prerequisite,
      ),
      data: { ...metricsSettings(kept) },
    });
  }
}
