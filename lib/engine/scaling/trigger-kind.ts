import type { AzureCloud } from '../../facts/azure-cloud';
import type { RoleName } from '../../facts/role-names';
import type { RoleScope } from '../../facts/role-scope';
import type { ProblemList } from '../../problems/problem-list';
import type { Literal, Schema } from '../../values/schema';
import type { Scaler } from './scaler';
import type { ScalerTriggerSpec } from './scaler-trigger';

/**
 * A trigger that a definition may contain. To add one, write a file in `triggers/` and list it in
 * `trigger-kinds.ts`.
 */
export interface TriggerKind<Definition extends AnyTrigger = AnyTrigger> {
  /** Shape and documentation in the definition. */
  readonly schema: TriggerSchema<Definition>;
  /** KEDA's scaler with its checks and failures. Undefined: the trigger names it. */
  readonly scaler: Scaler | undefined;
  /**
   * Field names of the definition by the metadata key that problems refer to.
   *
   * @default the same names
   */
  readonly fieldNames?: Readonly<Record<string, string>>;
  /** Trigger for KEDA; undefined after a problem. */
  spec(trigger: Definition, context: TriggerContext, problems: ProblemList): ScalerTriggerSpec | undefined;
  /** Role that KEDA's identity requires. Undefined: the trigger does not sign in to Azure. */
  needs?(trigger: Definition): TriggerNeed | undefined;
}

interface AnyTrigger {
  readonly type: string;
}

/** Schema of a trigger, under the name of its definition. */
export interface TriggerSchema<Definition extends AnyTrigger> extends Schema<Definition> {
  readonly shape: { readonly type: Literal<Definition['type']> };
}

/** A role for KEDA's operator. */
export interface TriggerNeed {
  /** Name of the identity. Undefined: KEDA's own. */
  readonly identity: string | undefined;
  readonly role: RoleName;
  readonly scope: RoleScope;
}

/** The platform, as triggers see it. */
export interface TriggerContext {
  /** Namespace of the workloads. */
  readonly namespace: string;
  /** Name of the scaled workload. */
  readonly workload: string;
  /** Whether the workload scales to zero. */
  readonly toZero: boolean;
  readonly cloud: AzureCloud;
  /** Name of the Service Bus namespace; undefined if the platform has none. */
  readonly serviceBusNamespace: string | undefined;
  readonly hasManagedPrometheus: boolean;
  readonly inferenceServers: readonly ScalableServer[];
  /** Explains why a scope does not exist; undefined if it exists. */
  missing(scope: RoleScope): string | undefined;
}

/** A vLLM server, as triggers see it. */
export interface ScalableServer {
  readonly name: string;
  readonly servedModelName: string;
  /**
   * Version of the engine; undefined for the default image, and if the image does not contain it.
   */
  readonly engineVersion: string | undefined;
  /**
   * Maximum requests in a batch: `--max-num-seqs`, or the engine's default on the GPUs of its
   * pools. Undefined if the version of the engine or the GPU is not known.
   */
  readonly maxNumSeqs: number | undefined;
  /** Engines of one replica. */
  readonly engines: number;
  /** Nodes of one replica. */
  readonly nodes: number;
}
