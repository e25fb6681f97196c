import { Construct } from 'constructs';
import {
  ScaledObject as KedaScaledObject,
  ScaledObjectSpecFallbackBehavior,
  type ScaledObjectSpecTriggers,
  ScaledObjectSpecTriggersAuthenticationRefKind,
} from '../../../imports/scaledobject-keda.sh';
import { requireCompleteTriggers } from '../../../lib/engine/scaling/check-scaler-trigger';
import { checkScalingPlan } from '../../../lib/engine/scaling/check-scaling-plan';
import type { ScalerTriggerSpec } from '../../../lib/engine/scaling/scaler-trigger';
import type { ScalingFallback, ScalingPlan, ScalingRate } from '../../../lib/engine/scaling/scaling-plan';
import { kubernetesNameProblem, maxScaledObjectNameLength } from '../../../lib/facts/kubernetes-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireRule } from '../../../lib/problems/value-rules';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import { checkTriggerSignIn, triggerAuthenticationRef } from './trigger-authentication-ref';

/**
 * Target of a ScaledObject: an object with a `scale` subresource. Its manifest must not set
 * `replicas`.
 */
export interface ScaleTarget {
  /** Name of the target. */
  readonly name: string;
  /** Kind of the target. @default 'Deployment' */
  readonly kind?: 'Deployment' | 'StatefulSet' | 'LeaderWorkerSet';
}

const apiVersions = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  LeaderWorkerSet: 'leaderworkerset.x-k8s.io/v1',
} as const;

/** Input of a ScaledObject. */
export interface ScaledObjectProps {
  /**
   * Name of the ScaledObject, at most 54 characters, because KEDA names its autoscaler
   * `keda-hpa-<name>`.
   */
  readonly name: string;
  /** Namespace of the target. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Workload to scale, in the same namespace. */
  readonly target: ScaleTarget;
  /** Replicas, triggers and intervals, from `scalingPlan()`. */
  readonly plan: ScalingPlan;
  /**
   * Name of the TriggerAuthentication, in the same namespace, for triggers with workload identity.
   *
   * @default none: no trigger may use workload identity
   */
  readonly triggerAuthenticationName?: string;
}

/**
 * A KEDA ScaledObject. The construct applies the rules of KEDA's webhook, because the webhook
 * accepts an object that it cannot validate in time. Every field exists since KEDA 2.17, the oldest
 * version in a supported AKS version (2026-11).
 *
 * With `minReplicas: 0`, the Key Vault secrets of the target need a `holder` (KeyVaultSecrets).
 *
 * @see keda.sh/docs/2.20/reference/scaledobject-spec; kedacore/keda `scaledobject_webhook.go`
 */
export class ScaledObject extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const { plan, target } = props;
    const kind = target.kind ?? 'Deployment';
    new KedaScaledObject(this, 'scaled-object', {
      metadata: objectMetadata(
        {
          name: props.name,
          namespace: props.namespace,
          workload: target.name,
          component: 'scaler',
          partOf: props.partOf,
        },
        syncWaves.workload,
        addOnKindAnnotation,
      ),
      spec: {
        scaleTargetRef: { apiVersion: apiVersions[kind], kind, name: target.name },
        minReplicaCount: plan.minReplicas,
        maxReplicaCount: plan.maxReplicas,
        // The three times apply only without replicas, or on the way there. In other cases KEDA
        // warns about them.
        ...(plan.pollingSeconds === undefined ? {} : { pollingInterval: plan.pollingSeconds }),
        ...(plan.cooldownSeconds === undefined ? {} : { cooldownPeriod: plan.cooldownSeconds }),
        ...(plan.initialCooldownSeconds === undefined
          ? {}
          : { initialCooldownPeriod: plan.initialCooldownSeconds }),
        ...(plan.fallback === undefined
          ? {}
          : { fallback: { ...plan.fallback, behavior: fallbackBehaviors[plan.fallback.behavior] } }),
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              ...(plan.scaleUp === undefined ? {} : { scaleUp: toScalingRules(plan.scaleUp) }),
              scaleDown: toScalingRules(plan.scaleDown),
            },
          },
        },
        triggers: plan.triggers.map((trigger) => toTrigger(trigger, props.triggerAuthenticationName)),
      },
    });
  }
}

const fallbackBehaviors: Record<ScalingFallback['behavior'], ScaledObjectSpecFallbackBehavior> = {
  static: ScaledObjectSpecFallbackBehavior.STATIC,
  currentReplicas: ScaledObjectSpecFallbackBehavior.CURRENT_REPLICAS,
  currentReplicasIfHigher: ScaledObjectSpecFallbackBehavior.CURRENT_REPLICAS_IF_HIGHER,
  currentReplicasIfLower: ScaledObjectSpecFallbackBehavior.CURRENT_REPLICAS_IF_LOWER,
};

function toScalingRules({ stabilizationSeconds, amount, periodSeconds }: ScalingRate) {
  const policy =
    'pods' in amount ? { type: 'Pods', value: amount.pods } : { type: 'Percent', value: amount.percent };
  return { stabilizationWindowSeconds: stabilizationSeconds, policies: [{ ...policy, periodSeconds }] };
}

function toTrigger(
  trigger: ScalerTriggerSpec,
  workloadIdentityName: string | undefined,
): ScaledObjectSpecTriggers {
  const reference = triggerAuthenticationRef(trigger, workloadIdentityName);
  return {
    type: trigger.type,
    ...(trigger.name === undefined ? {} : { name: trigger.name }),
    metricType: trigger.metricType ?? 'AverageValue',
    metadata: { ...trigger.metadata },
    ...(reference === undefined
      ? {}
      : {
          authenticationRef: {
            kind:
              reference.kind === 'ClusterTriggerAuthentication'
                ? ScaledObjectSpecTriggersAuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION
                : ScaledObjectSpecTriggersAuthenticationRefKind.TRIGGER_AUTHENTICATION,
            name: reference.name,
          },
        }),
  };
}

function checkProps(props: ScaledObjectProps): void {
  const problems = ProblemList.create();
  requireRule(problems, 'name', kubernetesNameProblem('subdomain', props.name), 'Choose another name.');
  if (props.name.length > maxScaledObjectNameLength) {
    problems.add(
      'name',
      `"${props.name}" has ${props.name.length} characters, and KEDA names the autoscaler keda-hpa-<name>`,
      `Use at most ${maxScaledObjectNameLength} characters.`,
    );
  }
  checkScalingPlan(props.plan, problems.at('plan'));
  requireCompleteTriggers(props.plan.triggers, problems.at('plan'));
  checkTriggerSignIn(props.plan.triggers, props.triggerAuthenticationName, problems);
  problems.throwIfAny(`the ScaledObject "${props.name}"`);
}
