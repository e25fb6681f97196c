import { releases, sourcesOf } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind, resourcesOf } from './deployment';
import { type Link, missing } from './link';
import { containersOf, podTemplates } from './pods';
import { scalersOf } from './referred-resources';

/** Public registries that images come from. */
const publicRegistries = ['docker.io', 'nvcr.io', 'ghcr.io', 'registry.k8s.io', 'docker.langfuse.com'];
/** Chart of the controller of each Gateway class. The user installs other controllers. */
const controllersOfClass: Readonly<Record<string, RegExp>> = {
  agentgateway: /\/agentgateway$/,
  'azure-alb-external': /\/alb-controller$/,
};
/** Namespaces that exist before the platform. */
const givenNamespaces = ['argocd', 'kube-system', 'default'];

/**
 * Kinds whose health Argo CD derives from pods, volumes or addresses, and which may never become
 * healthy. A Job that is a hook has a deadline.
 */
const slowKinds = [
  'DaemonSet',
  'Deployment',
  'Gateway',
  'Ingress',
  'LeaderWorkerSet',
  'PersistentVolumeClaim',
  'ScaledJob',
  'ScaledObject',
  'StatefulSet',
];

/** Links from Argo CD to the manifests, and from the manifests to what they need in the cluster. */
export const gitOpsLinks: readonly Link[] = [
  {
    name: 'each Argo CD path is a folder with manifests, and each folder has an Application',
    broken: (d) => {
      const folders = new Set(d.objects.map(({ file }) => `${d.environmentPath}/${file.split('/')[0]}`));
      const paths = ofKind(d, 'Application').flatMap((application) =>
        sourcesOf(application)
          .filter(({ path, repoURL }) => path !== undefined && repoURL === ownRepository(d))
          .map(({ path }) => path),
      );
      return [
        ...paths.flatMap((path) => missing(folders.has(path), `${path} is empty`)),
        ...[...folders].flatMap((folder) =>
          missing(
            paths.filter((path) => path === folder).length === 1,
            `${folder} is not synced exactly once`,
          ),
        ),
      ];
    },
  },
  {
    name: 'the AppProject of each Application allows its repositories and destination',
    broken: (d) =>
      ofKind(d, 'Application').flatMap((application) => {
        const { metadata, spec } = application;
        const project = projectOf(d, application);
        return missing(
          project !== undefined &&
            sourcesOf(application).every(({ repoURL }) => project.spec.sourceRepos.includes(repoURL)) &&
            project.spec.destinations.some(
              ({ namespace, server }: Json) =>
                namespace === spec.destination.namespace && server === spec.destination.server,
            ),
          `${metadata.name}: ${spec.project}`,
        );
      }),
  },
  {
    name: 'the AppProject of each folder allows the kinds and namespaces of its objects',
    broken: (d) =>
      ofKind(d, 'Application').flatMap((application) => {
        const project = projectOf(d, application);
        const folders = sourcesOf(application)
          .filter(({ repoURL }) => repoURL === ownRepository(d))
          .map(({ path }) => `${path.slice(d.environmentPath.length + 1)}/`);
        return d.objects
          .filter(({ file }) => folders.some((folder) => file.startsWith(folder)))
          .flatMap(({ file, object }) =>
            missing(
              project !== undefined && allows(project.spec, object),
              `${application.metadata.name}: ${file}`,
            ),
          );
      }),
  },
  {
    name: 'each object and each chart has an existing namespace',
    broken: (d) => {
      const namespaces = [...ofKind(d, 'Namespace').map(({ metadata }) => metadata.name), ...givenNamespaces];
      return [
        ...d.objects.flatMap(({ file, object }) =>
          missing(
            object.metadata.namespace === undefined || namespaces.includes(object.metadata.namespace),
            `${file}: ${object.metadata.namespace}`,
          ),
        ),
        ...ofKind(d, 'Application').flatMap(({ metadata, spec }) =>
          missing(
            namespaces.includes(spec.destination.namespace),
            `${metadata.name}: ${spec.destination.namespace}`,
          ),
        ),
      ];
    },
  },
  {
    name: 'each image comes from the registry of the stack, with a pull role, or from a public registry',
    broken: (d) => {
      const own = resourcesOf(d, 'azurerm_container_registry').map(
        ([, registry]) => `${registry.name}.azurecr.io`,
      );
      const pulls = resourcesOf(d, 'azurerm_role_assignment').some(
        ([, role]) =>
          role.role_definition_name === 'AcrPull' &&
          /azurerm_kubernetes_cluster\..*kubelet_identity/.test(role.principal_id),
      );
      return podTemplates(d).flatMap((pod) =>
        containersOf(pod).flatMap(({ image }) => {
          const host = image.split('/')[0];
          const known = publicRegistries.includes(host) || (own.includes(host) && pulls);
          return missing(known && /:[\w.-]+$/.test(image), `${describeObject(pod.workload)} pulls ${image}`);
        }),
      );
    },
  },
  {
    name: 'the cluster enables every add-on that the manifests need',
    broken: (d) =>
      resourcesOf(d, 'azurerm_kubernetes_cluster').flatMap(([, cluster]) =>
        Object.entries<boolean>({
          'KEDA is off':
            scalersOf(d).length === 0 || cluster.workload_autoscaler_profile?.keda_enabled === true,
          'the Key Vault CSI driver is off':
            ofKind(d, 'SecretProviderClass').length === 0 ||
            cluster.key_vault_secrets_provider?.secret_rotation_enabled === true,
          'managed Prometheus is off':
            ofKind(d, 'PodMonitor').length === 0 || cluster.monitor_metrics !== undefined,
          'workload identity is off':
            cluster.oidc_issuer_enabled === true && cluster.workload_identity_enabled === true,
          'the blob CSI driver is off':
            !hasVolumeOf(d, 'blob.csi.azure.com') || cluster.storage_profile?.blob_driver_enabled === true,
          'the file CSI driver is off':
            !hasVolumeOf(d, 'file.csi.azure.com') || cluster.storage_profile?.file_driver_enabled !== false,
        }).flatMap(([line, isRight]) => missing(isRight, line)),
      ),
  },
  {
    name: 'the definition of each custom kind is installed before its objects',
    broken: (d) => {
      const applications = ofKind(d, 'Application');
      const installers: readonly (readonly [kind: string, source: RegExp])[] = [
        ['LeaderWorkerSet', /\/lws$/],
        ['InferencePool', /inference-extension/],
        ...ofKind(d, 'Gateway')
          .flatMap(({ spec }) => controllersOfClass[spec.gatewayClassName] ?? [])
          .map((source) => ['Gateway', source] as const),
        ['Gateway', /\/gateway-api$/],
        ['HTTPRoute', /\/gateway-api$/],
      ];
      return installers
        .filter(([kind]) => ofKind(d, kind).length > 0)
        .flatMap(([kind, source]) => {
          const installer = applications.find((each) =>
            sourcesOf(each).some(({ repoURL, path, chart }) =>
              source.test(
                [repoURL, chart ?? path]
                  .filter((part) => part !== '.')
                  .join('/')
                  .replace(/\/config\/crd$/, ''),
              ),
            ),
          );
          const users = d.objects
            .filter(({ object }) => object.kind === kind)
            .map(({ file }) => applications.find(({ metadata }) => metadata.name === file.split('/')[0]));
          return missing(
            installer !== undefined && users.every((user) => waveOf(installer) < waveOf(user)),
            `${kind} has no ${source.source}`,
          );
        });
    },
  },
  {
    name: 'no sync waits for an object that takes long to become healthy',
    broken: (d) => {
      const folderOf = (file: string) => file.split('/')[0]!;
      const lastWaves = new Map<string, number>();
      for (const { file, object } of d.objects)
        lastWaves.set(
          folderOf(file),
          Math.max(lastWaves.get(folderOf(file)) ?? Number.NEGATIVE_INFINITY, waveOf(object)),
        );
      return d.objects
        .filter(({ object }) => slowKinds.includes(object.kind))
        .flatMap(({ file, object }) =>
          missing(
            waveOf(object) === lastWaves.get(folderOf(file)),
            `${file} has wave ${waveOf(object)}, and a later wave exists`,
          ),
        );
    },
  },
  {
    name: 'no Application waits for one whose pods or volumes may never become healthy',
    broken: (d) =>
      ofKind(d, 'Application')
        .filter((application) => waveOf(application) < 0)
        .flatMap((application) => {
          const folders = sourcesOf(application)
            .filter(({ repoURL }) => repoURL === ownRepository(d))
            .map(({ path }) => `${path.slice(d.environmentPath.length + 1)}/`);
          return d.objects
            .filter(({ file }) => folders.some((folder) => file.startsWith(folder)))
            .filter(({ object }) => slowKinds.includes(object.kind))
            .flatMap(({ file }) => missing(false, `${file} is in wave ${waveOf(application)}`));
        }),
  },
  {
    name: 'each node selector of a chart matches a pool of the cluster',
    broken: (d) =>
      releases(d).flatMap(({ application, values }) => {
        const selectors = nodeSelectors(values);
        return selectors.flatMap((selector) =>
          missing(
            resourcesOf(d, 'azurerm_kubernetes_cluster_node_pool').some(([, pool]) =>
              Object.entries(selector).every(
                ([key, value]) =>
                  pool.node_labels?.[key] === value ||
                  (key === 'kubernetes.azure.com/agentpool' && pool.name === value) ||
                  (key === 'kubernetes.io/os' && value === 'linux'),
              ),
            ),
            `${application.metadata.name} is on ${JSON.stringify(selector)}`,
          ),
        );
      }),
  },
];

function projectOf(d: Deployment, { spec }: Json): Json | undefined {
  return ofKind(d, 'AppProject').find(({ metadata }) => metadata.name === spec.project);
}

/** Repository of these manifests, from the Application that syncs all Applications. */
function ownRepository(d: Deployment): string {
  return ofKind(d, 'Application').find(({ spec }) => spec.source?.path === `${d.environmentPath}/argocd`)
    ?.spec.source.repoURL;
}

/** Follows Argo CD: without a list, every namespaced kind is allowed and no cluster-scoped kind. */
function allows(project: Json, { apiVersion, kind, metadata }: Json): boolean {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const isListed = (kinds: readonly Json[] | undefined, without: boolean) =>
    kinds === undefined ? without : kinds.some((each) => each.group === group && each.kind === kind);
  if (metadata.namespace === undefined) return isListed(project.clusterResourceWhitelist, false);
  return (
    project.namespaceResourceBlacklist === undefined &&
    isListed(project.namespaceResourceWhitelist, true) &&
    project.destinations.some(({ namespace }: Json) => namespace === metadata.namespace)
  );
}

function hasVolumeOf(d: Deployment, driver: string): boolean {
  return ofKind(d, 'PersistentVolume').some(({ spec }) => spec.csi.driver === driver);
}

function waveOf(application: Json): number {
  return Number(application?.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

function nodeSelectors(values: Json): readonly Json[] {
  if (typeof values !== 'object' || values === null) return [];
  const here = values.nodeSelector === undefined ? [] : [values.nodeSelector];
  return [...here, ...Object.values(values).flatMap(nodeSelectors)];
}
