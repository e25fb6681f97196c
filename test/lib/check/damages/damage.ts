import type { Rule } from '../../../../lib/check/rule';

// biome-ignore lint/suspicious/noExplicitAny: manifests of any shape are damaged freely here
export type Json = any;

/** The clean output of the sample, to be damaged: both halves as plain JSON. */
export interface Draft {
  /** The first object of a kind, with a name if one is said. */
  object(kind: string, name?: string): Json;
  /** Every object of a kind. */
  objects(kind: string): Json[];
  /** The container of a workload, by the name of the workload: its first one, or that of a name. */
  container(workload: string, name?: string): Json;
  /** The pod spec of a workload. */
  podSpec(workload: string): Json;
  /** Adds an object as a file of an application. */
  add(object: Json): void;
  /** Takes an object away. */
  remove(object: Json): void;
  /** A Terraform resource: its body. */
  resource(type: string, name?: string): Json;
  /** Every resource of a type by its name. */
  resources(type: string): Record<string, Json>;
  /** Adds a Terraform resource. */
  addResource(type: string, name: string, body: Json): void;
  removeResource(type: string, name: string): void;
}

/** One realistic mistake, and the rule that has to find it. */
export interface Damage {
  /** What somebody did: `the toleration of the GPU pool is removed from vllm`. */
  readonly name: string;
  readonly rule: Rule['id'];
  readonly change: (draft: Draft) => void;
}
