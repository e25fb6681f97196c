import { describeObject, type Json, ofKind, referenced, resourcesOf } from './deployment';
import { grantsOf, identityOfClientId, identityOfPod, subjects } from './identities';
import { type Link, missing } from './link';
import { allowedGrants, neededGrants, sameGrant } from './needed-grants';
import { podTemplates } from './pods';

/** Links between pods, ServiceAccounts, identities and roles. */
export const identityLinks: readonly Link[] = [
  {
    name: 'each subject is a ServiceAccount of the manifests, of KEDA or of the ALB controller',
    broken: (d) => {
      const accounts = ofKind(d, 'ServiceAccount').map(
        ({ metadata }) => `system:serviceaccount:${metadata.namespace}:${metadata.name}`,
      );
      const controllerSubjects = [
        'system:serviceaccount:kube-system:keda-operator',
        'system:serviceaccount:azure-alb-system:alb-controller-sa',
      ];
      return subjects(d).flatMap(({ subject }) =>
        missing([...accounts, ...controllerSubjects].includes(subject), `no ServiceAccount for ${subject}`),
      );
    },
  },
  {
    name: 'each federated credential trusts the issuer of the cluster and the audience of Entra ID',
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
        const trusting = subjects(d)
          .filter(({ subject }) => subject === `system:serviceaccount:${metadata.namespace}:${metadata.name}`)
          .map(({ identity }) => identity);
        // Some ServiceAccounts call only the API server.
        if (clientId === undefined && trusting.length === 0) return [];
        return missing(
          clientId !== undefined && trusting.length === 1 && identityOfClientId(d, clientId) === trusting[0],
          `${metadata.name} has ${clientId}`,
        );
      }),
  },
  {
    name: 'the ServiceAccount of each pod exists, and the pod has the identity label exactly if the ServiceAccount has an identity',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const name = pod.template.spec.serviceAccountName;
        if (name === undefined) return [];
        const account = ofKind(d, 'ServiceAccount').find(
          ({ metadata }) => metadata.name === name && metadata.namespace === pod.namespace,
        );
        const hasIdentity =
          account?.metadata.annotations?.['azure.workload.identity/client-id'] !== undefined;
        const isLabelled = pod.template.metadata.labels['azure.workload.identity/use'] === 'true';
        return missing(
          account !== undefined && hasIdentity === isLabelled,
          `${describeObject(pod.workload)} does not get the token of ${name}`,
        );
      }),
  },
  {
    name: 'the identity of each pod with the identity label trusts the pod',
    broken: (d) =>
      podTemplates(d)
        .filter(({ template }) => template.metadata.labels['azure.workload.identity/use'] === 'true')
        .flatMap((pod) =>
          missing(
            identityOfPod(d, pod) !== undefined,
            `${describeObject(pod.workload)} has an identity that does not trust it`,
          ),
        ),
  },
  {
    name: 'the outputs file contains each client id of the manifests',
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
    name: 'the stack has each output of the outputs file',
    broken: (d) =>
      Object.keys(d.outputs).flatMap((name) => missing(d.stackOutputs[name], `no output ${name}`)),
  },
  {
    name: 'each identity has every role that its workload needs',
    broken: (d) =>
      neededGrants(d).flatMap((need) =>
        missing(
          need.grant !== undefined && grantsOf(d).some((grant) => sameGrant(grant, need.grant!)),
          `${need.who} has no ${need.role}`,
        ),
      ),
  },
  {
    name: 'no identity has an unneeded or duplicate role',
    broken: (d) => {
      const needed = [...neededGrants(d), ...allowedGrants(d)].flatMap(({ grant }) => grant ?? []);
      const grants = grantsOf(d);
      return grants.flatMap((grant, index) => [
        ...missing(
          needed.some((need) => sameGrant(grant, need)),
          `${grant.identity.name} has ${grant.role} on ${grant.on?.resource.name}`,
        ),
        ...missing(
          grants.findIndex((other) => sameGrant(grant, other)) === index,
          `${grant.identity.name} has ${grant.role} twice`,
        ),
      ]);
    },
  },
  {
    name: 'no two workloads share an identity',
    broken: (d) => {
      const users = new Map<Json, Set<string>>();
      for (const pod of podTemplates(d)) {
        const identity = identityOfPod(d, pod);
        if (identity === undefined) continue;
        const name = pod.template.spec.serviceAccountName;
        users.set(identity, (users.get(identity) ?? new Set()).add(`${pod.namespace}/${name}`));
      }
      return [...users].flatMap(([identity, names]) =>
        missing(names.size === 1, `${[...names].join(', ')} share ${identity.name}`),
      );
    },
  },
];
