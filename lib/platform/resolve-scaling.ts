import type { PlatformDefinition } from '../definition/platform-definition';
import type { ScalingDefinition, TriggerDefinition } from '../definition/workload-definition';
import { kubernetesNameProblem, maxScaledObjectNameLength } from '../naming/kubernetes-names';
import { outputNames } from '../outputs/output-names';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireInteger, requireRule } from '../problems/value-rules';
import { serviceBusTrigger } from '../scaling/service-bus-trigger';
import { scalerIdentityName, type TriggerIdentityUse } from './resolve-identities';
import type {
  ResolvedAzure,
  ResolvedScaling,
  ResolvedServiceBus,
  ResolvedTrigger,
} from './resolved-platform';

export interface ScalingContext {
  readonly definition: PlatformDefinition;
  readonly azure: ResolvedAzure;
  readonly serviceBus: ResolvedServiceBus | undefined;
}

/** What the triggers of a platform ask of its identities; the workloads themselves are resolved later. */
export function triggerIdentityUses(definition: PlatformDefinition): readonly TriggerIdentityUse[] {
  return (definition.httpApps ?? [])
    .flatMap((app) => app.scaling?.triggers ?? [])
    .map((trigger) => ({ identityName: triggerIdentity(trigger, definition), queue: trigger.queue }));
}

export function resolveScaling(
  scaling: ScalingDefinition,
  workloadName: string,
  context: ScalingContext,
  problems: ProblemList,
): ResolvedScaling {
  const resolved = {
    name: scaling.name ?? `${workloadName}-scaler`,
    minReplicas: scaling.minReplicas ?? 1,
    maxReplicas: scaling.maxReplicas,
    pollingSeconds: scaling.pollingSeconds ?? 30,
    cooldownSeconds: scaling.cooldownSeconds ?? 300,
  };
  requireRule(problems, 'name', kubernetesNameProblem('subdomain', resolved.name), 'Choose another name.');
  if (resolved.name.length > maxScaledObjectNameLength) {
    problems.add(
      'name',
      `"${resolved.name}" has ${resolved.name.length} characters; KEDA makes an autoscaler "keda-hpa-…" of it`,
      `Give a name of at most ${maxScaledObjectNameLength}.`,
    );
  }
  requireInteger(problems, 'minReplicas', resolved.minReplicas, { min: 0, max: 10_000, unit: 'replicas' });
  requireInteger(problems, 'maxReplicas', resolved.maxReplicas, { min: 1, max: 10_000, unit: 'replicas' });
  if (resolved.maxReplicas < resolved.minReplicas) {
    problems.add(
      'maxReplicas',
      `${resolved.maxReplicas} is less than minReplicas, which is ${resolved.minReplicas}`,
      'Raise maxReplicas, or lower minReplicas.',
    );
  }
  requireInteger(problems, 'pollingSeconds', resolved.pollingSeconds, { min: 1, max: 3600, unit: 'seconds' });
  requireInteger(problems, 'cooldownSeconds', resolved.cooldownSeconds, {
    min: 0,
    max: 86_400,
    unit: 'seconds',
  });
  if (scaling.cooldownSeconds !== undefined && resolved.minReplicas > 0) {
    problems.add(
      'cooldownSeconds',
      'it has no effect with minReplicas above 0',
      'Remove it, or set minReplicas to 0.',
    );
  }
  if (scaling.triggers.length === 0) problems.add('triggers', 'there is no trigger', 'Give at least one.');
  return {
    ...resolved,
    triggers: scaling.triggers.map((trigger, index) =>
      resolveTrigger(trigger, context, problems.at('triggers').at(index)),
    ),
  };
}

function resolveTrigger(
  trigger: TriggerDefinition,
  context: ScalingContext,
  problems: ProblemList,
): ResolvedTrigger {
  const { definition, azure, serviceBus } = context;
  const queueNames = (serviceBus?.queues ?? []).map((queue) => queue.name);
  if (!queueNames.includes(trigger.queue)) {
    problems.add('queue', `there is no queue "${trigger.queue}"`, knownNames(trigger.queue, queueNames));
  }
  const messages = trigger.messagesPerReplica ?? 5;
  requireInteger(problems, 'messagesPerReplica', messages, { min: 1, max: 100_000, unit: 'messages' });
  const identityNames = (definition.identities ?? []).map((identity) => identity.name);
  if (trigger.identity !== undefined && !identityNames.includes(trigger.identity)) {
    problems.add(
      'identity',
      `there is no identity "${trigger.identity}"`,
      knownNames(trigger.identity, identityNames),
    );
  }
  const identityName = triggerIdentity(trigger, definition);
  return {
    type: 'azure-servicebus',
    metadata: serviceBusTrigger({
      source: { queue: trigger.queue },
      serviceBusNamespace: serviceBus?.name ?? '',
      cloud: azure.cloud,
      messagesPerReplica: messages,
    }).metadata,
    description: `${trigger.queue}, ${messages} messages a replica`,
    identityName,
    clientIdOutput: outputNames.clientId(identityName),
  };
}

function triggerIdentity(trigger: TriggerDefinition, definition: PlatformDefinition): string {
  return trigger.identity ?? scalerIdentityName(definition.cluster.name);
}
