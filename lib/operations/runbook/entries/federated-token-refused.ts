import { deployCommand, outputsFile, stacksOf } from '../../../platform/outputs/deploy-command';
import {
  clientIdAnnotation,
  serviceAccountSubject,
  tokenExchangeAudience,
} from '../../../values/service-account';
import { blocksByPlace } from '../blocks-by-place';
import { code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';

/**
 * The payload of a token on standard input. It is base64url without its padding (RFC 7515, section 2), which `base64 -d` takes for damaged.
 */
export const readPayload = `cut -d . -f 2 | tr -- '-_' '+/' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d; echo`;

/**
 * Sources (2026-11): learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (propagation);
 * learn.microsoft.com/entra/identity-platform/reference-error-codes; Azure/azure-workload-identity docs, "Troubleshooting";
 * learn.microsoft.com/azure/aks/workload-identity-overview; kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors.
 */
export function federatedTokenRefused(runbook: Runbook): RunbookEntry {
  const { platform, workloads } = runbook;
  const { azure, cluster, environment } = platform;
  const trusting = platform.identities.filter(({ federatedCredentials }) => federatedCredentials.length > 0);
  const workload = workloads.find(({ identity, kind }) => identity !== undefined && kind === 'Deployment');
  const identity = trusting.find(({ name }) => name === workload?.identity) ?? trusting[0]!;
  const { serviceAccount } = identity.federatedCredentials[0]!;
  const account = workload?.serviceAccount ?? serviceAccount.name;
  const namespace = workload?.namespace ?? serviceAccount.namespace;
  const deploy = deployCommand(stacksOf(platform));
  const inGroup = `--resource-group ${azure.resourceGroup.name}`;
  const escaped = clientIdAnnotation.replaceAll('.', '\\.');
  return {
    topic: 'federatedTokenRefused',
    symptom:
      'A log says `AADSTS…`, `No matching federated identity record`, or `failed to acquire token`; a volume with secrets does not mount.',
    look: [
      ...blocksByPlace(
        `IDENTITY=${identity.name} # or another row of the table`,
        '# what Azure trusts, and whom the ServiceAccount has to name',
        `az identity federated-credential list ${inGroup} --identity-name "$IDENTITY" --query "[].{name:name, issuer:issuer, subject:subject, audience:audiences[0]}" --output table`,
        `az aks show ${inGroup} --name ${cluster.name} --query oidcIssuerProfile.issuerUrl --output tsv`,
        `az identity show ${inGroup} --name "$IDENTITY" --query clientId --output tsv`,
        `ACCOUNT=${account} NAMESPACE=${namespace} # or those of another row of the table, whose subject ends with NAMESPACE:ACCOUNT`,
        '# what the token says: iss, sub and aud have to be the same, letter by letter',
        `kubectl create token "$ACCOUNT" --namespace "$NAMESPACE" --audience ${tokenExchangeAudience} | ${readPayload}`,
        '# whom the ServiceAccount names: the client id above',
        `kubectl get serviceaccount "$ACCOUNT" --namespace "$NAMESPACE" --output jsonpath='{.metadata.annotations.${escaped}}{"\\n"}'`,
        '# whether a pod that runs as it has a token at all',
        `POD=$(kubectl get pods --namespace "$NAMESPACE" --field-selector "spec.serviceAccountName=$ACCOUNT" --output name | head -n 1) # or another one of them`,
        `kubectl get "$POD" --namespace "$NAMESPACE" --output jsonpath='{.metadata.labels.azure\\.workload\\.identity/use}{"\\n"}{range .spec.containers[0].env[*]}{.name}={.value}{"\\n"}{end}' | grep -E '^true$|^AZURE_'`,
      ),
      'The token is shown without its signature: it is of no use to anybody.',
    ],
    causes: [
      {
        sign: '`AADSTS700211`: issuer',
        cause: 'the cluster was made anew and has another issuer, or the credential is of another cluster',
        remedy: code(deploy),
      },
      {
        sign: '`AADSTS700213`: subject',
        cause: 'namespace or ServiceAccount are not those of the credential; capitals count',
        remedy:
          'what the message says against the table below; both come from the definition: deploy, synth, commit',
      },
      {
        sign: '`AADSTS700212`: audience',
        cause: `the token is not for ${code(tokenExchangeAudience)}`,
        remedy: 'the application has to take the file that `AZURE_FEDERATED_TOKEN_FILE` names',
      },
      {
        sign: '`AADSTS70021`, with everything the same',
        cause: 'a credential that is new is not everywhere yet, and a refusal is remembered for some minutes',
        remedy: 'wait ten minutes; then restart the pod',
      },
      {
        sign: '`AADSTS700024`: not within its valid time range',
        cause: 'the application read the token once and kept it for more than an hour, or a clock is wrong',
        remedy: 'restart the pod now; then a library that reads the file again',
      },
      {
        sign: '`AADSTS700016`: application not found',
        cause: `the client id is of an identity that is gone: it was made anew, and ${code(outputsFile(environment))} is old`,
        remedy: 'the commands below',
      },
      {
        sign: '`AADSTS50166`, `AADSTS501661`',
        cause: "Entra ID did not reach the cluster's issuer",
        remedy: 'wait; it passes',
      },
      {
        sign: 'no `AZURE_CLIENT_ID` in the pod, label not `true`',
        cause:
          'the pod was made before its ServiceAccount or without the label, so that the webhook gave it no token',
        remedy: 'restart it: [Restart by hand](#restart-by-hand)',
      },
      {
        sign: 'a token, and then `403`',
        cause: 'the identity has not the role; a role that is new needs some minutes',
        remedy: `${code(deploy)}; who has which is in TOPOLOGY.md`,
      },
    ],
    more: [
      `An identity that was made anew has another client id. ${code(outputsFile(environment))} brings it into the manifests:`,
      shell(deploy, `npm run synth -- --environment ${environment}`, 'git diff --stat'),
      'Commit both, and the pods get it with their next start.',
      table(
        ['Identity', 'Credential', 'Subject'],
        trusting.flatMap(({ name, federatedCredentials }) =>
          federatedCredentials.map((credential) => [
            code(name),
            code(credential.name),
            code(serviceAccountSubject(credential.serviceAccount)),
          ]),
        ),
      ),
      `Audience of all: ${codes([tokenExchangeAudience])}.`,
    ],
  };
}
