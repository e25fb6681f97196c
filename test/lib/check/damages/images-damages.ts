import type { Damage } from './damage';

export const imagesDamages: readonly Damage[] = [
  {
    name: 'the image of ai-app has the tag latest',
    rule: 'images/fixed-and-known-image',
    change: (draft) => {
      draft.container('ai-app').image = draft.container('ai-app').image.replace(/:[^:]*$/, ':latest');
    },
  },
  {
    name: 'the image of vllm has no tag',
    rule: 'images/fixed-and-known-image',
    change: (draft) => {
      draft.container('vllm').image = 'docker.io/vllm/vllm-openai';
    },
  },
  {
    name: 'the image of ai-app comes from an unknown registry',
    rule: 'images/fixed-and-known-image',
    change: (draft) => {
      draft.container('ai-app').image = 'registry.example.org/another-team/ai-app:1.0.0';
    },
  },
];
