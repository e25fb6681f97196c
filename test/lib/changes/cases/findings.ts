import { images } from '../../../../lib/facts/versions';
import { edited, production, withField, without } from '../checkouts';
import type { ChangeCase } from './change-case';

const vllm = 'vllm/deployment.vllm.yaml';
const moving = withField(vllm, 'spec.template.spec.containers[0].image', 'docker.io/vllm/vllm-openai:latest');

/** Findings of the check, and files that cannot be read. */
export const findingCases: readonly ChangeCase[] = [
  {
    title: 'a new finding',
    after: () => moving,
    says: [
      '| `production` | **1 × check error** | 1 workload | 21 | 1 changed | – | 1 new |',
      '### Risks',
      '| **check error** | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.` | `images/fixed-and-known-image` |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].image` |',
      '#### Application `vllm`',
      `| \`Deployment production/vllm\` | \`containers[vllm].image\` | \`${images.vllm.reference}\` | \`docker.io/vllm/vllm-openai:latest\` |`,
      '#### Check',
      '| new error | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit. Expected: registry/repository:tag with a version. Fix: Set a tag with a version.` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a resolved finding',
    before: () => moving,
    after: () => production,
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | 1 resolved |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].image` |',
      '#### Application `vllm`',
      `| \`Deployment production/vllm\` | \`containers[vllm].image\` | \`docker.io/vllm/vllm-openai:latest\` | \`${images.vllm.reference}\` |`,
      '#### Check',
      '| resolved | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a finding with a new suppression',
    before: () => moving,
    after: () =>
      withField(
        vllm,
        'metadata.annotations',
        { 'check.aks-ai-platform/images.fixed-and-known-image': 'built on each node' },
        moving,
      ),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | 1 suppressed |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `metadata.annotations["check.aks-ai-platform/images.fixed-and-known-image"]` | – | `built on each node` |',
      '#### Check',
      '| suppressed | `Deployment production/vllm` | `spec.template.spec.containers[0].image: The image is not fixed to a version: "docker.io/vllm/vllm-openai:latest" has the moving tag "latest": the image would change without a commit.` Reason: `built on each node` | `images/fixed-and-known-image` |',
    ],
  },
  {
    title: 'a manifest that cannot be read',
    after: () => edited(production, `dist/production/${vllm}`, () => 'a: ['),
    says: [
      '**`before/dist/production/vllm/deployment.vllm.yaml` cannot be read**, so the report ignores it on both sides.',
      '| `production` | **1 × check error** | – | 21 | – | – | – |',
      '### Risks',
      '| **check error** | `before/dist/production/vllm/deployment.vllm.yaml` | it cannot be read: `Flow sequence in block collection must be sufficiently indented and end with a ]` | its content is unknown |',
    ],
  },
  {
    title: 'a side without Terraform',
    before: () => without(production, /^cdktf\.out/),
    after: () => withField('agent/deployment.agent.yaml', 'spec.replicas', 3),
    says: [
      '| `production` | – | – | not compared | 1 changed | not compared | – |',
      '**Azure is not compared**: `before` has no `cdktf.out/`. Run `npm run synth -- --azure-only` there.',
      '#### Limits',
      '| `Deployment production/agent` | 2 replicas | 3 replicas |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
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
      '**Azure is not compared**: `after` has no `cdktf.out/stacks/production`. Run `npm run synth -- --azure-only` there.',
      '### `other`, new',
      '`dist/other/` does not exist yet. Run `npx cdktf deploy other --outputs-file outputs/other.json`, then `npm run synth`, and open another pull request with the manifests.',
    ],
  },
];
