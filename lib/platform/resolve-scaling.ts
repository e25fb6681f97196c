import type { InferenceServerDefinition } from '../definition/inference-definition';
import type { ScalingDefinition, TriggerDefinition } from '../definition/scaling-definition';
import { vllmEngineVersion } from '../engine/inference/vllm-metrics';
import { vllmQuery } from '../engine/inference/vllm-queries';
import { checkScalerTrigger } from '../engine/scaling/check-scaler-trigger';
import { checkScalingPlan } from '../engine/scaling/check-scaling-plan';
import type { ColdStart } from '../engine/scaling/cold-start';
import { cronTrigger } from '../engine/scaling/cron-trigger';
import { genericTrigger } from '../engine/scaling/generic-trigger';
import { prometheusTrigger } from '../engine/scaling/prometheus-trigger';
import { cpuTrigger, memoryTrigger } from '../engine/scaling/resource-trigger';
import type { ScalerTriggerSpec } from '../engine/scaling/scaler-trigger';
import { scalingPlan } from '../engine/scaling/scaling-plan';
import { serviceBusTrigger } from '../engine/scaling/service-bus-trigger';
import { vllmTrigger } from '../engine/scaling/vllm-trigger';
import { podNamePattern } from '../engine/scheduling/pod-name-pattern';
import { kubernetesNameProblem, maxScaledObjectNameLength } from '../facts/kubernetes-names';
import { defaultVllmImage } from '../facts/vllm-image';
import { ProblemList } from '../problems/problem-list';
import { knownNames, requireRule } from '../problems/value-rules';
import { scalerIdentityName } from './identity-needs';
import { outputNames } from './outputs/output-names';
import { enginesOf } from './resolve-model';
import type { ResolvedScalerIdentity, ResolvedScaling, ResolvedTrigger } from './resolved-workloads';
import { missingTarget } from './role-scopes';
import { resolveImage, type WorkloadContext } from './workload-parts';

/** What is scaled. */
export interface ScaledWorkload {
  readonly name: string;
  readonly gpu: boolean;
  readonly coldStart: ColdStart;
}

/**
 * Stands in for the query endpoint of managed Prometheus, which only Azure knows, while a trigger is made and checked; the
 * resolved trigger has no address.
 */
const unknownEndpoint = 'https://unknown.prometheus.monitor.azure.com';

/** What KEDA calls otherwise than the definition. */
const triggerNames = { timezone: 'timeZone', desiredReplicas: 'replicas' };

export function resolveScaling(
  scaling: ScalingDefinition,
  workload: ScaledWorkload,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling {
  const name = scaling.name ?? `${workload.name}-scaler`;
  requireRule(problems, 'name', kubernetesNameProblem('subdomain', name), 'Choose another name.');
  if (name.length > maxScaledObjectNameLength) {
    problems.add(
      'name',
      `"${name}" has ${name.length} characters; KEDA makes an autoscaler "keda-hpa-…" of it`,
      `Give a name of at most ${maxScaledObjectNameLength}.`,
    );
  }
  const triggers = scaling.triggers.map((trigger, index) => {
    const at = problems.at('triggers').at(index);
    const spec = triggerSpec(trigger, scaling, workload, context, at);
    if (spec !== undefined) checkScalerTrigger(spec, at.naming(triggerNames));
    return spec === undefined ? undefined : { spec, identity: triggerIdentity(trigger, context, at) };
  });
  const known = triggers.filter((trigger) => trigger !== undefined);
  const { minReplicas, maxReplicas, pollingSeconds, cooldownSeconds, initialCooldownSeconds } = scaling;
  const plan = scalingPlan({
    minReplicas,
    maxReplicas,
    pollingSeconds,
    cooldownSeconds,
    initialCooldownSeconds,
    triggers: known.map(({ spec }) => spec),
    gpu: workload.gpu,
    coldStart: workload.coldStart,
    scaleUp: scaling.scaleUp,
    scaleDown: scaling.scaleDown,
    ...(scaling.fallbackReplicas === undefined ? {} : { fallback: { replicas: scaling.fallbackReplicas } }),
  });
  // A trigger that could not be made has its own problem; the plan would seem to lack one.
  if (known.length === triggers.length)
    checkScalingPlan(plan, problems.naming({ fallback: 'fallbackReplicas' }));
  const resolved = known.map(({ spec, identity }): ResolvedTrigger => {
    const { serverAddress, ...metadata } = spec.metadata;
    const queriesManagedPrometheus = serverAddress === unknownEndpoint;
    return {
      spec: queriesManagedPrometheus ? { ...spec, metadata } : spec,
      identity,
      queriesManagedPrometheus,
    };
  });
  return { name, plan: { ...plan, triggers: resolved.map(({ spec }) => spec) }, triggers: resolved };
}

function triggerSpec(
  trigger: TriggerDefinition,
  scaling: ScalingDefinition,
  workload: ScaledWorkload,
  context: WorkloadContext,
  problems: ProblemList,
): ScalerTriggerSpec | undefined {
  const { definition, azure, serviceBus } = context;
  const bus = { serviceBusNamespace: serviceBus?.name ?? '', cloud: azure.cloud };
  switch (trigger.type) {
    case 'service-bus-queue': {
      const { queue, messagesPerReplica, activationMessages } = trigger;
      const missing = missingTarget({ kind: 'queue', queue }, definition);
      if (missing !== undefined) {
        problems.add('queue', missing, 'Use the name of a queue of serviceBus.');
        return undefined;
      }
      return serviceBusTrigger({ ...bus, source: { queue }, messagesPerReplica, activationMessages });
    }
    case 'service-bus-topic': {
      const { topic, subscription, messagesPerReplica, activationMessages } = trigger;
      const missing = missingTarget({ kind: 'subscription', topic, subscription }, definition);
      if (missing !== undefined) {
        problems.add(
          (serviceBus?.topics ?? []).some(({ name }) => name === topic) ? 'subscription' : 'topic',
          missing,
          'Use the names of a topic of serviceBus and of a subscription of it.',
        );
        return undefined;
      }
      return serviceBusTrigger({
        ...bus,
        source: { topic, subscription },
        messagesPerReplica,
        activationMessages,
      });
    }
    case 'vllm':
      return vllmSpec(trigger, scaling, workload, context, problems);
    case 'prometheus': {
      const { inClusterAddress, query, threshold, activationThreshold, metricType, producedByTarget } =
        trigger;
      if (inClusterAddress === undefined && !hasManagedPrometheus(context, problems)) return undefined;
      return prometheusTrigger({
        server:
          inClusterAddress === undefined ? { managedQueryEndpoint: unknownEndpoint } : { inClusterAddress },
        query,
        threshold,
        activationThreshold,
        metricType,
        producedByTarget,
      });
    }
    case 'cron':
      return cronTrigger({
        timezone: trigger.timeZone,
        start: trigger.start,
        end: trigger.end,
        desiredReplicas: trigger.replicas,
      });
    case 'cpu':
      return cpuTrigger({ utilizationPercent: trigger.utilizationPercent });
    case 'memory':
      return memoryTrigger({ utilizationPercent: trigger.utilizationPercent });
    case 'keda':
      return genericTrigger({
        type: trigger.scaler,
        metadata: trigger.metadata,
        metricType: trigger.metricType,
        producedByTarget: trigger.producedByTarget,
        ...(trigger.triggerAuthentication === undefined
          ? {}
          : { authentication: { triggerAuthenticationName: trigger.triggerAuthentication } }),
      });
  }
}

function vllmSpec(
  trigger: Extract<TriggerDefinition, { type: 'vllm' }>,
  scaling: ScalingDefinition,
  workload: ScaledWorkload,
  context: WorkloadContext,
  problems: ProblemList,
): ScalerTriggerSpec | undefined {
  const servers = context.definition.inferenceServers ?? [];
  const name = trigger.server ?? workload.name;
  const server = servers.find((candidate) => candidate.name === name);
  if (server === undefined) {
    problems.add(
      'server',
      `there is no inference server "${name}"`,
      knownNames(
        name,
        servers.map((candidate) => candidate.name),
      ),
    );
    return undefined;
  }
  if (!hasManagedPrometheus(context, problems)) return undefined;
  // What is wrong with the image is told at the server.
  const image = resolveImage(server.image ?? defaultVllmImage, context, ProblemList.create());
  const servedBy = (each: typeof server) => each.servedModelName ?? each.model;
  const isServedTwice = servers.some((each) => each !== server && servedBy(each) === servedBy(server));
  const { query } = vllmQuery(trigger.metric, {
    namespace: context.namespace,
    servedModelName: servedBy(server),
    // Each would scale by the requests of both.
    ...(isServedTwice ? { pods: podsOf(server) } : {}),
    engineVersion: vllmEngineVersion(image.toString()),
  });
  const spec = vllmTrigger({
    server: { managedQueryEndpoint: unknownEndpoint },
    metric: trigger.metric,
    query,
    maxNumSeqs: server.maxNumSeqs,
    engines: enginesOf(server),
    threshold: trigger.target,
    toZero: scaling.minReplicas === 0,
  });
  return { ...spec, producedByTarget: name === workload.name };
}

function podsOf({ name, nodes = 1 }: InferenceServerDefinition): string {
  return podNamePattern({ name, kind: nodes > 1 ? 'LeaderWorkerSet' : 'Deployment' });
}

function hasManagedPrometheus({ definition }: WorkloadContext, problems: ProblemList): boolean {
  if (definition.cluster.managedPrometheus !== false) return true;
  problems.add(
    '',
    'managedPrometheus is off, and nothing else has the metric',
    'Leave managedPrometheus on, or use a trigger of the type "prometheus" with inClusterAddress.',
  );
  return false;
}

function triggerIdentity(
  trigger: TriggerDefinition,
  { definition }: WorkloadContext,
  problems: ProblemList,
): ResolvedScalerIdentity | undefined {
  if (trigger.type === 'prometheus' && trigger.inClusterAddress !== undefined) return undefined;
  if (!('queue' in trigger || 'topic' in trigger || trigger.type === 'vllm' || trigger.type === 'prometheus'))
    return undefined;
  const names = (definition.identities ?? []).map((identity) => identity.name);
  if (trigger.identity !== undefined && !names.includes(trigger.identity)) {
    problems.add(
      'identity',
      `there is no identity "${trigger.identity}"`,
      knownNames(trigger.identity, names),
    );
  }
  return scalerIdentity(trigger.identity, definition.cluster.name);
}

/** The identity that KEDA acts as: the one that is named, or its own. */
export function scalerIdentity(name: string | undefined, clusterName: string): ResolvedScalerIdentity {
  const identityName = name ?? scalerIdentityName(clusterName);
  return { identityName, clientIdOutput: outputNames.clientId(identityName) };
}
