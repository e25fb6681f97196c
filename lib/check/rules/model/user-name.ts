import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { userOf } from '../../views/model-cache';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

const user = 'securityContext: { runAsUser: 1000 }';

/** What Python's `getpass.getuser` reads before it asks the password database. */
const variables = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'];

export const userName: Rule = {
  id: 'model/user-name',
  title: 'A vLLM container with another user than root must have a user name',
  severity: 'error',
  why: 'PyTorch reads the name of the user. The image has none for this id, so vLLM exits at import with "KeyError: getpwuid(): uid not found".',
  source:
    'docs.python.org/3/library/getpass.html; vllm-project/vllm#44548; llm-d/llm-d-benchmark PR#1573 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ container: user }) },
  good: { kubernetes: vllmExample({ container: `${user}\n          env: [{ name: USER, value: vllm }]` }) },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container, type }) => {
      const { json, pod, path, image } = container;
      const uid = userOf(container);
      // Other images may have a user for the id; envFrom may set the variable.
      if (type !== 'vllm' || uid === undefined || !/(?:^|\/)vllm-openai(?:[:@]|$)/.test(image ?? ''))
        return [];
      const isSet = variables.some((name) => variableOf(container, name) !== undefined);
      const isElsewhere = Array.isArray(json['envFrom']) && json['envFrom'].length > 0;
      if (isSet || isElsewhere) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.env`,
          message: `The container runs as ${uid === 'some user' ? 'a user other than root' : `user ${uid}`}, which has no name in the image, so vLLM exits at import.`,
          expected: 'the variable USER',
          fix: 'Set USER: vllm in env.',
        },
      ];
    }),
};
