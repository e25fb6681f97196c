import type { Scaler } from '../../../check/views/scaled-objects';
import { allScalers } from '../../../engine/scaling/trigger-kinds';
import { valueAt } from '../../../values/json';
import { kedaOperator } from '../../../values/service-account';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookCause, type RunbookEntry, to } from '../runbook-entry';
import { see } from '../runbook-headings';

const operatorSelector = 'app.kubernetes.io/name=keda-operator';

/**
 * Sources (2026-11): kedacore/keda 2.21 `pkg/scaling/executor/scale_scaledobjects.go`,
 * `pkg/scalers/azure_servicebus_scaler.go`, `pkg/scalers/prometheus_scaler.go`,
 * `controllers/keda/hpa.go` (`keda-hpa-` and the name); kedacore/keda#7822;
 * learn.microsoft.com/azure/aks/keda-workload-identity.
 */
export function scalerCannotReadMetric(runbook: Runbook): RunbookEntry {
  const { scalers, inventory } = runbook;
  const { azure } = inventory;
  const scaler =
    scalers.find(({ triggers }) => triggers.some(({ authentication }) => authentication)) ?? scalers[0]!;
  const { kind, metadata } = scaler.found.object;
  const { name, namespace = inventory.namespace } = metadata;
  const authentication = scaler.triggers.find((trigger) => trigger.authentication)?.authentication;
  const identities = scalerIdentities(runbook);
  const [identity] = identities;
  const operator = `--namespace ${kedaOperator.namespace} --selector ${operatorSelector}`;
  const reference = `${kind.toLowerCase()} ${name} --namespace ${namespace}`;
  const inGroup = `--resource-group ${azure.resourceGroup.name}`;
  return {
    topic: 'scalerCannotReadMetric',
    symptom:
      'A workload does not scale. `READY` of its scaler is `False` or `Unknown`, `FALLBACK` is `True`, or its Application is `Degraded`.',
    look: [
      ...commandBlocks(
        inCluster(
          'kubectl get scaledobjects,scaledjobs --all-namespaces',
          `kubectl get ${reference} --output jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}'`,
          `kubectl describe ${reference}`,
          kind === 'ScaledObject'
            ? `kubectl describe horizontalpodautoscaler keda-hpa-${name} --namespace ${namespace}`
            : undefined,
          `kubectl logs ${operator} --tail 500 --prefix | grep ${name}`,
          ...(authentication === undefined
            ? []
            : [
                '# client id that KEDA signs in with',
                `kubectl get triggerauthentication ${authentication} --namespace ${namespace} --output jsonpath='{.spec.podIdentity.identityId}{"\\n"}'`,
              ]),
        ),
        onOwnMachine(
          ...(identity === undefined
            ? []
            : [
                '# client id and roles of its identity in Azure',
                `az identity show ${inGroup} --name ${identity} --query clientId --output tsv`,
                `PRINCIPAL=$(az identity show ${inGroup} --name ${identity} --query principalId --output tsv)`,
                `az role assignment list --assignee "$PRINCIPAL" --all --query "[].{role:roleDefinitionName, on:scope}" --output table`,
              ]),
        ),
      ),
    ],
    causes: [
      {
        sign: '`AADSTS…` in the log of the KEDA operator',
        cause: `Entra ID rejects the token of KEDA. The federated credential must trust ${code(`system:serviceaccount:${kedaOperator.namespace}:${kedaOperator.name}`)}, not the ServiceAccount of the workload`,
        remedy: linked`${to('federatedTokenRejected')}`,
      },
      ...causesOfTriggers(runbook, identities),
      {
        sign: '`error resolving secrets for ScaleTarget` in the events of the scaler',
        cause: 'the Secret of the workload does not exist',
        remedy: linked`${to('scaledSecretMissing')}`,
      },
      {
        sign: '`no such host`, `context deadline exceeded`',
        cause:
          'the address is wrong, or the KEDA operator in `kube-system` cannot reach it: an outdated outputs file, a private endpoint, or DNS',
        remedy:
          'check `serverAddress` or `namespace` of the trigger; if it is outdated: deploy, run synth, commit',
      },
      {
        sign: 'the KEDA operator has no `AZURE_FEDERATED_TOKEN_FILE`, and its log reports missing credentials',
        cause: 'the KEDA operator started before workload identity was enabled',
        remedy: 'restart it with the command below; Argo CD does not revert the restart',
      },
      {
        sign: '`PAUSED` is `True`',
        cause: 'an operator paused the scaler',
        remedy: linked`${to('scaleManually')}`,
      },
      {
        sign: '`READY` is `Unknown`, `PartialTriggerError`',
        cause: 'one of several triggers fails; the others still scale the workload',
        remedy: 'the log of the KEDA operator names the trigger',
      },
      {
        sign: '`ScaledObjectCheckFailed`',
        cause: 'the target does not exist, or another autoscaler scales it',
        remedy: `run \`kubectl get horizontalpodautoscalers --namespace ${namespace}\``,
      },
    ],
    more: [
      'To check whether the KEDA operator has a token, and to restart it:',
      shell(
        `kubectl get pods ${operator} --output jsonpath='{range .items[*].spec.containers[0].env[*]}{.name}{"\\n"}{end}' | grep AZURE_FEDERATED_TOKEN_FILE`,
        `kubectl rollout restart deployment/keda-operator --namespace ${kedaOperator.namespace}`,
        `kubectl rollout status deployment/keda-operator --namespace ${kedaOperator.namespace}`,
      ),
      meanwhile(scalers),
      table(
        ['Scaler', 'Target', 'Triggers', 'TriggerAuthentication'],
        scalers.map(({ found: { object }, target, triggers }) => [
          code(object.metadata.name),
          target === undefined ? 'its own Jobs' : code(`${target.kind.toLowerCase()}/${target.name}`),
          triggers.map(({ type }) => type).join(', '),
          codes([...new Set(triggers.flatMap((trigger) => trigger.authentication ?? []))], 'none'),
        ]),
      ),
    ],
  };
}

/** Identities that trust the KEDA operator. */
function scalerIdentities({ inventory }: Runbook): readonly string[] {
  return inventory.identities
    .filter(({ credentials }) =>
      credentials.some(
        ({ serviceAccount }) =>
          serviceAccount.name === kedaOperator.name && serviceAccount.namespace === kedaOperator.namespace,
      ),
    )
    .map(({ name }) => name);
}

function causesOfTriggers(
  { scalers, inventory }: Runbook,
  identities: readonly string[],
): readonly RunbookCause[] {
  const context = { identities: codes(identities), deploy: code(inventory.deployCommand) };
  const used = new Set(scalers.flatMap(({ triggers }) => triggers.map(({ type }) => type)));
  const failures = allScalers
    .filter(({ type }) => used.has(type))
    .flatMap((scaler) => scaler.failures?.(context) ?? []);
  return [...new Map(failures.map((failure) => [failure.sign, failure])).values()];
}

function meanwhile(scalers: readonly Scaler[]): string {
  const withFallback = scalers.filter(({ found }) => valueAt(found.object, 'spec.fallback') !== undefined);
  const toZero = scalers.filter(({ minReplicas, target }) => minReplicas === 0 && target !== undefined);
  return [
    'Until the metric is readable again, the number of replicas does not change.',
    ...(toZero.length === 0
      ? []
      : [
          `${codes(toZero.map(({ target }) => target!.name))} cannot start from 0; pause the scaler at 1 replica (${see('scaleManually')}).`,
        ]),
    ...(withFallback.length === 0
      ? []
      : [
          `${codes(withFallback.map(({ found }) => found.object.metadata.name))} ${withFallback.length === 1 ? 'uses its' : 'use their'} fallback replicas.`,
        ]),
  ].join(' ');
}
