import { Construct } from 'constructs';
import {
  ScaledObject as KedaScaledObject,
  ScaledObjectSpecTriggersAuthenticationRefKind,
} from '../../imports/scaledobject-keda.sh';
import { kubernetesNameProblem, maxScaledObjectNameLength } from '../../lib/naming/kubernetes-names';
import { ProblemList } from '../../lib/problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../../lib/problems/value-rules';
import { objectMetadata } from './object-metadata';
import { addOnKindAnnotation, syncWaves } from './sync-waves';

/** One source that a ScaledObject looks at. */
export interface ScalerTrigger {
  /** KEDA's name of the scaler: `azure-servicebus`. */
  readonly type: string;
  /** What the scaler wants to know; every value is a string. `serviceBusTrigger()` gives that of a queue. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Name of the TriggerAuthentication, in the same namespace. Default: none. */
  readonly authenticationName?: string;
  /** Unique name in the ScaledObject. Default: none. */
  readonly name?: string;
}

/** Input of a ScaledObject. */
export interface ScaledObjectProps {
  /** Name of the ScaledObject, at most 54 characters: KEDA makes an autoscaler `keda-hpa-<name>` of it. */
  readonly name: string;
  /** Namespace, that of the Deployment. Default: the chart's. */
  readonly namespace?: string;
  /** `app.kubernetes.io/part-of`. Default: none. */
  readonly partOf?: string;
  /** Name of the Deployment; it must not state `replicas`. */
  readonly deploymentName: string;
  /** Default: 1. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger that wants most replicas wins. */
  readonly triggers: readonly ScalerTrigger[];
  /** Seconds between looks while there is no replica, and the age of a metric. Default: 30, KEDA's own. */
  readonly pollingSeconds?: number;
  /** Seconds without work before the last replica goes; only with `minReplicas: 0`. Default: 300, KEDA's own. */
  readonly cooldownSeconds?: number;
  /**
   * Replicas while a trigger cannot be read. Default: none: the replicas then stay as they are, which is the
   * safer answer to a role that is missing for a minute; and Argo CD calls an application in fallback Degraded.
   */
  readonly fallback?: {
    /** Failures in a row before it begins. */
    readonly failureThreshold: number;
    readonly replicas: number;
  };
  /** How fast replicas go. Default: a quarter of them a minute, after five minutes of less work. */
  readonly scaleDown?: {
    /** Seconds over which the highest wish counts. */
    readonly stabilizationSeconds: number;
    readonly percentPerMinute: number;
  };
}

/** Kubernetes' own window, and a slower way down than its "all at once": each pod that goes has work to finish. */
const defaultScaleDown = { stabilizationSeconds: 300, percentPerMinute: 25 };

/**
 * Scales a Deployment by KEDA.
 * Source: keda.sh/docs/2.20/reference/scaledobject-spec; kedacore/keda `scaledobject_webhook.go` (2026-11). KEDA's
 * webhook lets through what it cannot check in time, so its rules are applied here.
 */
export class ScaledObject extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const minReplicas = props.minReplicas ?? 1;
    const scaleDown = props.scaleDown ?? defaultScaleDown;
    new KedaScaledObject(this, 'scaled-object', {
      metadata: objectMetadata(
        {
          name: props.name,
          namespace: props.namespace,
          workload: props.deploymentName,
          component: 'scaler',
          partOf: props.partOf,
        },
        syncWaves.scaler,
        addOnKindAnnotation,
      ),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: props.deploymentName },
        minReplicaCount: minReplicas,
        maxReplicaCount: props.maxReplicas,
        pollingInterval: props.pollingSeconds ?? 30,
        // It is about the way to zero alone; said in another case, KEDA warns.
        ...(minReplicas === 0 ? { cooldownPeriod: props.cooldownSeconds ?? 300 } : {}),
        ...(props.fallback === undefined ? {} : { fallback: { ...props.fallback } }),
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: scaleDown.stabilizationSeconds,
                policies: [{ type: 'Percent', value: scaleDown.percentPerMinute, periodSeconds: 60 }],
              },
            },
          },
        },
        triggers: props.triggers.map((trigger) => ({
          type: trigger.type,
          ...(trigger.name === undefined ? {} : { name: trigger.name }),
          // The total divided by the wish a replica; what a fallback needs as well.
          metricType: 'AverageValue',
          metadata: { ...trigger.metadata },
          ...(trigger.authenticationName === undefined
            ? {}
            : {
                authenticationRef: {
                  kind: ScaledObjectSpecTriggersAuthenticationRefKind.TRIGGER_AUTHENTICATION,
                  name: trigger.authenticationName,
                },
              }),
        })),
      },
    });
  }
}

function checkProps(props: ScaledObjectProps): void {
  const problems = ProblemList.create();
  const minReplicas = props.minReplicas ?? 1;
  requireRule(problems, 'name', kubernetesNameProblem('subdomain', props.name), 'Choose another name.');
  if (props.name.length > maxScaledObjectNameLength) {
    problems.add(
      'name',
      `"${props.name}" has ${props.name.length} characters; KEDA makes an autoscaler "keda-hpa-…" of it`,
      `Give a name of at most ${maxScaledObjectNameLength}.`,
    );
  }
  requireInteger(problems, 'minReplicas', minReplicas, { min: 0, max: 10_000, unit: 'replicas' });
  requireInteger(problems, 'maxReplicas', props.maxReplicas, {
    min: Math.max(1, minReplicas),
    max: 10_000,
    unit: 'replicas',
  });
  if (props.pollingSeconds !== undefined)
    requireInteger(problems, 'pollingSeconds', props.pollingSeconds, { min: 1, max: 3600, unit: 'seconds' });
  if (props.cooldownSeconds !== undefined && minReplicas > 0) {
    problems.add(
      'cooldownSeconds',
      'it has no effect with minReplicas above 0',
      'Remove it, or set minReplicas to 0.',
    );
  }
  if (props.fallback !== undefined) {
    const at = problems.at('fallback');
    requireInteger(at, 'failureThreshold', props.fallback.failureThreshold, {
      min: 0,
      max: 1000,
      unit: 'failures',
    });
    // Fallback to none would take the last replica away because of an error.
    requireInteger(at, 'replicas', props.fallback.replicas, {
      min: Math.max(1, minReplicas),
      max: Math.max(1, minReplicas, props.maxReplicas),
      unit: 'replicas',
    });
  }
  if (props.triggers.length === 0) problems.add('triggers', 'there is no trigger', 'Give at least one.');
  requireUnique(
    problems,
    'trigger',
    props.triggers.flatMap(({ name }) => (name === undefined ? [] : [name])),
    (name) => name,
    (index) => `triggers[${index}].name`,
  );
  problems.throwIfAny(`the ScaledObject "${props.name}"`);
}
