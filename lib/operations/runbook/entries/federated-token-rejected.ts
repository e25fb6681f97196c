import { outputsFile } from '../../../platform/outputs/deploy-command';
import {
  clientIdAnnotation,
  serviceAccountSubject,
  tokenExchangeAudience,
} from '../../../values/service-account';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';

/**
 * Decodes the payload of a token on standard input: base64url without padding (RFC 7515, section
 * 2), which `base64 -d` rejects.
 */
export const readPayload = `cut -d . -f 2 | tr -- '-_' '+/' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d; echo`;

/**
 * Sources (2026-11):
 * learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (propagation);
 * learn.microsoft.com/entra/identity-platform/reference-error-codes; Azure/azure-workload-identity
 * docs, "Troubleshooting"; learn.microsoft.com/azure/aks/workload-identity-overview;
 * kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors.
 */
export function federatedTokenRejected(runbook: Runbook): RunbookEntry {
  const { inventory, workloads } = runbook;
  const { azure, cluster, environment } = inventory;
  const trusting = inventory.identities.filter(({ credentials }) => credentials.length > 0);
  const workload = workloads.find(({ identity, kind }) => identity !== undefined && kind === 'Deployment');
  const identity = trusting.find(({ name }) => name === workload?.identity) ?? trusting[0]!;
  const { serviceAccount } = identity.credentials[0]!;
  const account = workload?.serviceAccount ?? serviceAccount.name;
  const namespace = workload?.namespace ?? serviceAccount.namespace;
  const deploy = inventory.deployCommand;
  const inGroup = `--resource-group ${azure.resourceGroup.name}`;
  const escaped = clientIdAnnotation.replaceAll('.', '\\.');
  return {
    topic: 'federatedTokenRejected',
    symptom:
      'A log contains `AADSTS…`, `No matching federated identity record` or `failed to acquire token`, or a volume with secrets does not mount.',
    look: [
      ...commandBlocks(
        onOwnMachine(
          `IDENTITY=${identity.name} # or another row of the table`,
          '# credentials that Entra ID trusts, the issuer of the cluster, and the client id for the ServiceAccount',
          `az identity federated-credential list ${inGroup} --identity-name "$IDENTITY" --query "[].{name:name, issuer:issuer, subject:subject, audience:audiences[0]}" --output table`,
          `az aks show ${inGroup} --name ${cluster.name} --query oidcIssuerProfile.issuerUrl --output tsv`,
          `az identity show ${inGroup} --name "$IDENTITY" --query clientId --output tsv`,
        ),
        inCluster(
          `ACCOUNT=${account} NAMESPACE=${namespace} # or those of another row of the table, whose subject ends with NAMESPACE:ACCOUNT`,
          '# claims of the token: iss, sub and aud must equal those of the credential exactly',
          `kubectl create token "$ACCOUNT" --namespace "$NAMESPACE" --audience ${tokenExchangeAudience} | ${readPayload}`,
          '# client id in the ServiceAccount: must equal the one above',
          `kubectl get serviceaccount "$ACCOUNT" --namespace "$NAMESPACE" --output jsonpath='{.metadata.annotations.${escaped}}{"\\n"}'`,
          '# label and variables of a pod that runs as the ServiceAccount',
          `POD=$(kubectl get pods --namespace "$NAMESPACE" --field-selector "spec.serviceAccountName=$ACCOUNT" --output name | head -n 1) # or another of its pods`,
          `kubectl get "$POD" --namespace "$NAMESPACE" --output jsonpath='{.metadata.labels.azure\\.workload\\.identity/use}{"\\n"}{range .spec.containers[0].env[*]}{.name}={.value}{"\\n"}{end}' | grep -E '^true$|^AZURE_'`,
        ),
      ),
      'The command prints the token without its signature, so its output cannot be used to sign in.',
    ],
    causes: [
      {
        sign: '`AADSTS700211`: issuer',
        cause:
          'the cluster was recreated and has another issuer, or the credential belongs to another cluster',
        remedy: code(deploy),
      },
      {
        sign: '`AADSTS700213`: subject',
        cause:
          'the namespace or ServiceAccount differs from the credential; the comparison is case-sensitive',
        remedy:
          'compare the message with the table below; the definition sets both: deploy, run synth, commit',
      },
      {
        sign: '`AADSTS700212`: audience',
        cause: `the token was not issued for ${code(tokenExchangeAudience)}`,
        remedy: 'make the application read the file that `AZURE_FEDERATED_TOKEN_FILE` names',
      },
      {
        sign: '`AADSTS70021`, although all claims match',
        cause: 'a new credential has not propagated yet; Entra ID caches a rejection for some minutes',
        remedy: 'wait ten minutes, then restart the pod',
      },
      {
        sign: '`AADSTS700024`: not within its valid time range',
        cause: 'the application read the token once and kept it for more than an hour, or a clock is wrong',
        remedy: 'restart the pod; then use a library that reads the file again',
      },
      {
        sign: '`AADSTS700016`: application not found',
        cause: `the client id belongs to a deleted identity: the identity was replaced, and ${code(outputsFile(environment))} is outdated`,
        remedy: 'run the commands below',
      },
      {
        sign: '`AADSTS50166`, `AADSTS501661`',
        cause: 'Entra ID could not reach the issuer of the cluster',
        remedy: 'wait; this error is temporary',
      },
      {
        sign: 'the pod has no `AZURE_CLIENT_ID`, or its label is not `true`',
        cause:
          'the pod has no label, or it is older than its ServiceAccount, so the webhook did not inject a token',
        remedy: linked`restart the pod: ${to('restartManually')}`,
      },
      {
        sign: 'the sign-in succeeds, and a request fails with `403`',
        cause: 'the identity lacks the role; a new role takes some minutes to apply',
        remedy: `${code(deploy)}; TOPOLOGY.md lists the roles of each identity`,
      },
    ],
    more: [
      `A replaced identity has a new client id. ${code(outputsFile(environment))} brings it into the manifests:`,
      shell(deploy, `npm run synth -- --environment ${environment}`, 'git diff --stat'),
      'Commit both. Pods use the new client id after their next start.',
      table(
        ['Identity', 'Credential', 'Subject'],
        trusting.flatMap(({ name, credentials }) =>
          credentials.map((credential) => [
            code(name),
            code(credential.name),
            code(serviceAccountSubject(credential.serviceAccount)),
          ]),
        ),
      ),
      `The audience of every credential is ${codes([tokenExchangeAudience])}.`,
    ],
  };
}
