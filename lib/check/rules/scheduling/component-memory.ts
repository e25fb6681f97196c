import { componentOf } from '../../../facts/component-images';
import { textAt } from '../../../values/json';
import { parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { containersOf, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const proxy = (memory: string) =>
  deploymentExample(`resources: { limits: { memory: ${memory} } }`, {
    image: 'docker.litellm.ai/berriai/litellm:v1.80.0',
  });

const bytesPerMiB = 2 ** 20;

export const componentMemory: Rule = {
  id: 'scheduling/component-memory',
  title: 'The memory limit of a known image must allow for its start',
  severity: 'error',
  why: 'The kernel kills the process while it starts (OOMKilled), and the container restarts without end.',
  source: 'lib/facts/component-images.ts, with the report for each image (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: proxy('512Mi') },
  good: { kubernetes: proxy('2Gi') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json, image, isInit }) => {
      // A Job or an init container runs another program of the image.
      if (isInit || !servingKinds.includes(pod.owner.object.kind)) return [];
      const component = componentOf(image ?? '');
      const limit = textAt(json, 'resources.limits.memory');
      const bytes = limit === undefined ? undefined : parseMemoryBytes(limit);
      const floor = component?.memoryFloorMiB;
      if (component === undefined || floor === undefined || bytes === undefined) return [];
      if (bytes >= floor * bytesPerMiB) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.resources.limits.memory`,
          message: `${component.name} has a memory limit of ${limit} and needs more than that to start, so the kernel kills it.`,
          expected: `at least ${floor}Mi`,
          fix: 'Raise the limit to 2Gi, and the request with it.',
        },
      ];
    }),
};
