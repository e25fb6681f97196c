import { defaultVllmImage } from '../../../facts/vllm-image';
import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { deploymentExample } from '../example-manifests';

const server = (text: string) =>
  deploymentExample(`command: [/bin/sh, -c, "${text}"]`, { image: defaultVllmImage });

/** A command of an engine that is not the first of a shell's text, and does not take the shell's place. */
const engine =
  /(?:&&|;|\n|\|\|)\s*((?:\w+=\S+\s+)*(?:vllm\s+serve|python3?\s+-m\s+vllm|tritonserver|litellm)\b)(?![^\n;&|]*\n?[^\n]*\bwait\b)/;

export const shellWithoutExec: Rule = {
  id: 'shutdown/shell-without-exec',
  title: 'The engine gets the signal, not a shell before it',
  severity: 'warning',
  why: 'A shell does not hand SIGTERM on: the server takes requests until it is killed, with every answer in the middle.',
  source:
    'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Termination of Pods"; docs.docker.com/reference/dockerfile, "Shell form ENTRYPOINT example" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('pip list && vllm serve microsoft/phi-4 --shutdown-timeout=60') },
  good: { kubernetes: server('pip list && exec vllm serve microsoft/phi-4 --shutdown-timeout=60') },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container }) =>
      ['command', 'args'].flatMap((field) =>
        listAt(container.json, field).flatMap((word, index) => {
          const started = typeof word === 'string' ? engine.exec(word)?.[1] : undefined;
          // Who traps the signal knows what to do with it.
          if (started === undefined || /\btrap\b/.test(word as string)) return [];
          return [
            {
              in: container.pod.owner,
              field: `${container.path}.${field}[${index}]`,
              message: `a shell that starts "${started}" as a child`,
              expected: `"exec ${started}"`,
              fix: 'Write exec before it.',
            },
          ];
        }),
      ),
    ),
};
