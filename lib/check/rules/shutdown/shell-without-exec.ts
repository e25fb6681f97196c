import { images } from '../../../facts/versions';
import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { deploymentExample } from '../example-manifests';

const server = (text: string) =>
  deploymentExample(`command: [/bin/sh, -c, "${text}"]`, { image: images.vllm.reference });

/** A command that starts an engine as a child of the shell, after another command. */
const engine =
  /(?:&&|;|\n|\|\|)\s*((?:\w+=\S+\s+)*(?:vllm\s+serve|python3?\s+-m\s+vllm|tritonserver|litellm)\b)(?![^\n;&|]*\n?[^\n]*\bwait\b)/;

export const shellWithoutExec: Rule = {
  id: 'shutdown/shell-without-exec',
  title: 'A shell must start the engine with exec',
  severity: 'warning',
  why: 'A shell does not forward SIGTERM. The server accepts requests until the kubelet kills it in the middle of every answer.',
  source:
    'kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Termination of Pods"; docs.docker.com/reference/dockerfile, "Shell form ENTRYPOINT example" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('pip list && vllm serve microsoft/phi-4 --shutdown-timeout=60') },
  good: { kubernetes: server('pip list && exec vllm serve microsoft/phi-4 --shutdown-timeout=60') },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container }) =>
      ['command', 'args'].flatMap((field) =>
        listAt(container.json, field).flatMap((word, index) => {
          const command = typeof word === 'string' ? engine.exec(word)?.[1] : undefined;
          // A script with a trap handles the signal itself.
          if (command === undefined || /\btrap\b/.test(word as string)) return [];
          return [
            {
              in: container.pod.owner,
              field: `${container.path}.${field}[${index}]`,
              message: `The shell starts "${command}" as a child process and does not forward SIGTERM, so the kubelet kills the engine in the middle of its answers.`,
              expected: `"exec ${command}"`,
              fix: 'Add exec before the command.',
            },
          ];
        }),
      ),
    ),
};
