import { booleanAt, numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { argoApplications } from '../../views/argo-applications';
import { applicationExample } from '../example-manifests';

const job = (annotations: string) => `${applicationExample('')}---
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: apps, annotations: { ${annotations} } }
spec:
  ttlSecondsAfterFinished: 120
  template: { spec: { restartPolicy: Never, containers: [{ name: migrate, image: "app:1.0.0" }] } }
`;

export const jobTtl: Rule = {
  id: 'gitops/job-ttl',
  title: 'A Job that Argo CD heals must not have a time to live',
  severity: 'error',
  why: 'Kubernetes deletes the finished Job, Argo CD sees that it is missing and creates it again, so the work runs again and again.',
  source:
    'argo-cd.readthedocs.io/en/stable/user-guide/auto_sync (self-heal); argoproj/argo-cd#8586 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: job('') },
  good: { kubernetes: job('argocd.argoproj.io/hook: Sync') },
  check: (picture) => {
    const heals = argoApplications(picture).some(
      ({ spec }) => booleanAt(spec, 'syncPolicy.automated.selfHeal') === true,
    );
    if (!heals) return [];
    return picture.ofKind('Job').flatMap((found) => {
      const { annotations = {} } = found.object.metadata;
      const seconds = numberAt(found.object, 'spec.ttlSecondsAfterFinished');
      const isHook = 'argocd.argoproj.io/hook' in annotations || 'helm.sh/hook' in annotations;
      if (seconds === undefined || isHook) return [];
      return [
        {
          in: found,
          field: 'spec.ttlSecondsAfterFinished',
          message: `Kubernetes deletes the Job ${seconds} s after its end and Argo CD, which heals itself, creates it again, so it runs without end.`,
          expected: 'a hook, or no ttlSecondsAfterFinished',
          fix: 'Add the annotations argocd.argoproj.io/hook: Sync and hook-delete-policy: BeforeHookCreation, and remove the time to live.',
        },
      ];
    });
  },
};
