import type { ProblemList } from '../../problems/problem-list';
import { featuresOfTrigger, kedaAddOnOf, lacks } from './keda-features';
import type { ScalerTriggerSpec } from './scaler-trigger';

/**
 * Adds a problem for each part of a trigger that the KEDA add-on of a Kubernetes version does not
 * have.
 *
 * @param kubernetesVersion undefined, or a version whose KEDA is unknown: nothing is refused.
 */
export function checkKedaVersion(
  trigger: Pick<ScalerTriggerSpec, 'type' | 'metadata'>,
  kubernetesVersion: string | undefined,
  problems: ProblemList,
): void {
  const keda = kubernetesVersion === undefined ? undefined : kedaAddOnOf(kubernetesVersion);
  if (keda === undefined || keda.isMinimum) return;
  for (const feature of featuresOfTrigger(trigger.type, trigger.metadata)) {
    if (!lacks(keda, feature)) continue;
    problems.add(
      feature.path,
      `"${feature.name}" exists since KEDA ${feature.since}, and ${keda.from} is KEDA ${keda.minor}`,
      `Use a ${feature.kind} of keda.sh/docs/${keda.minor}/scalers, or a newer cluster.kubernetesVersion.`,
    );
  }
}
