import type { Manifest } from '../schemas/validate-manifest';

/** The name under which Argo CD owns fields: `argocd-controller` (argo-cd 3.5, common.ArgoCDSSAManager, 2026-11). */
const fieldManager = 'argocd-controller';

/** What the API server answered. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** The object, or a Status with its reason. */
  readonly body: Manifest;
  /** Texts of its `Warning` headers: deprecations, PodSecurity, fields that do nothing. */
  readonly warnings: readonly string[];
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** The few requests of a GitOps controller. */
export class KubernetesApi {
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly url: string) {}

  async version(): Promise<string> {
    return (await this.request('GET', '/version')).body['gitVersion'];
  }

  /** Server-side apply as Argo CD does it, but unknown and doubled fields are refused. */
  async apply(object: Manifest): Promise<Answer> {
    const query = `fieldManager=${fieldManager}&force=true&fieldValidation=Strict`;
    return this.request('PATCH', `${await this.pathOf(object)}?${query}`, object);
  }

  /** What an apply would make of the object that is there; nothing is stored. */
  async predict(object: Manifest): Promise<Answer> {
    const query = `fieldManager=${fieldManager}&force=true&dryRun=All`;
    return this.request('PATCH', `${await this.pathOf(object)}?${query}`, object);
  }

  async create(object: Manifest, query = ''): Promise<Answer> {
    return this.request('POST', `${await this.collectionOf(object)}?fieldValidation=Strict${query}`, object);
  }

  /** Every admission plugin judges it, and nothing is stored. */
  async tryToCreate(object: Manifest): Promise<Answer> {
    return this.create(object, '&dryRun=All');
  }

  async get(object: Manifest): Promise<Answer> {
    return this.request('GET', await this.pathOf(object));
  }

  /** In the background: no controller runs that could do it in the foreground. */
  async delete(object: Manifest): Promise<Answer> {
    return this.request('DELETE', `${await this.pathOf(object)}?propagationPolicy=Background`);
  }

  async removeFinalizers(object: Manifest): Promise<Answer> {
    return this.request('PATCH', await this.pathOf(object), { metadata: { finalizers: null } });
  }

  /** Every object of a kind, in all namespaces. */
  async list(apiVersion: string, kind: string): Promise<readonly Manifest[]> {
    const { name } = (await this.resourceOf(apiVersion, kind))!;
    const { body } = await this.request('GET', `${root(apiVersion)}/${name}`);
    return (body['items'] as Manifest[]).map((item) => ({ apiVersion, kind, ...item }));
  }

  async isServed(apiVersion: string, kind: string): Promise<boolean> {
    return (await this.resourceOf(apiVersion, kind)) !== undefined;
  }

  async isNamespaced({ apiVersion, kind }: Manifest): Promise<boolean> {
    return (await this.resourceOf(apiVersion, kind))?.namespaced ?? true;
  }

  private async resourceOf(apiVersion: string, kind: string): Promise<Resource | undefined> {
    if (!this.resources.has(apiVersion))
      this.resources.set(
        apiVersion,
        this.request('GET', root(apiVersion)).then(({ body }) => body['resources'] ?? []),
      );
    const found = (await this.resources.get(apiVersion)!).find(
      (each) => each.kind === kind && !each.name.includes('/'),
    );
    // It may come with a CustomResourceDefinition.
    if (found === undefined) this.resources.delete(apiVersion);
    return found;
  }

  private async collectionOf(object: Manifest): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const resource = await this.resourceOf(apiVersion, kind);
    if (resource === undefined) throw new Error(`The API server has no ${apiVersion} ${kind}.`);
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace}` : '';
    return `${root(apiVersion)}${namespace}/${resource.name}`;
  }

  private async pathOf(object: Manifest): Promise<string> {
    return `${await this.collectionOf(object)}/${object.metadata.name}`;
  }

  private async request(method: string, path: string, sent?: Manifest): Promise<Answer> {
    // An apply has its field manager in the query; the other patch is a plain merge.
    const patch = path.includes('fieldManager=') ? 'apply-patch+yaml' : 'merge-patch+json';
    const type = `application/${method === 'PATCH' ? patch : 'json'}`;
    const answer = await fetch(this.url + path, {
      method,
      ...(sent === undefined ? {} : { headers: { 'content-type': type }, body: JSON.stringify(sent) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      body: isJson ? JSON.parse(text) : { message: text },
      warnings: warningsOf(answer.headers.get('warning')),
    };
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** `299 - "text", 299 - "text"`: RFC 7234. */
function warningsOf(header: string | null): readonly string[] {
  return [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    match[1]!.replace(/\\(.)/g, '$1'),
  );
}
