import type { ResolvedPlatform } from '../resolved-platform';
import { deployCommand, outputsFile, stacksOf } from './deploy-command';
import type { OutputsExpectation } from './platform-outputs';

/** What the outputs file of a platform must hold. The stack is named after the environment. */
export function outputsExpectation(platform: ResolvedPlatform): OutputsExpectation {
  return {
    file: outputsFile(platform.environment),
    deployCommand: deployCommand(stacksOf(platform)),
    stackName: platform.environment,
    subscriptionId: platform.azure.subscriptionId,
    tenantId: platform.azure.tenantId,
    resourceGroup: platform.azure.resourceGroup.name,
    clusterName: platform.cluster.name,
    required: platform.requiredOutputs,
  };
}
