import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

/** Commands that fetch software from the Internet. */
const installers =
  /\b(?:(?:uv\s+)?pip3?\s+install|apt(?:-get)?\s+(?:-\S+\s+)*install|apk\s+add|(?:micro)?dnf\s+install|yum\s+install|conda\s+install|npm\s+(?:install|i|ci)|(?:curl|wget)\b[^|;&]*\|\s*(?:ba)?sh)\b/;

export const installAtStart: Rule = {
  id: 'images/install-at-start',
  title: 'A container must start with the software in its image',
  severity: 'warning',
  why: 'Each start downloads packages: other versions than yesterday (a library of another CUDA version ends vLLM with Error 803), no start without the Internet, and minutes of GPU time.',
  source: 'vllm-project/vllm#21979; kubernetes.io/docs/concepts/containers/images (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: deploymentExample('command: [sh, -c, "pip install -r requirements.txt && exec app"]') },
  good: { kubernetes: deploymentExample('command: [app]') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      servingKinds.includes(pod.owner.object.kind)
        ? ['command', 'args'].flatMap((field) =>
            listAt(json, field).flatMap((each, index) => {
              const [command] = installers.exec(String(each)) ?? [];
              if (command === undefined) return [];
              return [
                {
                  in: pod.owner,
                  field: `${path}.${field}[${index}]`,
                  message: `Each start runs "${command}", so the pods can have different software and do not start without the Internet.`,
                  expected: 'an image with the packages',
                  fix: 'Move the packages into an image, and start the process directly.',
                },
              ];
            }),
          )
        : [],
    ),
};
