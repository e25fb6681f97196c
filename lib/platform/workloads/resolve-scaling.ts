import type { CompleteInferenceServer } from '../../definition/inference-definition';
import type { ScalingDefinition } from '../../definition/scaling-definition';
import { vllmEngineVersion } from '../../engine/inference/vllm-metrics';
import { checkKedaVersion } from '../../engine/scaling/check-keda-version';
import { checkScalerTrigger } from '../../engine/scaling/check-scaler-trigger';
import { checkScalingPlan } from '../../engine/scaling/check-scaling-plan';
import type { ColdStart } from '../../engine/scaling/cold-start';
import type { ScalerTriggerSpec } from '../../engine/scaling/scaler-trigger';
import { type ScalingPlan, scalingPlan } from '../../engine/scaling/scaling-plan';
import type { TriggerContext, TriggerNeed } from '../../engine/scaling/trigger-kind';
import { type TriggerDefinition, triggerKindOf } from '../../engine/scaling/trigger-kinds';
import { kubernetesNameProblem, maxScaledObjectNameLength } from '../../facts/kubernetes-names';
import { ProblemList } from '../../problems/problem-list';
import { requireName, requireRule } from '../../problems/value-rules';
import { scalerIdentityName } from '../identities/identity-names';
import { missingTarget } from '../identities/role-scopes';
import { clientIdOutput } from '../outputs/client-id-output';
import { batchOfServer, enginesOfServer } from './resolve-model';
import type { WorkloadContext } from './workload-context';
import type { ScalerIdentity, WorkloadScaler } from './workload-facets';
import { identityNoun } from './workload-identity';
import { resolveImage } from './workload-image';

/** The ScaledObject of a workload. */
export interface ResolvedScaling {
  readonly name: string;
  /** Without the metadata that only the outputs file contains. */
  readonly plan: ScalingPlan;
  readonly triggers: readonly ResolvedTrigger[];
}

/** A trigger with the identity that reads its metric. */
export interface ResolvedTrigger {
  readonly spec: ScalerTriggerSpec;
  /** Identity that KEDA acts as. Undefined: the trigger does not sign in to Azure. */
  readonly identity: ScalerIdentity | undefined;
}

/** A workload with a ScaledObject. */
export interface ScaledWorkload {
  readonly scaling: ResolvedScaling | undefined;
}

/** The workload of a ScaledObject. */
export interface ScaleTarget {
  readonly name: string;
  readonly gpu: boolean;
  readonly coldStart: ColdStart;
}

/** Resolves the ScaledObject of a workload. */
export function resolveScaling(
  scaling: ScalingDefinition,
  workload: ScaleTarget,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling {
  const name = scaling.name ?? `${workload.name}-scaler`;
  requireRule(problems, 'name', kubernetesNameProblem('subdomain', name), 'Choose another name.');
  if (name.length > maxScaledObjectNameLength) {
    problems.add(
      'name',
      `"${name}" has ${name.length} characters; the maximum is ${maxScaledObjectNameLength}, because KEDA creates an autoscaler with the name "keda-hpa-…"`,
      'Choose a shorter name.',
    );
  }
  const triggerContext = triggerContextOf(scaling, workload, context);
  const triggers = scaling.triggers.map((trigger, index) => {
    const at = problems.at('triggers').at(index);
    const { spec: specOf, fieldNames = {} } = triggerKindOf(trigger);
    const spec = specOf(trigger, triggerContext, at);
    if (spec !== undefined) {
      checkScalerTrigger(spec, at.naming(fieldNames));
      checkKedaVersion(spec, context.definition.cluster.kubernetesVersion, at.naming(fieldNames));
    }
    return spec && { spec, identity: triggerIdentity(trigger, context, at) };
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
  // A trigger without a spec has its own problem; the plan would lack it.
  if (known.length === triggers.length)
    checkScalingPlan(
      plan,
      problems.naming({ fallback: 'fallbackReplicas' }),
      scaling.triggers.map((trigger) => triggerKindOf(trigger).fieldNames),
    );
  return { name, plan, triggers: known };
}

function triggerContextOf(
  scaling: ScalingDefinition,
  workload: ScaleTarget,
  context: WorkloadContext,
): TriggerContext {
  const { definition, azure, serviceBus, namespace, nodePools } = context;
  return {
    namespace,
    workload: workload.name,
    toZero: scaling.minReplicas === 0,
    cloud: azure.cloud,
    serviceBusNamespace: serviceBus?.name,
    hasManagedPrometheus: definition.cluster.managedPrometheus,
    inferenceServers: definition.inferenceServers.map((server) => {
      const engineVersion = server.engineVersion ?? versionOfImage(server, context);
      return {
        name: server.name,
        servedModelName: server.servedModelName ?? server.model,
        engineVersion,
        maxNumSeqs: batchOfServer(server, engineVersion, nodePools),
        engines: enginesOfServer(server),
        nodes: server.nodes,
      };
    }),
    missing: (scope) => missingTarget(scope, definition),
  };
}

/**
 * Version of vLLM in a server's own image; undefined for the default image, which has the newest.
 */
function versionOfImage({ image }: CompleteInferenceServer, context: WorkloadContext): string | undefined {
  // The server reports the problems of its image.
  return image && vllmEngineVersion(resolveImage(image, context, ProblemList.create()).toString());
}

function triggerIdentity(
  trigger: TriggerDefinition,
  { definition }: WorkloadContext,
  problems: ProblemList,
): ScalerIdentity | undefined {
  const need = triggerKindOf(trigger).needs?.(trigger);
  if (need === undefined) return undefined;
  const names = definition.identities.map((identity) => identity.name);
  if (need.identity !== undefined) requireName(problems, 'identity', need.identity, names, identityNoun);
  return scalerIdentity(need.identity, definition.cluster.name);
}

/** The identity that KEDA acts as: the one that the trigger names, or KEDA's own. */
export function scalerIdentity(name: string | undefined, clusterName: string): ScalerIdentity {
  const identityName = name ?? scalerIdentityName(clusterName);
  return { identityName, clientIdOutput: clientIdOutput(identityName) };
}

/** The ScaledObject of a workload. */
export function scalerOf({ scaling }: ScaledWorkload): WorkloadScaler | undefined {
  if (scaling === undefined) return undefined;
  const { name, plan, triggers } = scaling;
  const { scaleUp } = plan;
  return {
    kind: 'ScaledObject',
    name,
    triggers: triggers.map(({ identity, spec }) => ({
      type: spec.type,
      text: spec.description,
      measures: spec.measures,
      producedByTarget: spec.producedByTarget,
      identity,
      outputs: Object.values(spec.metadataFromOutputs ?? {}),
    })),
    hasFallback: plan.fallback !== undefined,
    coldStartSeconds: plan.coldStartSeconds,
    scaleUpSeconds: scaleUp && scaleUp.stabilizationSeconds + scaleUp.periodSeconds,
    maxJobSeconds: undefined,
  };
}

/** Roles that KEDA needs for the triggers of a definition. */
export function scalingGrants({ scaling }: { readonly scaling?: ScalingDefinition }): readonly TriggerNeed[] {
  return (scaling?.triggers ?? []).flatMap((trigger) => triggerKindOf(trigger).needs?.(trigger) ?? []);
}
