import { gpuPoolAlertRules } from '../../../../lib/operations/alerts/gpu-pool-alerts';
import { inferenceAlertRules } from '../../../../lib/operations/alerts/inference-alerts';
import { workloadAlertRules } from '../../../../lib/operations/alerts/workload-alerts';

it('a group never has more rules than Azure takes', () => {
  const workload = { name: 'w', namespace: 'n', startupBudgetSeconds: 1, scaledObject: 's' };
  const groups = [
    workloadAlertRules(workload),
    inferenceAlertRules({ ...workload, servedModelName: 'm' }),
    gpuPoolAlertRules({ name: 'p', maxNodes: 1, gpusPerNode: 1, workloads: [workload] }),
  ];
  for (const rules of groups) expect(rules.length).toBeLessThanOrEqual(20);
});
