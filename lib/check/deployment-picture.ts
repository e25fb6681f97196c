import type { FoundResource } from './terraform-resource';

/** One half of a deployment. */
export type Half = 'kubernetes' | 'terraform';

/** The text of a file that is deployed. */
export interface PictureFile {
  /** Relative to the project folder, with '/': `dist/production/ai-app/deployment.ai-app.yaml`. */
  readonly path: string;
  readonly text: string;
  /**
   * Whether a program rendered it from a chart or an overlay, so that it is not in Git itself.
   *
   * @default false
   */
  readonly isRendered?: boolean;
}

/** A Kubernetes object as plain JSON. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** An object with its file and its Argo CD application. */
export interface FoundObject {
  readonly file: string;
  /** Folder that the Argo CD application reads; undefined if unknown. */
  readonly application?: string;
  readonly object: KubernetesObject;
  /**
   * Position in the file, for line numbers: document, and index in a List.
   *
   * @default the first document
   */
  readonly path?: readonly (string | number)[];
}

/** Facts about the deployment that its files do not contain. */
export interface PictureContext {
  /** Registry hosts that images may come from. @default unknown, so every host is allowed */
  readonly allowedImageRegistries?: readonly string[];
  /**
   * Namespaces that exist without a manifest.
   *
   * @default unknown, so no namespace is reported as missing
   */
  readonly existingNamespaces?: readonly string[];
  /** Whether placeholder ids of identities are allowed, as in a preview. @default false */
  readonly isPreview?: boolean;
  /**
   * Why the picture may not have all of the Terraform: `the files do not contain …`.
   *
   * @default undefined: it has all of it
   */
  readonly missingTerraform?: string;
  /**
   * The day of the check, `2026-12-01`, for rules on the end of support.
   *
   * @default unknown: these rules use the day on which their table was read, so that a check
   * without a date always has the same findings
   */
  readonly today?: string;
}

/** Index of all files, objects and resources of a deployment. */
export class DeploymentPicture {
  private readonly byKind = new Map<string, FoundObject[]>();
  private readonly byName = new Map<string, FoundObject>();
  private readonly byType = new Map<string, FoundResource[]>();
  private readonly byAddress = new Map<string, FoundResource>();
  private readonly cache = new Map<unknown, unknown>();

  constructor(
    readonly files: readonly PictureFile[],
    readonly objects: readonly FoundObject[],
    readonly resources: readonly FoundResource[],
    readonly context: PictureContext = {},
  ) {
    for (const found of objects) {
      const { kind, metadata } = found.object;
      push(this.byKind, kind, found);
      const key = nameKey(kind, metadata.name, metadata.namespace);
      if (!this.byName.has(key)) this.byName.set(key, found);
    }
    for (const resource of resources) {
      push(this.byType, resource.type, resource);
      this.byAddress.set(resource.address, resource);
    }
  }

  /** Objects of a kind, in any API group and version. */
  ofKind(...kinds: readonly string[]): readonly FoundObject[] {
    return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
  }

  /** The object of a kind and name in a namespace; undefined if the picture does not contain it. */
  find(kind: string, name: string | undefined, namespace: string | undefined): FoundObject | undefined {
    return name === undefined ? undefined : this.byName.get(nameKey(kind, name, namespace));
  }

  /** Terraform resources of a type. */
  resourcesOf(...types: readonly string[]): readonly FoundResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  resourceAt(address: string): FoundResource | undefined {
    return this.byAddress.get(address);
  }

  has(half: Half): boolean {
    return (half === 'kubernetes' ? this.objects : this.resources).length > 0;
  }

  /** Result of a view of this picture, computed once. */
  once<T>(view: (picture: DeploymentPicture) => T): T {
    if (!this.cache.has(view)) this.cache.set(view, view(this));
    return this.cache.get(view) as T;
  }
}

/** Unique, because names contain no slash. */
function nameKey(kind: string, name: string, namespace: string | undefined): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Namespaces that every AKS cluster has. */
export const clusterNamespaces: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];

/** Name of an object in findings: `Deployment production/ai-app`. */
export function describeObject(object: KubernetesObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** API group of an object; empty for the core group. */
export function apiGroupOf(object: KubernetesObject): string {
  const slash = object.apiVersion.indexOf('/');
  return slash === -1 ? '' : object.apiVersion.slice(0, slash);
}
