import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type KeptMetrics, metricsSettings } from '../../../lib/facts/metrics-settings';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of PrometheusSettings. */
export interface PrometheusSettingsProps {
  /** Series to keep in addition to the minimal ingestion profile. */
  readonly kept: KeptMetrics;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** The agent of managed Prometheus reads only a ConfigMap with this name and namespace. */
const configMapName = 'ama-metrics-settings-configmap';
const agentNamespace = 'kube-system';

/**
 * Makes managed Prometheus keep additional series. A cluster has one such ConfigMap: if yours
 * already has one, add these names to it. The agent reloads it within minutes.
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
