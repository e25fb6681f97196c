import { images } from '../../../../lib/facts/versions';
import { edited, production, withField, without } from '../checkouts';
import type { ChangeCase } from './change-case';

const vllm = 'vllm/deployment.vllm.yaml';
const moving = withField(vllm, 'spec.template.spec.containers[0].image', 'docker.io/vllm/vllm-openai:latest');

/** What the check says, and what nobody can say. */
export const findingCases: readonly ChangeCase[] = [
  {
    title: 'a finding that is new',
    after: () => moving,
    says: [
      '| `production` | **1 × check: error** | 1 workload | 21 | 1 changed | – | 1 new |',
      '### Look at these first',
      '| **check: error** | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.` | `images/fixed-and-known-image` |',
      '#### Pods',
      'With the sync after the merge:',
      '| `Deployment production/vllm` | 1–3 | an old one ends before its successor starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to end, up to 11 min 30 s to start | `containers[vllm].image` |',
      '#### Application `vllm`',
      `| \`Deployment production/vllm\` | \`containers[vllm].image\` | \`${images.vllm.reference}\` | \`docker.io/vllm/vllm-openai:latest\` |`,
      '#### Check',
      '| new error | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit. Expected: registry/repository:tag with a version. Fix: Set a tag with a version.` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a finding that is gone',
    before: () => moving,
    after: () => production,
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | 1 gone |',
      '#### Pods',
      'With the sync after the merge:',
      '| `Deployment production/vllm` | 1–3 | an old one ends before its successor starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to end, up to 11 min 30 s to start | `containers[vllm].image` |',
      '#### Application `vllm`',
      `| \`Deployment production/vllm\` | \`containers[vllm].image\` | \`docker.io/vllm/vllm-openai:latest\` | \`${images.vllm.reference}\` |`,
      '#### Check',
      '| gone | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a finding that is left from now on',
    before: () => moving,
    after: () =>
      withField(
        vllm,
        'metadata.annotations',
        { 'check.aks-ai-platform/images.fixed-and-known-image': 'built on each node' },
        moving,
      ),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | 1 left from now on |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `metadata.annotations["check.aks-ai-platform/images.fixed-and-known-image"]` | – | `built on each node` |',
      '#### Check',
      '| from now on left | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.`; the reason: `built on each node` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a manifest that nobody can read',
    after: () => edited(production, `dist/production/${vllm}`, () => 'a: ['),
    says: [
      '**Nobody can read `before/dist/production/vllm/deployment.vllm.yaml`**: what is in it is compared on neither side.',
      '| `production` | **1 × check: error** | – | 21 | – | – | – |',
      '### Look at these first',
      '| **check: error** | `before/dist/production/vllm/deployment.vllm.yaml` | it cannot be read: `Flow sequence in block collection must be sufficiently indented and end with a ]` | nothing is known of what is in it |',
    ],
  },
  {
    title: 'a side without Terraform',
    before: () => without(production, /^cdktf\.out/),
    after: () => withField('agent/deployment.agent.yaml', 'spec.replicas', 3),
    says: [
      '| `production` | – | – | not compared | 1 changed | not compared | – |',
      '**Azure is not compared**: `before` has no `cdktf.out/`. `npm run synth -- --azure-only` there makes it.',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | 3 replicas |',
      '| GPUs that all workloads ask for at most | 20 | 20 |',
      '#### Application `agent`',
      '| `Deployment production/agent` | `spec.replicas` | `2` | `3` |',
    ],
  },
  {
    title: 'a side without the stack of the environment',
    after: () => ({
      name: 'after',
      files: [
        ...without(production, /stacks\/production\//).files,
        { path: 'cdktf.out/stacks/other/cdk.tf.json', text: '{"terraform":{}}' },
      ],
    }),
    says: [
      '| `other`, new | – | – | 0 | none yet | – | – |',
      'Unchanged: `production`.',
      '**Azure is not compared**: `after` has no `cdktf.out/stacks/production`. `npm run synth -- --azure-only` there makes it.',
      '### `other`, new',
      '`dist/other/` is not there yet: `npx cdktf deploy other --outputs-file outputs/other.json` first, then `npm run synth` makes it of the outputs, for a pull request of its own.',
    ],
  },
];
