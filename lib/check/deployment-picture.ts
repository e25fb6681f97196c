/** A file as it will be written: what every rule over text reads. */
export interface PictureFile {
  /** From the project's folder, with '/': `dist/production/ai-app/deployment.ai-app.yaml`. */
  readonly path: string;
  readonly text: string;
}

export function isYamlFile(file: PictureFile): boolean {
  return /\.ya?ml$/.test(file.path);
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

/** An object with the file that it is in and the Argo CD application that owns it. */
export interface OwnedObject {
  readonly file: string;
  readonly application: string;
  readonly object: KubernetesObject;
}

/** Everything that is about to be deployed, and what the rules need to know besides. */
export interface DeploymentPicture {
  readonly files: readonly PictureFile[];
  readonly objects: readonly OwnedObject[];
  /** Hosts that images may come from. */
  readonly allowedImageRegistries: readonly string[];
  /** Namespaces that are in the cluster without a manifest here: Kubernetes' own and Argo CD's. */
  readonly existingNamespaces: readonly string[];
  /** In a preview the ids of identities are made up, and that is no finding. */
  readonly isPreview: boolean;
}

/** Namespaces that every AKS cluster has. */
export const clusterNamespaces: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];

/** How a finding names an object: `Deployment production/ai-app`. */
export function describeObject(object: KubernetesObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** API group of an object; empty for the core group. */
export function apiGroupOf(object: KubernetesObject): string {
  const slash = object.apiVersion.indexOf('/');
  return slash === -1 ? '' : object.apiVersion.slice(0, slash);
}
