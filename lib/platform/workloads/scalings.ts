import type { ResolvedPlatform } from '../resolved-platform';
import type { WorkloadScaler } from './workload-facets';
import { kindOf } from './workload-kinds';

/** A ScaledObject or ScaledJob, and the workload that it scales. */
export interface WorkloadScaling extends WorkloadScaler {
  readonly workload: string;
}

/** Every ScaledObject and ScaledJob, in the order of the workloads. */
export function scalingsOf({ workloads }: Pick<ResolvedPlatform, 'workloads'>): readonly WorkloadScaling[] {
  return workloads.flatMap((workload) => {
    const scaler = kindOf(workload).scaler(workload);
    return scaler === undefined ? [] : [{ workload: workload.name, ...scaler }];
  });
}
