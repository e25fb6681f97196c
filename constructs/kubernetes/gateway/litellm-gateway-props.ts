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
import type { PodIdentityProps } from '../identity/identity-annotation';
import type { PodSecrets } from '../identity/key-vault-secrets';

/** Input of a LiteLlmGateway. */
export interface LiteLlmGatewayProps extends PodIdentityProps {
  /**
   * Name of the Deployment, the Service and related objects: a DNS label that starts with a letter.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image with the proxy. @default `images.liteLlm` of lib/facts/versions.ts */
  readonly image?: string;
  /** Models of the gateway with their names. */
  readonly models: readonly LiteLlmModel[];
  /** Routing. @default by weight, two retries, no fallbacks */
  readonly routing?: LiteLlmRouting;
  /**
   * Maximum duration of a response in seconds. It is the timeout of requests and the default of the
   * drain.
   *
   * @default 600
   */
  readonly answerSeconds?: number;
  /**
   * Environment variables from the Key Vault: `LITELLM_MASTER_KEY` (starts with `sk-`), the keys of
   * the models, and the variables of the options below. With `DATABASE_URL` and `LITELLM_SALT_KEY`
   * the gateway has a database with client keys, budgets and spend. Without a database, the master
   * key is the only key.
   */
  readonly secrets: PodSecrets;
  /**
   * Address of Langfuse without a path, for example `http://langfuse-web:3000`. It needs
   * `LANGFUSE_PUBLIC_KEY` and `LANGFUSE_SECRET_KEY` in the secrets.
   *
   * @default no traces
   */
  readonly langfuseHost?: string;
  /** Additional environment variables without secrets. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Number of replicas. `autoscaled` omits the field, so that Argo CD does not revert KEDA.
   *
   * @default 2, so that Kubernetes can evict one
   */
  readonly replicas?: number | 'autoscaled';
  /** Placement, for example from `placementOn()` on a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /**
   * Requests. Memory is also the limit.
   *
   * @default 1 CPU and 2Gi: the proxy is one process that uses at most one core, and it needs about
   * 1 GiB before its first request
   */
  readonly resources?: ResourcesDefinition;
  /**
   * Shutdown.
   *
   * @default the duration of the longest response; a pod without requests ends immediately
   */
  readonly shutdown?: ShutdownPlan;
  /**
   * ServiceAccount of a managed identity. Its pods get the label for workload identity.
   *
   * @default none
   */
  readonly serviceAccountName?: string;
  /**
   * Enables metrics of requests and tokens, with a PodMonitor for managed Prometheus.
   *
   * @default false, because the kind needs that add-on
   */
  readonly podMonitor?: boolean;
}

const defaultAnswerSeconds = 600;

/** Returns the maximum duration of a response, or the default. */
export function answerSeconds(props: LiteLlmGatewayProps): number {
  return props.answerSeconds ?? defaultAnswerSeconds;
}

/** Input of the proxy's configuration. */
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

/** Last words of variable names that contain a secret. */
const secretName = /(^|_)(KEY|KEYS|TOKEN|SECRET|PASSWORD|CREDENTIALS?|CONNECTION_STRING|DATABASE_URL)$/;

/** @throws {DefinitionError} for contradictory props. */
export function checkLiteLlmProps(props: LiteLlmGatewayProps): void {
  const problems = ProblemList.create();
  checkLiteLlmModels(props.models, problems.at('models'));
  const { fallbacks, retries } = props.routing ?? {};
  if (fallbacks !== undefined) {
    checkLiteLlmFallbacks(fallbacks, props.models, problems.at('routing').at('fallbacks'));
  }
  if (retries !== undefined) {
    requireInteger(problems.at('routing'), 'retries', retries, { min: 0, max: 10, unit: 'retries' });
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
        'its name indicates a secret, and Git would contain its value',
        'Store it in the Key Vault, and add it to secrets.',
      );
    } else if (hasVariable(props, name)) {
      at.add(name, 'secrets already contains this variable', 'Remove one of the two.');
    }
  }
  props.models.forEach((model, index) => {
    if (!usesWorkloadIdentity(model) || props.serviceAccountName !== undefined) return;
    problems
      .at('models')
      .add(
        index,
        `the model "${model.modelName}" has no API key, and the pods have no managed identity`,
        'Set serviceAccountName (its identity needs the role Cognitive Services OpenAI User), or set apiKeyVariable.',
      );
  });
  problems.throwIfAny(`the LiteLLM gateway "${props.name}"`);
}
