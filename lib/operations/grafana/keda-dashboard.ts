import { autoscalerName } from '../alerts/scaler-alert';
import { dashboard } from './dashboard';
import { type DashboardEnvironment, uniqueOf } from './dashboard-environment';
import type { GrafanaDashboard } from './dashboard-model';
import type { PanelSpec } from './panels';
import { choice, environmentVariable } from './variables';

/** Scalers of an environment. */
export interface KedaEnvironment extends DashboardEnvironment {
  /** Names of ScaledObjects and ScaledJobs. */
  readonly scalers: readonly string[];
}

/** Input of kedaDashboard(). */
export interface KedaDashboardInput {
  readonly uid: string;
  /** At least one scaler in total. */
  readonly environments: readonly KedaEnvironment[];
}

/** Scaling of the workloads: replicas, metrics, and failures of scalers. */
export function kedaDashboard({ uid, environments }: KedaDashboardInput): GrafanaDashboard {
  const scalers = uniqueOf(environments, (each) => each.scalers);
  return dashboard({
    uid,
    title: 'Scaling',
    description: 'Replicas, the metrics that scale them, and failures of scalers.',
    environments: environments.map(({ name }) => name),
    variables: [
      environmentVariable(environments),
      choice({
        name: 'scaler',
        label: 'Scaler',
        description: 'ScaledObjects and ScaledJobs of all environments.',
        values: scalers.map((name) => ({ text: name, value: name })),
        multi: true,
      }),
    ],
    rows: [
      { title: 'Replicas', panels: replicas },
      { title: 'Metrics of the autoscalers', panels: metrics },
      { title: 'Metrics of the KEDA operator, if it serves them', collapsed: true, panels: operator },
    ],
  });
}

const ofAutoscaler = `namespace="$namespace",horizontalpodautoscaler=~"${autoscalerName('($scaler)')}"`;
const autoscaler = (metric: string) =>
  `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric}{${ofAutoscaler}})`;

const replicas: readonly PanelSpec[] = [
  {
    title: 'Replicas now',
    description: 'Replicas of each autoscaler. A ScaledJob has no autoscaler and no line.',
    width: 8,
    content: {
      unit: 'short',
      queries: [{ expr: autoscaler('status_current_replicas'), legend: '{{horizontalpodautoscaler}}' }],
    },
  },
  {
    title: 'Missing replicas',
    description:
      'Replicas that the autoscaler requests and that do not exist yet: they wait for nodes, images or quota.',
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
    description: 'Replicas divided by the maximum. At the line, the workload has its maximum.',
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
      'Limits of the autoscalers. A workload that scales to zero has a minimum of 1 here, because KEDA scales between 0 and 1.',
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
    description:
      'Metric divided by its target. Above the line by more than a tenth, the autoscaler adds a replica.',
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
    description: 'Last value that the autoscaler read; per replica if the target is an average.',
    width: 12,
    content: {
      unit: 'short',
      queries: [{ expr: target('status'), legend: '{{horizontalpodautoscaler}} {{metric_name}}' }],
    },
  },
  {
    title: 'Without a metric',
    description:
      '1: the autoscaler does not scale, because it cannot read a metric or no replica runs. With replicas, an alert fires after 15 minutes.',
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
    description: 'Where to see a fallback, for which Prometheus has no series.',
    width: 12,
    content: {
      text: 'No series shows that a ScaledObject uses its fallback. Argo CD reports its Application as *Degraded* meanwhile, and `kubectl get scaledobject` has a column FALLBACK. An alert fires for the failures before it.',
    },
  },
];

const ofScaler = 'namespace="$namespace",scaledObject=~"$scaler"';
const errors = (metric: string, label: string) =>
  `sum by (${label}) (increase(${metric}{namespace="$namespace",${label}=~"$scaler"}[$__rate_interval]))`;

const operator: readonly PanelSpec[] = [
  {
    title: 'Metric of a scaler',
    description: 'Total that KEDA read. During a fallback the value does not change.',
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
    description: '1: the scaler has work, and starts or keeps the first replica.',
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
    description: 'Failures to read a metric, without those that a fallback replaces.',
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
    description: 'Duration of the last read.',
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
    description: 'Delay of the evaluation of scalers: they are slow, or KEDA has too many.',
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
    description: '1: an operator paused the ScaledObject, and KEDA does not scale it.',
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
