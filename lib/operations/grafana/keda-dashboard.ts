import { autoscalerName } from '../alerts/scaler-alert';
import { dashboard } from './dashboard';
import type { GrafanaDashboard } from './dashboard-model';
import type { PanelSpec } from './panels';
import { choice } from './variables';

/** Input of kedaDashboard(). */
export interface KedaDashboardInput {
  readonly environment: string;
  readonly namespace: string;
  /** Names of ScaledObjects and ScaledJobs; at least one. */
  readonly scalers: readonly string[];
}

/** How the workloads are scaled: replicas, the metrics that they follow, and what fails. */
export function kedaDashboard({ environment, namespace, scalers }: KedaDashboardInput): GrafanaDashboard {
  return dashboard({
    environment,
    name: 'keda',
    title: 'Scaling',
    description: 'Replicas, the metrics that they follow, and what of it fails.',
    variables: [
      choice({
        name: 'namespace',
        label: 'Namespace',
        description: 'Namespace of the workloads.',
        values: [{ text: namespace, value: namespace }],
        multi: false,
      }),
      choice({
        name: 'scaler',
        label: 'Scaler',
        description: 'ScaledObjects and ScaledJobs.',
        values: scalers.map((name) => ({ text: name, value: name })),
        multi: true,
      }),
    ],
    rows: [
      { title: 'Replicas', panels: replicas },
      { title: 'Metrics of the autoscalers', panels: metrics },
      { title: "KEDA's operator, where it serves its metrics", collapsed: true, panels: operator },
    ],
  });
}

const ofAutoscaler = `namespace="$namespace",horizontalpodautoscaler=~"${autoscalerName('($scaler)')}"`;
const autoscaler = (metric: string) =>
  `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric}{${ofAutoscaler}})`;

const replicas: readonly PanelSpec[] = [
  {
    title: 'Replicas now',
    description: 'A ScaledJob has no autoscaler, and no line.',
    width: 8,
    content: {
      unit: 'short',
      queries: [{ expr: autoscaler('status_current_replicas'), legend: '{{horizontalpodautoscaler}}' }],
    },
  },
  {
    title: 'Replicas that are wanted and not there',
    description: 'What the autoscaler wants beyond what there is: nodes, images or quota that one waits for.',
    width: 8,
    content: {
      unit: 'short',
      queries: [
        {
          expr: `clamp_min(${autoscaler('status_desired_replicas')} - ${autoscaler('status_current_replicas')}, 0)`,
          legend: '{{horizontalpodautoscaler}}',
        },
      ],
    },
  },
  {
    title: 'Share of the maximum',
    description: 'At the line a workload has all the replicas that it may have.',
    width: 8,
    content: {
      unit: 'percentunit',
      limit: 1,
      queries: [
        {
          expr: `${autoscaler('status_current_replicas')} / ${autoscaler('spec_max_replicas')}`,
          legend: '{{horizontalpodautoscaler}}',
        },
      ],
    },
  },
  {
    title: 'Minimum and maximum',
    description:
      'As the autoscalers have them; a scaler that goes to zero has a minimum of 1 here, KEDA does the rest.',
    width: 24,
    content: {
      unit: 'short',
      queries: [
        { expr: autoscaler('spec_min_replicas'), legend: '{{horizontalpodautoscaler}} minimum' },
        { expr: autoscaler('spec_max_replicas'), legend: '{{horizontalpodautoscaler}} maximum' },
      ],
    },
  },
];

const target = (kind: 'spec' | 'status') =>
  `max by (horizontalpodautoscaler, metric_name, metric_target_type) (kube_horizontalpodautoscaler_${kind}_target_metric{${ofAutoscaler}})`;

const metrics: readonly PanelSpec[] = [
  {
    title: 'Metric against its target',
    description: 'Above the line one more replica is wanted, by more than a tenth of it.',
    width: 12,
    content: {
      unit: 'percentunit',
      limit: 1,
      queries: [
        {
          expr: `${target('status')} / ${target('spec')}`,
          legend: '{{horizontalpodautoscaler}} {{metric_name}}',
        },
      ],
    },
  },
  {
    title: 'Metric',
    description: 'What the autoscaler read last: of one replica, where the target is an average.',
    width: 12,
    content: {
      unit: 'short',
      queries: [{ expr: target('status'), legend: '{{horizontalpodautoscaler}} {{metric_name}}' }],
    },
  },
  {
    title: 'Without a metric',
    description:
      'At 1 the autoscaler does not scale: it cannot read a metric, or there is no replica. With replicas it is an alert after 15 minutes.',
    width: 12,
    content: {
      unit: 'short',
      max: 1,
      queries: [
        {
          expr: `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_condition{${ofAutoscaler},condition="ScalingActive",status="false"})`,
          legend: '{{horizontalpodautoscaler}}',
        },
      ],
    },
  },
  {
    title: 'Fallback',
    description: 'Where it shows, since there is no line of it.',
    width: 12,
    content: {
      text: 'No series says that a ScaledObject is in fallback. Argo CD calls its application *Degraded* for as long as it lasts, and `kubectl get scaledobject` has the column FALLBACK; the failures before it are an alert.',
    },
  },
];

const ofScaler = 'namespace="$namespace",scaledObject=~"$scaler"';
const errors = (metric: string, label: string) =>
  `sum by (${label}) (increase(${metric}{namespace="$namespace",${label}=~"$scaler"}[$__rate_interval]))`;

const operator: readonly PanelSpec[] = [
  {
    title: 'Metric of a scaler',
    description: 'What KEDA read, in whole. A fallback shows here as a number that does not change.',
    width: 8,
    content: {
      unit: 'short',
      queries: [
        {
          expr: `max by (scaledObject, metric) (keda_scaler_metrics_value{${ofScaler}})`,
          legend: '{{scaledObject}} {{metric}}',
        },
      ],
    },
  },
  {
    title: 'Active',
    description: 'At 1 the scaler has work, and keeps or wakes the first replica.',
    width: 8,
    content: {
      unit: 'short',
      max: 1,
      queries: [
        {
          expr: `max by (scaledObject, scaler) (keda_scaler_active{${ofScaler}})`,
          legend: '{{scaledObject}} {{scaler}}',
        },
      ],
    },
  },
  {
    title: 'Errors',
    description: 'Failures to read a metric. Those that a fallback stands in for are not counted.',
    width: 8,
    content: {
      unit: 'short',
      queries: [
        { expr: errors('keda_scaled_object_errors_total', 'scaledObject'), legend: '{{scaledObject}}' },
        { expr: errors('keda_scaled_job_errors_total', 'scaledJob'), legend: '{{scaledJob}}' },
      ],
    },
  },
  {
    title: 'Time to read a metric',
    description: 'Of the last time.',
    width: 8,
    content: {
      unit: 's',
      queries: [
        {
          expr: `max by (scaledObject, metric) (keda_scaler_metrics_latency_seconds{${ofScaler}})`,
          legend: '{{scaledObject}} {{metric}}',
        },
      ],
    },
  },
  {
    title: 'Delay of the scaling loop',
    description: 'How much later than planned KEDA looks: its scalers are slow, or it has too many.',
    width: 8,
    content: {
      unit: 's',
      queries: [
        {
          expr: 'max by (resource) (keda_internal_scale_loop_latency_seconds{namespace="$namespace",resource=~"$scaler"})',
          legend: '{{resource}}',
        },
      ],
    },
  },
  {
    title: 'Paused',
    description: 'At 1 somebody has paused the ScaledObject, and nothing scales.',
    width: 8,
    content: {
      unit: 'short',
      max: 1,
      queries: [
        {
          expr: `max by (scaledObject) (keda_scaled_object_paused{${ofScaler}})`,
          legend: '{{scaledObject}}',
        },
      ],
    },
  },
];
