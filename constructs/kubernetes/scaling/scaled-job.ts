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
  /** Name of the ScaledJob; its Jobs are called `<name>-…`. A label value, so at most 63 characters. */
  readonly name: string;
  /** Namespace. @default the chart's */
  readonly namespace?: string;
  /** `app.kubernetes.io/component`. @default none */
  readonly component?: string;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** What each Job runs. */
  readonly job: k8s.JobSpec;
  /** At least one; none of CPU or memory. */
  readonly triggers: readonly ScalerTriggerSpec[];
  /** Jobs that are there without work. @default 0 */
  readonly minReplicas?: number;
  /** Jobs at the same time, at most. */
  readonly maxReplicas: number;
  /** Seconds between looks. @default 30, KEDA's own */
  readonly pollingSeconds?: number;
  /** Name of the TriggerAuthentication for the triggers that sign in by workload identity. @default none */
  readonly triggerAuthenticationName?: string;
  /** Finished Jobs that are kept. @default 3 that succeeded and 10 that failed; KEDA keeps a hundred of each */
  readonly history?: { readonly succeeded: number; readonly failed: number };
}

/**
 * A Job for each piece of work, made by KEDA. Nothing scales it away: it ends when it is done.
 *
 * - Strategy `default`: new Jobs = messages - Jobs that run. It is the right one for Service Bus, whose count includes the messages
 *   that are locked, which those Jobs are working on (kedacore/keda#1214); `accurate` would make a second Job for each of them.
 * - Rollout `gradual`: KEDA's default deletes the Jobs that run whenever the ScaledJob changes, so with every new image that
 *   Argo CD brings.
 *
 * @see keda.sh/docs/2.20/reference/scaledjob-spec; kedacore/keda `scale_jobs.go`, 2.17 and 2.20 (2026-11)
 */
export class ScaledJob extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const history = props.history ?? { succeeded: 3, failed: 10 };
    const { spec } = k8s.KubeJob.manifest({ spec: props.job });
    // No typed binding: the schema of this kind repeats that of pods, half a megabyte of TypeScript.
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
  requireInteger(problems, 'pollingSeconds', props.pollingSeconds ?? 30, {
    min: 1,
    max: 3600,
    unit: 'seconds',
  });
  if (triggers.length === 0) problems.add('triggers', 'there is no trigger', 'Give at least one.');
  triggers.forEach((trigger, index) => {
    const at = problems.at('triggers').at(index);
    checkScalerTrigger(trigger, at);
    if (isResourceTrigger(trigger))
      at.add('type', `${trigger.type} does not count work, and KEDA makes no Job for it`, 'Use a queue.');
  });
  requireCompleteTriggers(triggers, problems);
  checkTriggerSignIn(triggers, props.triggerAuthenticationName, problems);
  problems.throwIfAny(`the ScaledJob "${props.name}"`);
}
