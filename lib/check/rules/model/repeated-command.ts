import type { Rule } from '../../rule';
import { commandWords, serverArgumentsOf } from '../../views/server-arguments';
import { vllmExample } from '../example-manifests';

export const repeatedCommand: Rule = {
  id: 'model/repeated-command',
  title: 'The arguments must not start the engine again',
  severity: 'error',
  why: 'The image or the command already starts vLLM. It reads the word serve as the model, rejects the next word, and exits at startup.',
  source: 'vllm-project/vllm docker/Dockerfile, ENTRYPOINT; entrypoints/cli/serve.py (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: 'serve, microsoft/phi-4' }) },
  good: { kubernetes: vllmExample({ args: 'microsoft/phi-4' }) },
  check: (picture) =>
    serverArgumentsOf(picture).flatMap(({ engine, container, words, paths }) => {
      const count = engine === 'vllm' ? commandWords(words) : 0;
      if (count === 0) return [];
      const command = words.slice(0, count).join(' ');
      return [
        {
          in: container.pod.owner,
          field: paths[0]!,
          message: `The image or the command already starts vLLM, so it reads "${command}" as its model and exits at startup.`,
          expected: 'the model and the options of vLLM',
          fix: `Remove "${command}", or set the command to vllm serve.`,
        },
      ];
    }),
};
