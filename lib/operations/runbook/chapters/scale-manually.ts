import { bullets, code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings, see } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { type RunbookWorkload, type ScaledWorkload, scaledBy } from '../runbook-workload';

/**
 * What reverts `kubectl scale`, and what lasts. Argo CD applies and compares objects on the server,
 * which ignores a field or annotation that Git does not contain. The replicas of a scaled workload
 * are such a field.
 *
 * Sources (2026-11): argo-cd 3.6 gitops-engine `pkg/diff/diff.go`, serverSideDiff; kedacore/keda
 * 2.21 `controllers/keda/ scaledobject_controller.go`, handlePause, and
 * `pkg/scaling/executor/scale_scaledobjects.go`; Kubernetes' `--horizontal-pod-autoscaler-
 * sync-period`, 15 s. test/cluster/runbook.test.ts verifies it against an API server.
 */
export function scaleManually({ inventory, workloads }: Runbook): RunbookSection | undefined {
  const scaled = scaledBy(workloads, 'ScaledObject', 'HorizontalPodAutoscaler');
  const jobs = scaledBy(workloads, 'ScaledJob');
  const fixed = workloads.filter(({ replicas }) => replicas.by === 'manifest');
  if (scaled.length + jobs.length + fixed.length === 0) return undefined;
  const [first] = fixed;
  return {
    title: runbookHeadings.scaleManually,
    blocks: [
      'A manual `kubectl scale` does not last. Whatever sets the replicas reverts it:',
      table(
        ['Replicas set by', 'Workloads', 'After `kubectl scale`', 'Permanent change'],
        [
          [
            'ScaledObject',
            references(scaledBy(workloads, 'ScaledObject')),
            'the autoscaler reverts it from its next evaluation (15 s), at the rate that the ScaledObject sets; beyond the limits at once',
            'a pause, or `scaling` in Git',
          ],
          [
            'HorizontalPodAutoscaler',
            references(scaledBy(workloads, 'HorizontalPodAutoscaler')),
            'the autoscaler reverts it from its next evaluation (15 s)',
            'its limits in Git',
          ],
          ['ScaledJob', references(jobs), 'not possible', 'a pause, or `maxReplicas` in Git'],
          ['Git', references(fixed), 'Argo CD reverts it within seconds', '`replicas` in Git'],
        ].filter(([, names]) => names !== ''),
      ),
      `${see('workloads')} lists the minimum and maximum of each.`,
      ...pausing(scaledBy(workloads, 'ScaledObject'), jobs),
      first &&
        `To change the replicas in Git, edit the definition, run \`npm run synth\`, and commit. In an emergency, edit the manifest itself (\`spec.replicas\` in ${code(`${inventory.gitOps.environmentPath}/${first.file}`)}) and commit it. The next synth overwrites this edit with the value of the definition.`,
    ],
  };
}

function references(workloads: readonly RunbookWorkload[]): string {
  return codes(workloads.map(({ reference }) => reference));
}

function pausing(
  [target]: readonly ScaledWorkload[],
  [job]: readonly ScaledWorkload[],
): readonly (string | undefined)[] {
  if (target === undefined && job === undefined) return [];
  const pausedReplicas = 'autoscaling.keda.sh/paused-replicas';
  return [
    'To pause a scaler at a fixed number of replicas, and to resume it:',
    shell(
      ...(target === undefined
        ? []
        : [
            `SCALER=${target.replicas.scaler} NAMESPACE=${target.namespace} REPLICAS=${target.replicas.maxReplicas ?? target.replicas.minReplicas} # or other values`,
            `kubectl annotate scaledobject "$SCALER" --namespace "$NAMESPACE" ${pausedReplicas}="$REPLICAS" --overwrite`,
            'kubectl get scaledobject "$SCALER" --namespace "$NAMESPACE"',
            '# resume',
            `kubectl annotate scaledobject "$SCALER" --namespace "$NAMESPACE" ${pausedReplicas}-`,
          ]),
      ...(job === undefined
        ? []
        : [
            '# a paused ScaledJob creates no Jobs; running Jobs continue',
            `kubectl annotate scaledjob ${job.name} --namespace ${job.namespace} autoscaling.keda.sh/paused=true --overwrite`,
            '# resume',
            `kubectl annotate scaledjob ${job.name} --namespace ${job.namespace} autoscaling.keda.sh/paused-`,
          ]),
    ),
    bullets([
      'The pause lasts. Git does not contain the annotation, so neither self-heal nor a later sync removes it. The Application stays `Synced`, and its health is `Suspended` while the scaler is paused.',
      'The pause ends only when you remove the annotation, or when the scaler is deleted and recreated.',
      target &&
        'While the scaler is paused, KEDA removes the HorizontalPodAutoscaler. You can set more replicas than the maximum, but nothing checks whether the pool has room for them.',
      'For a permanent change, edit `scaling` in the definition, run `npm run synth`, and commit.',
    ]),
  ];
}
