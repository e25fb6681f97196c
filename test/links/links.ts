import {
  type Deployment,
  describeObject,
  type Json,
  matchesLabels,
  ofKind,
  podTemplates,
  poolsOf,
  referenced,
  resourcesOf,
  tolerates,
} from './deployment';

/** A link between two things, and how to find those that lead nowhere. */
export interface Link {
  readonly name: string;
  /** One line for each link that is broken. */
  readonly broken: (deployment: Deployment) => readonly string[];
}

const identityType = 'azurerm_user_assigned_identity';

interface Subject {
  readonly subject: string;
  readonly identity: Json;
}

function subjects(deployment: Deployment): readonly Subject[] {
  return resourcesOf(deployment, 'azurerm_federated_identity_credential').map(([, credential]) => ({
    subject: credential.subject,
    identity: referenced(deployment, credential.parent_id, identityType),
  }));
}

/** The identity that a client id of the outputs file belongs to, as the stack's output says. */
function identityOfClientId(deployment: Deployment, clientId: string): Json | undefined {
  const output = Object.keys(deployment.outputs).find(
    (name) => name.startsWith('client_id_') && deployment.outputs[name] === clientId,
  );
  return output === undefined
    ? undefined
    : referenced(deployment, deployment.stackOutputs[output]?.value ?? '', identityType);
}

function rolesOf(
  deployment: Deployment,
  identity: Json,
): readonly { readonly role: string; readonly scope: string }[] {
  return resourcesOf(deployment, 'azurerm_role_assignment')
    .filter(([, role]) => referenced(deployment, role.principal_id, identityType) === identity)
    .map(([, role]) => ({ role: role.role_definition_name, scope: role.scope }));
}

function missing(condition: unknown, line: string): readonly string[] {
  return condition ? [] : [line];
}

export const links: readonly Link[] = [
  {
    name: 'each pod has a pool that has its labels and whose taints it tolerates',
    broken: (d) =>
      podTemplates(d)
        .filter(({ template }) => template.spec.nodeSelector !== undefined)
        .flatMap(({ workload, template }) => {
          const fits = poolsOf(d).filter(
            (pool) =>
              matchesLabels(pool.labels, template.spec.nodeSelector) &&
              pool.taints.every((taint) => tolerates(template.spec.tolerations ?? [], taint)),
          );
          return missing(fits.length > 0, `${describeObject(workload)} fits no pool`);
        }),
  },
  {
    name: 'each workload chooses its pool',
    broken: (d) =>
      podTemplates(d).flatMap(({ workload, template }) =>
        missing(
          template.spec.nodeSelector ?? template.spec.affinity?.nodeAffinity,
          `${describeObject(workload)} may run anywhere`,
        ),
      ),
  },
  {
    name: "each GPU pool's taints are tolerated by the device plugin",
    broken: (d) =>
      poolsOf(d)
        .filter((pool) => pool.isGpu)
        .flatMap((pool) =>
          missing(
            ofKind(d, 'DaemonSet').some((plugin) =>
              pool.taints.every((taint) => tolerates(plugin.spec.template.spec.tolerations ?? [], taint)),
            ),
            `no DaemonSet tolerates ${pool.taints.join(', ')} of ${pool.name}`,
          ),
        ),
  },
  {
    name: 'each pod that asks for a GPU is on a GPU pool, and no other is',
    broken: (d) =>
      ofKind(d, 'Deployment').flatMap((workload) => {
        const { spec } = workload.spec.template;
        const wantsGpu = spec.containers.some(
          (container: Json) => container.resources?.limits?.['nvidia.com/gpu'] !== undefined,
        );
        const pools = poolsOf(d).filter((pool) => matchesLabels(pool.labels, spec.nodeSelector));
        return missing(
          pools.length > 0 && pools.every((pool) => pool.isGpu === wantsGpu),
          `${describeObject(workload)} is on the wrong pool`,
        );
      }),
  },
  {
    name: "each subject is a ServiceAccount of the manifests, or KEDA's operator",
    broken: (d) => {
      const accounts = ofKind(d, 'ServiceAccount').map(
        ({ metadata }) => `system:serviceaccount:${metadata.namespace}:${metadata.name}`,
      );
      return subjects(d).flatMap(({ subject }) =>
        missing(
          [...accounts, 'system:serviceaccount:kube-system:keda-operator'].includes(subject),
          `no ServiceAccount for ${subject}`,
        ),
      );
    },
  },
  {
    name: 'each federated credential trusts the issuer of the cluster, with the audience of Entra ID',
    broken: (d) =>
      resourcesOf(d, 'azurerm_federated_identity_credential').flatMap(([name, credential]) =>
        missing(
          referenced(d, credential.issuer, 'azurerm_kubernetes_cluster') !== undefined &&
            JSON.stringify(credential.audience) === '["api://AzureADTokenExchange"]',
          `${name} trusts ${credential.issuer} for ${credential.audience}`,
        ),
      ),
  },
  {
    name: 'each ServiceAccount has the client id of the identity that trusts it',
    broken: (d) =>
      ofKind(d, 'ServiceAccount').flatMap(({ metadata }) => {
        const clientId = metadata.annotations?.['azure.workload.identity/client-id'];
        const trusted = subjects(d).find(
          ({ subject }) => subject === `system:serviceaccount:${metadata.namespace}:${metadata.name}`,
        );
        return missing(
          clientId !== undefined &&
            trusted?.identity !== undefined &&
            identityOfClientId(d, clientId) === trusted.identity,
          `${metadata.name} has ${clientId}`,
        );
      }),
  },
  {
    name: 'each pod with an identity has the label, and its ServiceAccount exists',
    broken: (d) =>
      podTemplates(d).flatMap(({ workload, template }) => {
        const name = template.spec.serviceAccountName;
        if (name === undefined) return [];
        const account = ofKind(d, 'ServiceAccount').find(
          ({ metadata }) => metadata.name === name && metadata.namespace === workload.metadata.namespace,
        );
        return missing(
          account !== undefined && template.metadata.labels['azure.workload.identity/use'] === 'true',
          `${describeObject(workload)} gets no token`,
        );
      }),
  },
  {
    name: 'each client id of the manifests is one of the outputs file',
    broken: (d) => {
      const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
      const known = new Set(Object.values(d.outputs).map((value) => value.toLowerCase()));
      return d.objects.flatMap(({ file, object }) =>
        [...JSON.stringify(object).matchAll(guid)].flatMap(([id]) =>
          missing(known.has(id), `${file} has ${id}`),
        ),
      );
    },
  },
  {
    name: 'each output of the file is one of the stack',
    broken: (d) =>
      Object.keys(d.outputs).flatMap((name) =>
        missing(d.stackOutputs[name], `the stack has no output ${name}`),
      ),
  },
  {
    name: "each ScaledObject's target exists and leaves its replicas to KEDA",
    broken: (d) =>
      ofKind(d, 'ScaledObject').flatMap(({ metadata, spec }) => {
        const target = ofKind(d, spec.scaleTargetRef.kind).find(
          (object) =>
            object.metadata.name === spec.scaleTargetRef.name &&
            object.metadata.namespace === metadata.namespace,
        );
        return missing(
          target !== undefined && target.spec.replicas === undefined,
          `${metadata.name} scales ${spec.scaleTargetRef.name}`,
        );
      }),
  },
  {
    name: "each trigger's authentication exists beside it, and KEDA may act as its identity",
    broken: (d) =>
      ofKind(d, 'ScaledObject').flatMap(({ metadata, spec }) =>
        spec.triggers.flatMap((trigger: Json) => {
          const authentication = ofKind(d, 'TriggerAuthentication').find(
            (object) =>
              object.metadata.name === trigger.authenticationRef.name &&
              object.metadata.namespace === metadata.namespace,
          );
          const identity = identityOfClientId(d, authentication?.spec.podIdentity?.identityId ?? '');
          const federated = subjects(d).some(
            (each) =>
              each.identity === identity &&
              each.subject === 'system:serviceaccount:kube-system:keda-operator',
          );
          return missing(
            identity !== undefined && federated,
            `${metadata.name}: ${trigger.authenticationRef.name}`,
          );
        }),
      ),
  },
  {
    name: "each trigger's queue exists, and its identity may read its depth",
    broken: (d) =>
      ofKind(d, 'ScaledObject').flatMap(({ metadata, spec }) =>
        spec.triggers.flatMap((trigger: Json) => {
          const queue = resourcesOf(d, 'azurerm_servicebus_queue').find(
            ([, resource]) =>
              resource.name === trigger.metadata.queueName &&
              referenced(d, resource.namespace_id, 'azurerm_servicebus_namespace')?.name ===
                trigger.metadata.namespace,
          );
          const authentication = ofKind(d, 'TriggerAuthentication').find(
            (object) => object.metadata.name === trigger.authenticationRef.name,
          );
          const identity = identityOfClientId(d, authentication?.spec.podIdentity?.identityId ?? '');
          const mayRead = rolesOf(d, identity).some(
            ({ role, scope }) =>
              role === 'Azure Service Bus Data Owner' &&
              queue !== undefined &&
              referenced(d, scope, 'azurerm_servicebus_queue') === queue[1],
          );
          return missing(
            mayRead,
            `${metadata.name}: ${trigger.metadata.namespace}/${trigger.metadata.queueName}`,
          );
        }),
      ),
  },
  {
    name: 'the cluster has every add-on that the manifests need',
    broken: (d) =>
      resourcesOf(d, 'azurerm_kubernetes_cluster').flatMap(([, cluster]) => [
        ...missing(
          ofKind(d, 'ScaledObject').length === 0 ||
            cluster.workload_autoscaler_profile?.keda_enabled === true,
          'KEDA is off',
        ),
        ...missing(
          ofKind(d, 'SecretProviderClass').length === 0 ||
            cluster.key_vault_secrets_provider?.secret_rotation_enabled === true,
          'the Key Vault CSI driver is off',
        ),
        ...missing(
          ofKind(d, 'PodMonitor').length === 0 || cluster.monitor_metrics !== undefined,
          'managed Prometheus is off',
        ),
        ...missing(
          cluster.oidc_issuer_enabled === true && cluster.workload_identity_enabled === true,
          'workload identity is off',
        ),
      ]),
  },
  {
    name: 'each SecretProviderClass reads the vault of the stack as an identity that may',
    broken: (d) =>
      ofKind(d, 'SecretProviderClass').flatMap(({ metadata, spec }) => {
        const vault = resourcesOf(d, 'azurerm_key_vault').find(
          ([, resource]) => resource.name === spec.parameters.keyvaultName,
        );
        const identity = identityOfClientId(d, spec.parameters.clientID);
        const mayRead = rolesOf(d, identity).some(
          ({ role, scope }) =>
            role === 'Key Vault Secrets User' && referenced(d, scope, 'azurerm_key_vault') === vault?.[1],
        );
        return missing(
          vault !== undefined && identity !== undefined && mayRead,
          `${metadata.name} cannot read ${spec.parameters.keyvaultName}`,
        );
      }),
  },
  {
    name: 'each secret that a pod wants is synced by a SecretProviderClass that the pod mounts',
    broken: (d) =>
      podTemplates(d).flatMap(({ workload, template }) => {
        const mounted = (template.spec.volumes ?? [])
          .filter((volume: Json) => volume.csi?.driver === 'secrets-store.csi.k8s.io')
          .map((volume: Json) => volume.csi.volumeAttributes.secretProviderClass);
        const classes = ofKind(d, 'SecretProviderClass').filter(
          ({ metadata }) =>
            mounted.includes(metadata.name) && metadata.namespace === workload.metadata.namespace,
        );
        return template.spec.containers
          .flatMap((container: Json) => container.env ?? [])
          .flatMap((variable: Json) => {
            const wanted = variable.valueFrom?.secretKeyRef;
            if (wanted === undefined) return [];
            const synced = classes.some(({ spec }) =>
              spec.secretObjects.some(
                (secret: Json) =>
                  secret.secretName === wanted.name &&
                  secret.data.some((entry: Json) => entry.key === wanted.key),
              ),
            );
            return missing(synced, `${describeObject(workload)} wants ${wanted.name}/${wanted.key}`);
          });
      }),
  },
  {
    name: 'each image is of the registry of the stack, which the nodes may pull from, or of a public one',
    broken: (d) => {
      const own = resourcesOf(d, 'azurerm_container_registry').map(
        ([, registry]) => `${registry.name}.azurecr.io`,
      );
      const pulls = resourcesOf(d, 'azurerm_role_assignment').some(
        ([, role]) =>
          role.role_definition_name === 'AcrPull' &&
          /azurerm_kubernetes_cluster\..*kubelet_identity/.test(role.principal_id),
      );
      return podTemplates(d).flatMap(({ workload, template }) =>
        template.spec.containers.flatMap(({ image }: Json) => {
          const host = image.split('/')[0];
          const known = ['docker.io', 'nvcr.io'].includes(host) || (own.includes(host) && pulls);
          return missing(known && /:[\w.-]+$/.test(image), `${describeObject(workload)} pulls ${image}`);
        }),
      );
    },
  },
  {
    name: 'each Argo CD path is a folder with manifests, and each folder has an Application',
    broken: (d) => {
      const folders = new Set(d.objects.map(({ file }) => `${d.environmentPath}/${file.split('/')[0]}`));
      const paths = ofKind(d, 'Application').map(({ spec }) => spec.source.path);
      return [
        ...paths.flatMap((path) => missing(folders.has(path), `${path} is empty`)),
        ...[...folders].flatMap((folder) => missing(paths.includes(folder), `${folder} is not synced`)),
      ];
    },
  },
  {
    name: 'each Application has a project that allows its repository, its namespaces and the kinds in its folder',
    broken: (d) =>
      ofKind(d, 'Application').flatMap(({ metadata, spec }) => {
        const project = ofKind(d, 'AppProject').find((object) => object.metadata.name === spec.project);
        if (project === undefined) return [`${metadata.name}: no project ${spec.project}`];
        const folder = `${spec.source.path.slice(d.environmentPath.length + 1)}/`;
        const inFolder = d.objects.filter(({ file }) => file.startsWith(folder));
        return [
          ...missing(project.spec.sourceRepos.includes(spec.source.repoURL), `${metadata.name}: repository`),
          ...inFolder.flatMap(({ file, object }) => {
            const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
            const isNamespaced = object.metadata.namespace !== undefined;
            const kinds =
              (isNamespaced
                ? project.spec.namespaceResourceWhitelist
                : project.spec.clusterResourceWhitelist) ?? [];
            const kindAllowed = kinds.some((kind: Json) => kind.group === group && kind.kind === object.kind);
            const namespaceAllowed =
              !isNamespaced ||
              project.spec.destinations.some(
                (destination: Json) => destination.namespace === object.metadata.namespace,
              );
            return missing(kindAllowed && namespaceAllowed, `${metadata.name}: ${file}`);
          }),
        ];
      }),
  },
  {
    name: 'each object is in a namespace that exists',
    broken: (d) => {
      const namespaces = [...ofKind(d, 'Namespace').map(({ metadata }) => metadata.name), 'argocd'];
      return d.objects.flatMap(({ file, object }) =>
        missing(
          object.metadata.namespace === undefined || namespaces.includes(object.metadata.namespace),
          `${file}: ${object.metadata.namespace}`,
        ),
      );
    },
  },
  {
    name: 'each Service, PodDisruptionBudget, PodMonitor and NetworkPolicy selects pods, by ports that they have',
    broken: (d) =>
      ['Service', 'PodDisruptionBudget', 'PodMonitor', 'NetworkPolicy']
        .flatMap((kind) => ofKind(d, kind))
        .flatMap((object) => {
          const { spec } = object;
          const selector =
            object.kind === 'Service'
              ? spec.selector
              : object.kind === 'NetworkPolicy'
                ? spec.podSelector.matchLabels
                : spec.selector.matchLabels;
          const pods = podTemplates(d).filter(
            ({ workload, template }) =>
              workload.metadata.namespace === object.metadata.namespace &&
              matchesLabels(template.metadata.labels, selector),
          );
          const ports = pods.flatMap(({ template }) =>
            template.spec.containers.flatMap((container: Json) => container.ports ?? []),
          );
          const wanted = [
            ...(spec.ports ?? []).map((port: Json) => port.targetPort ?? port.port),
            ...(spec.podMetricsEndpoints ?? []).map((endpoint: Json) => endpoint.port),
            ...(spec.ingress ?? []).flatMap((rule: Json) =>
              (rule.ports ?? []).map((port: Json) => port.port),
            ),
          ];
          const known = wanted.every((want) =>
            ports.some((port: Json) => port.name === want || port.containerPort === want),
          );
          return missing(
            pods.length === 1 && known,
            `${describeObject(object)} selects ${pods.length} workloads`,
          );
        }),
  },
];
