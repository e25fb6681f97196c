import type { ResolvedPlatform } from '../platform/resolved-platform';
import type { OutputsExpectation } from './platform-outputs';

/** Where the outputs of an environment are, from the project's folder. */
export function outputsFile(environment: string): string {
  return `outputs/${environment}.json`;
}

/** What the outputs file of a platform must hold. The stack is named after the environment. */
export function outputsExpectation(platform: ResolvedPlatform): OutputsExpectation {
  return {
    file: outputsFile(platform.environment),
    stackName: platform.environment,
    subscriptionId: platform.azure.subscriptionId,
    tenantId: platform.azure.tenantId,
    resourceGroup: platform.azure.resourceGroup.name,
    clusterName: platform.cluster.name,
    required: platform.requiredOutputs,
  };
}
