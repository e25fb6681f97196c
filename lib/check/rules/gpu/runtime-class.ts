import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

/** Classes that the GPU Operator creates. */
const operatorClasses = ['nvidia', 'nvidia-cdi', 'nvidia-legacy'];

export const runtimeClass: Rule = {
  id: 'gpu/runtime-class',
  title: 'The runtime class nvidia needs the GPU Operator or a RuntimeClass',
  severity: 'error',
  why: 'The API server refuses the pods. AKS nodes run GPU containers with the default runtime and have no class of this name.',
  source:
    'kubernetes.io/docs/concepts/containers/runtime-class; docs.nvidia.com/datacenter/cloud-native/gpu-operator; learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: deploymentExample('', { pod: 'runtimeClassName: nvidia' }) },
  good: { kubernetes: deploymentExample('') },
  check: (picture) =>
    gpuOperatorOf(picture).isInstalled
      ? []
      : podsOf(picture).flatMap((pod) => {
          const name = textAt(pod.spec, 'runtimeClassName');
          if (name === undefined || !operatorClasses.includes(name)) return [];
          const exists = picture.ofKind('RuntimeClass').some(({ object }) => object.metadata.name === name);
          if (exists) return [];
          return [
            {
              in: pod.owner,
              field: podField(pod, 'spec.runtimeClassName'),
              message: `No RuntimeClass ${name} and no GPU Operator are in the files, so the API server refuses the pods.`,
              expected: 'no runtimeClassName on AKS nodes with the driver of AKS',
              fix: 'Delete runtimeClassName, or add the GPU Operator.',
            },
          ];
        }),
};
