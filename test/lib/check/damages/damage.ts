import type { Rule } from '../../../../lib/check/rule';

// biome-ignore lint/suspicious/noExplicitAny: tests change manifests of any shape
export type Json = any;

/** Both halves of the sample's output as plain JSON, for a test to damage. */
export interface Draft {
  /** The first object of a kind, or the one with the name. */
  object(kind: string, name?: string): Json;
  /** Every object of a kind. */
  objects(kind: string): Json[];
  /** The first container of a workload, or the one with the name. */
  container(workload: string, name?: string): Json;
  /** The pod spec of a workload. */
  podSpec(workload: string): Json;
  /** Adds an object as a file of an application. */
  add(object: Json): void;
  /** Removes an object. */
  remove(object: Json): void;
  /** The body of a Terraform resource. */
  resource(type: string, name?: string): Json;
  /** Every resource of a type, by name. */
  resources(type: string): Record<string, Json>;
  /** Adds a Terraform resource. */
  addResource(type: string, name: string, body: Json): void;
  removeResource(type: string, name: string): void;
}

/** One realistic mistake and the rule that must find it. */
export interface Damage {
  /** The mistake in one sentence: `vllm loses the toleration of the GPU pools`. */
  readonly name: string;
  readonly rule: Rule['id'];
  readonly change: (draft: Draft) => void;
}
