import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  checkScalerTrigger,
  requireCompleteTriggers,
} from '../../../lib/engine/scaling/check-scaler-trigger';
import type { ScalerTriggerSpec } from '../../../lib/engine/scaling/scaler-trigger';
import { isResourceTrigger } from '../../../lib/engine/scaling/trigger-kinds';
import { kubernetesNameProblem } from '../../../lib/facts/kubernetes-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger, requireRule } from '../../../lib/problems/value-rules';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import { checkTriggerSignIn, triggerAuthenticationRef } from './trigger-authentication-ref';

/** Input of a ScaledJob. */
export interface ScaledJobProps {
  /**
   * Name of the ScaledJob, at most 63 characters because it is a label value. The names of its Jobs
   * start with it.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/component`. @default none */
  readonly component?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Pod and containers of each Job. */
  readonly job: k8s.JobSpec;
  /** Triggers, at least one. CPU and memory triggers are invalid. */
  readonly triggers: readonly ScalerTriggerSpec[];
  /** Number of Jobs without work. @default 0 */
  readonly minReplicas?: number;
  /** Maximum number of concurrent Jobs. */
  readonly maxReplicas: number;
  /** Polling interval in seconds. @default 30, the default of KEDA */
  readonly pollingSeconds?: number;
  /** Name of the TriggerAuthentication for triggers with workload identity. @default none */
  readonly triggerAuthenticationName?: string;
  /**
   * Number of finished Jobs to keep.
   *
   * @default 3 successful and 10 failed; the default of KEDA is 100 of each
   */
  readonly history?: { readonly succeeded: number; readonly failed: number };
}

/**
 * A ScaledJob: KEDA creates a Job for each message. No autoscaler removes a Job; it ends when its
 * work is complete. Key Vault secrets of the Jobs need a `holder` (KeyVaultSecrets).
 *
 * - Strategy `default` creates messages minus running Jobs. It is the right one for Service Bus,
 *   whose count includes the locked messages that running Jobs process (kedacore/keda#1214).
 *   `accurate` would create a second Job for each of them.
 * - Rollout `gradual` keeps running Jobs. The default of KEDA deletes them whenever the ScaledJob
 *   changes, for example with each new image.
 *
 * @see keda.sh/docs/2.20/reference/scaledjob-spec; kedacore/keda `scale_jobs.go`, 2.17 and 2.20
 * (2026-11)
 */
export class ScaledJob extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const history = props.history ?? { succeeded: 3, failed: 10 };
    const { spec } = k8s.KubeJob.manifest({ spec: props.job });
    // The kind has no typed binding: its schema repeats that of pods, which is half a megabyte of
    // TypeScript.
    new ApiObject(this, 'scaled-job', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledJob',
      metadata: objectMetadata(props, syncWaves.workload, addOnKindAnnotation),
      spec: {
        jobTargetRef: spec,
        minReplicaCount: props.minReplicas ?? 0,
        maxReplicaCount: props.maxReplicas,
        pollingInterval: props.pollingSeconds ?? 30,
        successfulJobsHistoryLimit: history.succeeded,
        failedJobsHistoryLimit: history.failed,
        scalingStrategy: { strategy: 'default' },
        rollout: { strategy: 'gradual' },
        triggers: props.triggers.map((trigger) => {
          const reference = triggerAuthenticationRef(trigger, props.triggerAuthenticationName);
          return {
            type: trigger.type,
            ...(trigger.name === undefined ? {} : { name: trigger.name }),
            metadata: { ...trigger.metadata },
            ...(reference === undefined ? {} : { authenticationRef: { ...reference } }),
          };
        }),
      },
    });
  }
}

function checkProps(props: ScaledJobProps): void {
  const problems = ProblemList.create();
  const { minReplicas = 0, maxReplicas, triggers } = props;
  requireRule(problems, 'name', kubernetesNameProblem('label', props.name), 'Choose another name.');
  requireInteger(problems, 'minReplicas', minReplicas, { min: 0, max: 10_000, unit: 'Jobs' });
  requireInteger(problems, 'maxReplicas', maxReplicas, {
    min: Math.max(1, minReplicas),
    max: 10_000,
    unit: 'Jobs',
  });
  if (props.pollingSeconds !== undefined) {
    requireInteger(problems, 'pollingSeconds', props.pollingSeconds, { min: 1, max: 3600, unit: 'seconds' });
  }
  if (triggers.length === 0) problems.add('triggers', 'it is empty', 'Add at least one trigger.');
  triggers.forEach((trigger, index) => {
    const at = problems.at('triggers').at(index);
    checkScalerTrigger(trigger, at);
    if (isResourceTrigger(trigger))
      at.add(
        'type',
        `the trigger ${trigger.type} counts no work items, so KEDA creates no Job for it`,
        'Use a queue trigger.',
      );
  });
  requireCompleteTriggers(triggers, problems);
  checkTriggerSignIn(triggers, props.triggerAuthenticationName, problems);
  problems.throwIfAny(`the ScaledJob "${props.name}"`);
}
