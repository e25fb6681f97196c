import { bullets, code, codes, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { type RunbookWorkload, type ScaledWorkload, scaledBy } from '../runbook-workload';

/**
 * Who undoes `kubectl scale`, and what holds. A field or annotation that Git does not have is no difference for Argo CD: the objects are
 * applied and compared on the server, where nobody loses a field that he does not send. Replicas of a scaled workload are such a field.
 *
 * Sources (2026-11): argo-cd 3.6 gitops-engine `pkg/diff/diff.go`, serverSideDiff; kedacore/keda 2.21 `controllers/keda/
 * scaledobject_controller.go`, handlePause, and `pkg/scaling/executor/scale_scaledobjects.go`; Kubernetes' `--horizontal-pod-autoscaler-
 * sync-period`, 15 s. Played against an API server in test/cluster/runbook.test.ts.
 */
export function scaleByHand({ platform, workloads }: Runbook): RunbookSection | undefined {
  const scaled = scaledBy(workloads, 'ScaledObject', 'HorizontalPodAutoscaler');
  const jobs = scaledBy(workloads, 'ScaledJob');
  const fixed = workloads.filter(({ replicas }) => replicas.by === 'manifest');
  if (scaled.length + jobs.length + fixed.length === 0) return undefined;
  const [first] = fixed;
  return {
    title: 'Scale by hand',
    blocks: [
      'A manual `kubectl scale` does not last. Who undoes it is who sets the replicas:',
      table(
        ['Set by', 'Workloads', 'After `kubectl scale`', 'What holds'],
        [
          [
            'ScaledObject',
            references(scaledBy(workloads, 'ScaledObject')),
            'its autoscaler puts it back from its next look on (15 s), at the pace that the ScaledObject sets; beyond the limits at once',
            'a pause, or `scaling` in Git',
          ],
          [
            'HorizontalPodAutoscaler',
            references(scaledBy(workloads, 'HorizontalPodAutoscaler')),
            'it puts it back from its next look on (15 s)',
            'its limits in Git',
          ],
          ['ScaledJob', references(jobs), 'not possible', 'a pause, or `maxReplicas` in Git'],
          ['Git', references(fixed), 'Argo CD puts it back within seconds', '`replicas` in Git'],
        ].filter(([, names]) => names !== ''),
      ),
      'From how many to how many each goes is in [Workloads](#workloads).',
      ...pausing(scaledBy(workloads, 'ScaledObject'), jobs),
      first &&
        `In Git it is a number of the definition, \`npm run synth\`, and a commit. With no time for that, change the manifest itself (\`spec.replicas\` in ${code(`${platform.gitOps.environmentPath}/${first.file}`)}) and commit it: it holds until the next synth, which writes what the definition says.`,
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
    'Pause a scaler, at a number of replicas, and let it go again:',
    shell(
      ...(target === undefined
        ? []
        : [
            `SCALER=${target.replicas.scaler} NAMESPACE=${target.namespace} REPLICAS=${target.replicas.most ?? target.replicas.least} # or others`,
            `kubectl annotate scaledobject "$SCALER" --namespace "$NAMESPACE" ${pausedReplicas}="$REPLICAS" --overwrite`,
            'kubectl get scaledobject "$SCALER" --namespace "$NAMESPACE"',
            '# later',
            `kubectl annotate scaledobject "$SCALER" --namespace "$NAMESPACE" ${pausedReplicas}-`,
          ]),
      ...(job === undefined
        ? []
        : [
            '# a ScaledJob makes no Jobs while it is paused; those that run go on',
            `kubectl annotate scaledjob ${job.name} --namespace ${job.namespace} autoscaling.keda.sh/paused=true --overwrite`,
            '# later',
            `kubectl annotate scaledjob ${job.name} --namespace ${job.namespace} autoscaling.keda.sh/paused-`,
          ]),
    ),
    bullets([
      'The annotation lasts. Git does not have it, and with server-side apply and server-side diff what Git does not have is no difference: self-heal leaves it, and so does every later sync. The Application stays `Synced`, and is `Suspended` while the scaler is paused.',
      'So nobody ends the pause but you. It goes with its object: a scaler that is deleted and made anew is not paused.',
      target &&
        'While it is paused KEDA takes the HorizontalPodAutoscaler away. More replicas than the maximum are possible; whether the pool has room for them nobody checks.',
      'What is to last belongs into Git: `scaling` in the definition, `npm run synth`, a commit.',
    ]),
  ];
}
