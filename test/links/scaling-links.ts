import { type Deployment, describeObject, type Json, ofKind, resourcesOf } from './deployment';
import { hasRole, identityOfPod, identityOfTrigger } from './identities';
import { type Link, missing } from './link';
import { servedModels } from './model-links';
import { containersOf, podTemplates, variablesOf } from './pods';
import { scalersOf, serviceBusEntity } from './referred-resources';

/** Links between scalers, their targets, triggers and identities. */
export const scalingLinks: readonly Link[] = [
  {
    name: 'the target of each ScaledObject exists and does not set replicas',
    broken: (d) =>
      ofKind(d, 'ScaledObject').flatMap(({ metadata, spec }) => {
        const { kind, apiVersion, name } = spec.scaleTargetRef;
        const target = ofKind(d, kind).find(
          (object) =>
            object.apiVersion === apiVersion &&
            object.metadata.name === name &&
            object.metadata.namespace === metadata.namespace,
        );
        return missing(target !== undefined && target.spec.replicas === undefined, metadata.name);
      }),
  },
  {
    name: 'no two ScaledObjects have the same target',
    broken: (d) => {
      const targets = ofKind(d, 'ScaledObject').map(({ metadata, spec }) =>
        [metadata.namespace, spec.scaleTargetRef.kind, spec.scaleTargetRef.name].join('/'),
      );
      return targets.flatMap((target, index) => missing(targets.indexOf(target) === index, target));
    },
  },
  {
    name: 'the TriggerAuthentication of each trigger exists in its namespace, and its identity trusts KEDA',
    broken: (d) =>
      triggers(d).flatMap(({ object, trigger }) => {
        const needsOne = trigger.type === 'azure-servicebus' || queriesManagedPrometheus(trigger);
        return missing(
          (!needsOne && trigger.authenticationRef === undefined) ||
            identityOfTrigger(d, object.metadata.namespace, trigger) !== undefined,
          `${object.metadata.name}: ${trigger.authenticationRef?.name}`,
        );
      }),
  },
  {
    name: 'the queue or subscription of each trigger exists, and its identity can read the length',
    broken: (d) =>
      triggers(d)
        .filter(({ trigger }) => trigger.type === 'azure-servicebus')
        .flatMap(({ object, trigger }) => {
          const entity = serviceBusEntity(d, trigger.metadata);
          const identity = identityOfTrigger(d, object.metadata.namespace, trigger);
          return missing(
            hasRole(d, identity, 'Azure Service Bus Data Owner', entity?.measured),
            `${object.metadata.name}: ${JSON.stringify(trigger.metadata)}`,
          );
        }),
  },
  {
    name: 'each query reads the workspace of the stack with an identity that can read metrics',
    broken: (d) =>
      triggers(d)
        .filter(({ trigger }) => queriesManagedPrometheus(trigger))
        .flatMap(({ object, trigger }) => {
          const output = d.stackOutputs['prometheus_query_endpoint']?.value;
          const workspace = resourcesOf(d, 'azurerm_monitor_workspace').find(
            ([name]) => output === `\${azurerm_monitor_workspace.${name}.query_endpoint}`,
          )?.[1];
          const identity = identityOfTrigger(d, object.metadata.namespace, trigger);
          return missing(
            trigger.metadata.serverAddress === d.outputs['prometheus_query_endpoint'] &&
              hasRole(d, identity, 'Monitoring Data Reader', workspace),
            `${object.metadata.name} queries ${trigger.metadata.serverAddress}`,
          );
        }),
  },
  {
    name: 'each query and alert about a model names a served model whose metrics Prometheus collects',
    broken: (d) =>
      queries(d).flatMap(({ who, query }) =>
        [...query.matchAll(/\{([^}]*model_name[^}]*)\}/g)].flatMap(([, matchers]) => {
          const namespace = /namespace="([^"]*)"/.exec(matchers!)?.[1];
          const model = /model_name="([^"]*)"/.exec(matchers!)?.[1];
          return missing(
            podTemplates(d).some(
              (pod) =>
                pod.namespace === namespace &&
                servedModels(pod)[0] === model &&
                ofKind(d, 'PodMonitor').some(
                  ({ metadata, spec }) =>
                    metadata.namespace === namespace &&
                    Object.entries(spec.selector.matchLabels).every(
                      ([key, value]) => pod.template.metadata.labels[key] === value,
                    ),
                ),
            ),
            `${who}: ${model} in ${namespace}`,
          );
        }),
      ),
  },
  {
    name: 'each alert about a workload names an existing workload',
    broken: (d) =>
      queries(d).flatMap(({ who, query }) =>
        [
          ...query.matchAll(/\{namespace="([^"]*)",(deployment|leaderworkerset|statefulset)="([^"]*)"\}/g),
        ].flatMap(([, namespace, kind, name]) =>
          missing(
            podTemplates(d).some(
              ({ workload }) =>
                ownerLabel(workload.kind) === kind &&
                workload.metadata.namespace === namespace &&
                workload.metadata.name === name,
            ),
            `${who}: ${kind} ${namespace}/${name}`,
          ),
        ),
      ),
  },
  {
    name: 'each worker can receive from an existing queue or subscription, which its scaler counts',
    broken: (d) =>
      workers(d).flatMap(({ pod, names, entity }) => {
        const scaler = scalersOf(d).find(
          ({ object }) =>
            object === pod.workload || object.spec.scaleTargetRef?.name === pod.workload.metadata.name,
        );
        const identity = identityOfPod(d, pod);
        return missing(
          hasRole(d, identity, 'Azure Service Bus Data Receiver', entity?.received) &&
            scaler?.triggers.some(({ metadata }) =>
              Object.entries(names).every(([key, value]) => metadata[key] === value),
            ),
          `${describeObject(pod.workload)} receives from ${JSON.stringify(names)}`,
        );
      }),
  },
  {
    name: 'each application can send to an existing queue',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const variables = variablesOf(pod);
        const queueName = variables['SERVICE_BUS_SEND_QUEUE'];
        if (queueName === undefined) return [];
        const entity = serviceBusEntity(d, { namespace: namespaceOf(variables), queueName });
        return missing(
          hasRole(d, identityOfPod(d, pod), 'Azure Service Bus Data Sender', entity?.received),
          `${describeObject(pod.workload)} sends to ${queueName}`,
        );
      }),
  },
  {
    name: 'each worker keeps its messages during a pause, a job and a shutdown',
    broken: (d) =>
      workers(d).flatMap(({ pod, entity }) => {
        const variables = variablesOf(pod);
        const [container] = containersOf(pod);
        // An HTTP app that receives has its own probes and renews its own locks.
        if (variables['MESSAGE_LOCK_RENEWAL_SECONDS'] === undefined) return [];
        const pause = Number(/-lt (\d+)$/.exec(container.livenessProbe.exec.command.at(-1))?.[1]);
        const lock = seconds(entity?.received.lock_duration ?? '');
        const grace = Number(variables['SHUTDOWN_GRACE_SECONDS']);
        const renewal = Number(variables['MESSAGE_LOCK_RENEWAL_SECONDS']);
        const { terminationGracePeriodSeconds, activeDeadlineSeconds } = pod.template.spec;
        return [
          ...missing(lock >= pause, `${describeObject(pod.workload)}: a lock of ${lock} seconds`),
          ...missing(
            grace < terminationGracePeriodSeconds &&
              (activeDeadlineSeconds === undefined ? renewal >= grace : renewal <= activeDeadlineSeconds),
            `${describeObject(pod.workload)}: renews for ${renewal} seconds`,
          ),
        ];
      }),
  },
];

/** KEDA queries a Prometheus inside the cluster over HTTP and without an identity. */
function queriesManagedPrometheus({ type, metadata, authenticationRef }: Json): boolean {
  return (
    type === 'prometheus' && (authenticationRef !== undefined || metadata.serverAddress.startsWith('https:'))
  );
}

function triggers(d: Deployment): readonly { readonly object: Json; readonly trigger: Json }[] {
  return scalersOf(d).flatMap(({ object, triggers: all }) => all.map((trigger) => ({ object, trigger })));
}

/** Metric label of the object that owns the pods. The leaders of a group belong to a StatefulSet of the controller. */
function ownerLabel(kind: string): string {
  return kind === 'LeaderWorkerSet' ? 'statefulset' : kind.toLowerCase();
}

/** PromQL queries of scalers and alerts. */
function queries(d: Deployment): readonly { readonly who: string; readonly query: string }[] {
  return [
    ...triggers(d)
      .filter(({ trigger }) => trigger.type === 'prometheus')
      .map(({ object, trigger }) => ({ who: object.metadata.name, query: trigger.metadata.query })),
    ...resourcesOf(d, 'azurerm_monitor_alert_prometheus_rule_group').flatMap(([name, { rule }]) =>
      rule
        .filter(({ alert }: Json) => alert !== undefined)
        .map(({ expression }: Json) => ({ who: name, query: expression })),
    ),
  ];
}

function namespaceOf(variables: Readonly<Record<string, string>>): string | undefined {
  return /^(.+)\.servicebus\.windows\.net$/.exec(variables['SERVICE_BUS_NAMESPACE'] ?? '')?.[1];
}

/** Pods that receive messages, with their queue or subscription. */
function workers(d: Deployment) {
  return podTemplates(d).flatMap((pod) => {
    const variables = variablesOf(pod);
    const names: Record<string, string | undefined> | undefined =
      variables['SERVICE_BUS_QUEUE'] !== undefined
        ? { queueName: variables['SERVICE_BUS_QUEUE'] }
        : variables['SERVICE_BUS_SUBSCRIPTION'] !== undefined
          ? {
              topicName: variables['SERVICE_BUS_TOPIC'],
              subscriptionName: variables['SERVICE_BUS_SUBSCRIPTION'],
            }
          : undefined;
    if (names === undefined) return [];
    const namespace = namespaceOf(variables);
    return [{ pod, names: { ...names, namespace }, entity: serviceBusEntity(d, { ...names, namespace }) }];
  });
}

/** Seconds of an ISO 8601 duration in the stack: `PT1M30S`. */
function seconds(duration: string): number {
  const [, minutes = '0', rest = '0'] = /^PT(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  return Number(minutes) * 60 + Number(rest);
}
