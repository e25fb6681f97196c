import { parse } from 'yaml';
import type { RenderedFile } from '../../constructs/synth/rendering';
import type { DocumentSource } from '../../lib/operations/documents/environment-document';

/** Plain JSON, as in the files. */
// biome-ignore lint/suspicious/noExplicitAny: manifests and Terraform of any shape have no common type
export type Json = any;

/** Both halves as files: Kubernetes YAML, Terraform JSON and the outputs file, without the definition. */
export interface Deployment {
  /** Objects with their file, relative to the folder of the environment. */
  readonly objects: readonly { readonly file: string; readonly object: Json }[];
  /** `resource` of the stack, by type and name. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** `output` of the stack. */
  readonly stackOutputs: Readonly<Record<string, Json>>;
  /** Values of the outputs file. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Folder of the environment in the repository. */
  readonly environmentPath: string;
  /** Documents in the folder of the environment; undefined if not rendered. */
  readonly documents?: readonly RenderedFile[];
  /** Data of the documents, as values; undefined where no test asked for it. */
  readonly source?: DocumentSource;
}

export function readDeployment(
  terraform: readonly RenderedFile[],
  manifests: readonly RenderedFile[],
  outputsText: string,
  environment: string,
  documents?: readonly RenderedFile[],
  source?: DocumentSource,
): Deployment {
  const stack = JSON.parse(terraform.find(({ path }) => path === `stacks/${environment}/cdk.tf.json`)!.text);
  let objects: Deployment['objects'] | undefined;
  return {
    // Parsed on first use: many tests read only the other parts.
    get objects() {
      objects ??= manifests.map(({ path, text }) => ({ file: path, object: parse(text) }));
      return objects;
    },
    resources: stack.resource,
    stackOutputs: stack.output,
    outputs: JSON.parse(outputsText)[environment],
    environmentPath: `dist/${environment}`,
    documents,
    ...(source === undefined ? {} : { source }),
  };
}

export function ofKind(deployment: Deployment, kind: string): readonly Json[] {
  return deployment.objects.filter(({ object }) => object.kind === kind).map(({ object }) => object);
}

export function resourcesOf(
  deployment: Deployment,
  type: string,
): readonly (readonly [name: string, resource: Json])[] {
  return Object.entries(deployment.resources[type] ?? {});
}

/** A resource of the stack that an expression refers to. */
export interface Target {
  readonly type: string;
  readonly resource: Json;
}

/** The resource that `${type.name.attribute}` refers to, of any type. */
export function targetOf(deployment: Deployment, expression: unknown): Target | undefined {
  const match = /^\$\{([a-z_]+)\.([^.[]+)[.[]/.exec(String(expression));
  const resource = match === null ? undefined : deployment.resources[match[1]!]?.[match[2]!];
  return resource === undefined ? undefined : { type: match![1]!, resource };
}

/** The resource that `${type.name.attribute}` refers to. */
export function referenced(deployment: Deployment, expression: string, type: string): Json | undefined {
  const match = /^\$\{([a-z_]+)\.([^.]+)\.[a-z_]+\}$/.exec(expression);
  return match?.[1] === type ? deployment.resources[type]?.[match[2]!] : undefined;
}

export function describeObject({ kind, metadata }: Json): string {
  return `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
}
export function matchesLabels(labels: Json, selector: Json): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels?.[key] === value);
}
