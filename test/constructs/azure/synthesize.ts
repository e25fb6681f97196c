import { App, type TerraformStack, Testing } from 'cdktf';
import { ReadableStack } from '../../../constructs/azure/stack/readable-logical-ids';

/** Plain JSON, as Terraform reads it. */
// biome-ignore lint/suspicious/noExplicitAny: resources of any shape are read freely here
export type Json = any;

/** The Terraform of a stack that `fill` puts constructs into. */
export function synthesize(fill: (stack: TerraformStack) => void): Json {
  const stack = new ReadableStack(new App({ stackTraces: false }), 'test');
  fill(stack);
  return readStack(stack);
}

export function readStack(stack: TerraformStack): Json {
  return withoutPaths(JSON.parse(Testing.synth(stack)));
}

/** The resources alone, by type and name; what a snapshot shows. */
export function resources(fill: (stack: TerraformStack) => void): Json {
  return synthesize(fill).resource;
}

/** The only resource of a type. */
export function only(terraform: Json, type: string): Json {
  const all = Object.values(terraform.resource[type] ?? {});
  if (all.length !== 1) throw new Error(`${all.length} resources of the type ${type}`);
  return all[0];
}

/** Terraform ignores the notes of CDKTF, `//`. */
function withoutPaths(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutPaths);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '//')
      .map(([key, child]) => [key, withoutPaths(child)]),
  );
}

export const place = { location: 'koreacentral', resourceGroupName: 'my-rg' } as const;
export const tags = { environment: 'test' } as const;
