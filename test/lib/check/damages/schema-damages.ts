import type { Damage } from './damage';

export const schemaDamages: readonly Damage[] = [
  {
    name: 'the strategy of ai-app lies in its pod',
    rule: 'schema/unknown-field',
    change: (draft) => {
      draft.object('Deployment', 'ai-app').spec.template.spec.strategy = { type: 'Recreate' };
    },
  },
  {
    name: 'the grace period of litellm is misspelled',
    rule: 'schema/unknown-field',
    change: (draft) => {
      const { spec } = draft.object('Deployment', 'litellm').spec.template;
      spec.terminationGracePeriodsSeconds = 30;
    },
  },
  {
    name: 'a field of the scaler of ai-app is misspelled',
    rule: 'schema/custom-field',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.cooldownPeriods = 300;
    },
  },
  {
    name: 'ai-app loses its selector',
    rule: 'schema/missing-field',
    change: (draft) => {
      delete draft.object('Deployment', 'ai-app').spec.selector;
    },
  },
  {
    name: 'the application of vllm loses its project',
    rule: 'schema/missing-field',
    change: (draft) => {
      delete draft.object('Application', 'vllm').spec.project;
    },
  },
  {
    name: 'a port of vllm is in quotes',
    rule: 'schema/wrong-type',
    change: (draft) => {
      draft.object('Service', 'vllm').spec.ports[0].port = '80';
    },
  },
  {
    name: 'the containers of ai-app are no list',
    rule: 'schema/wrong-type',
    change: (draft) => {
      const { spec } = draft.object('Deployment', 'ai-app').spec.template;
      [spec.containers] = spec.containers;
    },
  },
  {
    name: 'the behavior of a fallback is no behavior of KEDA',
    rule: 'schema/allowed-value',
    change: (draft) => {
      draft.object('ScaledObject', 'ai-app-scaler').spec.fallback = {
        failureThreshold: 3,
        replicas: 2,
        behavior: 'keep',
      };
    },
  },
  {
    name: 'the budget of litellm has a removed API version',
    rule: 'schema/served-version',
    change: (draft) => {
      draft.object('PodDisruptionBudget', 'litellm').apiVersion = 'policy/v1beta1';
    },
  },
];
