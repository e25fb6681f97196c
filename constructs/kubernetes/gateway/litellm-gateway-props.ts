import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import {
  type LiteLlmConfigInput,
  type LiteLlmRouting,
  liteLlmVariables,
  requiredLiteLlmVariables,
} from '../../../lib/engine/gateway/litellm-config';
import {
  checkLiteLlmFallbacks,
  checkLiteLlmModels,
  type LiteLlmModel,
  usesWorkloadIdentity,
} from '../../../lib/engine/gateway/litellm-models';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { checkShutdown } from '../applications/graceful-deployment';
import type { PodSecrets } from '../identity/key-vault-secrets';

/** Input of a LiteLlmGateway. */
export interface LiteLlmGatewayProps {
  /** Name of the Deployment, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image with the proxy. @default `images.liteLlm` of lib/facts/versions.ts */
  readonly image?: string;
  /** What the gateway offers, under which names. */
  readonly models: readonly LiteLlmModel[];
  /** @default by weight, two more tries, no fallbacks */
  readonly routing?: LiteLlmRouting;
  /** Longest time that an answer may take, in seconds; the timeout of requests and, by default, of the drain. @default 600 */
  readonly answerSeconds?: number;
  /**
   * Variables from Key Vault: `LITELLM_MASTER_KEY` (starts with `sk-`), the models' keys, and what the choices below want.
   * With `DATABASE_URL` and `LITELLM_SALT_KEY` among them the gateway has a database: own keys for callers, budgets,
   * spend. Without it the master key is the only one.
   */
  readonly secrets: PodSecrets;
  /**
   * Address of Langfuse, without a path: `http://langfuse-web:3000`. Wants `LANGFUSE_PUBLIC_KEY` and
   * `LANGFUSE_SECRET_KEY` among the secrets.
   *
   * @default no traces
   */
  readonly langfuseHost?: string;
  /** More environment variables, no secrets among them. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 2, so that one may go. `autoscaled`: the Deployment states none, so that Argo CD and KEDA do not fight */
  readonly replicas?: number | 'autoscaled';
  /** Nodes to run on, as `placementOn()` gives them: a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /**
   * Requests; memory is also the limit.
   *
   * @default 1 CPU and 2Gi. The proxy is one process, which no more than one core can
   * serve, and takes about 1 GiB before its first request
   */
  readonly resources?: ResourcesDefinition;
  /** @default the longest answer may finish. A pod that has none goes at once */
  readonly shutdown?: ShutdownPlan;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. @default none */
  readonly serviceAccountName?: string;
  /** Count requests and tokens, and have managed Prometheus scrape them. @default no, because the kind comes with that add-on */
  readonly podMonitor?: boolean;
}

const defaultAnswerSeconds = 600;

/** Longest time that an answer may take, with its default. */
export function answerSeconds(props: LiteLlmGatewayProps): number {
  return props.answerSeconds ?? defaultAnswerSeconds;
}

/** What the proxy's configuration follows from. */
export function liteLlmConfigInput(props: LiteLlmGatewayProps): LiteLlmConfigInput {
  return {
    models: props.models,
    routing: props.routing ?? {},
    answerSeconds: answerSeconds(props),
    langfuse: props.langfuseHost !== undefined,
    metrics: props.podMonitor ?? false,
    database: hasVariable(props, liteLlmVariables.databaseUrl),
  };
}

function hasVariable(props: LiteLlmGatewayProps, variable: string): boolean {
  return props.secrets.environment.some(({ name }) => name === variable);
}

/** Names of variables that hold a secret, by their last word. */
const secretName = /(^|_)(KEY|KEYS|TOKEN|SECRET|PASSWORD|CREDENTIALS?|CONNECTION_STRING|DATABASE_URL)$/;

/** @throws {DefinitionError} for props that contradict one another. */
export function checkLiteLlmProps(props: LiteLlmGatewayProps): void {
  const problems = ProblemList.create();
  checkLiteLlmModels(props.models, problems.at('models'));
  const { fallbacks, retries } = props.routing ?? {};
  if (fallbacks !== undefined) {
    checkLiteLlmFallbacks(fallbacks, props.models, problems.at('routing').at('fallbacks'));
  }
  if (retries !== undefined) {
    requireInteger(problems.at('routing'), 'retries', retries, { min: 0, max: 10, unit: 'tries' });
  }
  requireInteger(problems, 'answerSeconds', answerSeconds(props), { min: 1, max: 3600, unit: 'seconds' });
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  for (const variable of requiredLiteLlmVariables(liteLlmConfigInput(props))) {
    if (hasVariable(props, variable)) continue;
    problems.add(
      'secrets',
      `${variable} is missing`,
      `Add a Key Vault secret with the variable ${variable}.`,
    );
  }
  for (const name of Object.keys(props.environment ?? {})) {
    const at = problems.at('environment');
    if (secretName.test(name)) {
      at.add(
        name,
        'by its name it is a secret, and this would be in Git',
        'Put it into Key Vault, and into secrets.',
      );
    } else if (hasVariable(props, name)) {
      at.add(name, 'it is also a variable from Key Vault', 'Keep one of the two.');
    }
  }
  props.models.forEach((model, index) => {
    if (!usesWorkloadIdentity(model) || props.serviceAccountName !== undefined) return;
    problems
      .at('models')
      .add(
        index,
        `"${model.modelName}" has no key, and the pods have no identity`,
        'Set serviceAccountName, with the role Cognitive Services OpenAI User for its identity, or apiKeyVariable.',
      );
  });
  problems.throwIfAny(`the LiteLLM gateway "${props.name}"`);
}
