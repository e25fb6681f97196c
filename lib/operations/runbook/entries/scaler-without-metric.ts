import type { Scaler } from '../../../check/views/scaled-objects';
import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import { valueAt } from '../../../values/json';
import { kedaOperator } from '../../../values/service-account';
import { blocksByPlace } from '../blocks-by-place';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookCause, RunbookEntry } from '../runbook-entry';

const operatorSelector = 'app.kubernetes.io/name=keda-operator';

/**
 * Sources (2026-11): kedacore/keda 2.21 `pkg/scaling/executor/scale_scaledobjects.go`, `pkg/scalers/azure_servicebus_scaler.go`,
 * `pkg/scalers/prometheus_scaler.go`, `controllers/keda/hpa.go` (`keda-hpa-` and the name); kedacore/keda#7822;
 * learn.microsoft.com/azure/aks/keda-workload-identity.
 */
export function scalerWithoutMetric(runbook: Runbook): RunbookEntry {
  const { scalers, platform } = runbook;
  const { azure } = platform;
  const scaler =
    scalers.find(({ triggers }) => triggers.some(({ authentication }) => authentication)) ?? scalers[0]!;
  const { kind, metadata } = scaler.found.object;
  const { name, namespace = platform.namespace } = metadata;
  const authentication = scaler.triggers.find((trigger) => trigger.authentication)?.authentication;
  const identities = scalerIdentities(runbook);
  const [identity] = identities;
  const operator = `--namespace ${kedaOperator.namespace} --selector ${operatorSelector}`;
  const reference = `${kind.toLowerCase()} ${name} --namespace ${namespace}`;
  return {
    topic: 'scalerWithoutMetric',
    symptom:
      'A workload is not scaled. `READY` of its scaler is `False` or `Unknown`, `FALLBACK` is `True`, or its Application is `Degraded`.',
    look: [
      ...blocksByPlace(
        'kubectl get scaledobjects,scaledjobs --all-namespaces',
        `kubectl get ${reference} --output jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}'`,
        `kubectl describe ${reference}`,
        kind === 'ScaledObject'
          ? `kubectl describe horizontalpodautoscaler keda-hpa-${name} --namespace ${namespace}`
          : undefined,
        `kubectl logs ${operator} --tail 500 --prefix | grep ${name}`,
        '# who KEDA is for Azure, and what that may',
        authentication &&
          `kubectl get triggerauthentication ${authentication} --namespace ${namespace} --output jsonpath='{.spec.podIdentity.identityId}{"\\n"}'`,
        ...(identity === undefined
          ? []
          : [
              `az identity show --resource-group ${azure.resourceGroup.name} --name ${identity} --query clientId --output tsv`,
              `PRINCIPAL=$(az identity show --resource-group ${azure.resourceGroup.name} --name ${identity} --query principalId --output tsv)`,
              `az role assignment list --assignee "$PRINCIPAL" --all --query "[].{role:roleDefinitionName, on:scope}" --output table`,
            ]),
      ),
    ],
    causes: [
      {
        sign: '`AADSTS…` in the log of the operator',
        cause: `Entra ID does not know its token: the federated credential is for ${code(`system:serviceaccount:${kedaOperator.namespace}:${kedaOperator.name}`)}, whatever the workload's is`,
        remedy: '[A federated token is refused](#a-federated-token-is-refused)',
      },
      ...causesOfTriggers(runbook, identities),
      {
        sign: '`no such host`, `context deadline exceeded`',
        cause:
          'the address is wrong or cannot be reached from `kube-system`: an outputs file that is old, a private endpoint, DNS',
        remedy: `\`serverAddress\` or \`namespace\` of the trigger; if it is old: deploy, synth, commit`,
      },
      {
        sign: 'the operator has no `AZURE_FEDERATED_TOKEN_FILE`, and its log asks for credentials',
        cause: 'it started before workload identity was on',
        remedy: 'the command below; nobody takes it back',
      },
      {
        sign: '`PAUSED` is `True`',
        cause: 'somebody paused it',
        remedy: '[Scale by hand](#scale-by-hand)',
      },
      {
        sign: '`READY` is `Unknown`, `PartialTriggerError`',
        cause: 'one of several triggers does not work; the others scale',
        remedy: 'the log says which',
      },
      {
        sign: '`ScaledObjectCheckFailed`',
        cause: 'its target is not there, or another autoscaler has it',
        remedy: `\`kubectl get horizontalpodautoscalers --namespace ${namespace}\``,
      },
    ],
    more: [
      'The operator, and its token:',
      shell(
        `kubectl get pods ${operator} --output jsonpath='{range .items[*].spec.containers[0].env[*]}{.name}{"\\n"}{end}' | grep AZURE_FEDERATED_TOKEN_FILE`,
        `kubectl rollout restart deployment/keda-operator --namespace ${kedaOperator.namespace}`,
        `kubectl rollout status deployment/keda-operator --namespace ${kedaOperator.namespace}`,
      ),
      meanwhile(scalers),
      table(
        ['Scaler', 'Scales', 'Triggers', 'Signs in by'],
        scalers.map(({ found: { object }, target, triggers }) => [
          code(object.metadata.name),
          target === undefined ? 'its own Jobs' : code(`${target.kind.toLowerCase()}/${target.name}`),
          triggers.map(({ type }) => type).join(', '),
          codes([...new Set(triggers.flatMap((trigger) => trigger.authentication ?? []))], 'nothing'),
        ]),
      ),
    ],
  };
}

/** Identities that KEDA's operator may act as. */
function scalerIdentities({ platform }: Runbook): readonly string[] {
  return platform.identities
    .filter(({ federatedCredentials }) =>
      federatedCredentials.some(
        ({ serviceAccount }) =>
          serviceAccount.name === kedaOperator.name && serviceAccount.namespace === kedaOperator.namespace,
      ),
    )
    .map(({ name }) => name);
}

function causesOfTriggers(
  { scalers, platform }: Runbook,
  identities: readonly string[],
): readonly (RunbookCause | undefined)[] {
  const deploy = code(deployCommand(stacksOf(platform)));
  const types = new Set(scalers.flatMap(({ triggers }) => triggers.map(({ type }) => type)));
  return [
    types.has('azure-servicebus')
      ? {
          sign: '`azure-servicebus`: `401`, `403`, `Manage`',
          cause: `${codes(identities)} has not the role \`Azure Service Bus Data Owner\` on the queue: counting is a management call, for which Data Receiver is too little`,
          remedy: `${deploy}; a new role needs some minutes`,
        }
      : undefined,
    types.has('prometheus')
      ? {
          sign: '`prometheus`: `401`, `403`',
          cause: `${codes(identities)} has not the role \`Monitoring Data Reader\` on the workspace`,
          remedy: `${deploy}; a new role needs some minutes`,
        }
      : undefined,
    types.has('prometheus')
      ? {
          sign: '`prometheus`: `the result is empty`',
          cause:
            'the query finds no series: no replica runs, nothing scrapes it, or the model is called otherwise',
          remedy:
            '`kubectl get pods --namespace kube-system --selector rsName=ama-metrics`, the PodMonitor, and the query in the workspace',
        }
      : undefined,
    types.has('prometheus')
      ? {
          sign: '`prometheus`: `multiple elements`',
          cause: 'the query gives more than one series',
          remedy: '`sum(…)` around it',
        }
      : undefined,
    types.has('cpu') || types.has('memory')
      ? {
          sign: '`cpu`, `memory`: `FailedGetResourceMetric` at the autoscaler',
          cause: 'metrics-server does not answer',
          remedy: '`kubectl top pods --all-namespaces`',
        }
      : undefined,
  ];
}

function meanwhile(scalers: readonly Scaler[]): string {
  const withFallback = scalers.filter(({ found }) => valueAt(found.object, 'spec.fallback') !== undefined);
  const toZero = scalers.filter(({ minReplicas, target }) => minReplicas === 0 && target !== undefined);
  return [
    'Meanwhile replicas stay as many as they are.',
    ...(toZero.length === 0
      ? []
      : [
          `${codes(toZero.map(({ target }) => target!.name))}: at 0 nothing wakes them; a pause at 1 does ([Scale by hand](#scale-by-hand)).`,
        ]),
    ...(withFallback.length === 0
      ? []
      : [
          `${codes(withFallback.map(({ found }) => found.object.metadata.name))} have a fallback, and go to it.`,
        ]),
  ].join(' ');
}
