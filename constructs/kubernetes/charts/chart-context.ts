import type { Chart } from 'cdk8s';
import { completeTrigger } from '../../../lib/engine/scaling/scaler-trigger';
import { controllerPlacement } from '../../../lib/platform/cluster/controller-placement';
import type { PlatformOutputs } from '../../../lib/platform/outputs/outputs-file';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import type { ResolvedScaling } from '../../../lib/platform/workloads/resolve-scaling';
import { secretsHolderOf, secretsName } from '../../../lib/platform/workloads/secrets-holder';
import type { ResolvedWorkloadIdentity } from '../../../lib/platform/workloads/workload-identity';
import type { ResolvedWorkload } from '../../../lib/platform/workloads/workload-kinds';
import type { ClientId } from '../../../lib/values/ids';
import type { ImageReference } from '../../../lib/values/image-reference';
import { KeyVaultSecrets, type PodSecrets } from '../identity/key-vault-secrets';
import { ScaledObject, type ScaleTarget } from '../scaling/scaled-object';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';

/** The platform and its outputs, with the parts that several charts need. */
export class ChartContext {
  readonly partOf: string;

  constructor(
    readonly platform: ResolvedPlatform,
    readonly outputs: PlatformOutputs,
  ) {
    this.partOf = platform.cluster.name;
  }

  /**
   * Client id of an output. `applicationCharts()` has checked that every required output exists.
   */
  clientId(output: string): ClientId {
    return this.outputs.clientIds.get(output)!;
  }

  /** The Key Vault, as an identity reads it. */
  vaultFor(identity: ResolvedWorkloadIdentity) {
    const { keyVault, azure } = this.platform;
    return {
      // resolvePlatform() refuses secrets without a Key Vault.
      keyVaultName: keyVault!.name,
      tenantId: azure.tenantId,
      clientId: this.clientId(identity.clientIdOutput),
      cloud: azure.cloud,
    };
  }

  /**
   * Props of the construct for a workload: the resolved fields, which have the names of the props,
   * and those that every construct has. Adds the SecretProviderClass of its secrets, and the pod
   * that keeps the Secret.
   */
  propsOf<Workload extends ResolvedWorkload & { readonly image: ImageReference }>(
    chart: Chart,
    workload: Workload,
  ) {
    return {
      ...workload,
      partOf: this.partOf,
      image: workload.image.toString(),
      serviceAccountName: workload.identity?.serviceAccount.name,
      clientId: workload.identity && this.clientId(workload.identity.clientIdOutput),
      secrets: this.addSecrets(chart, workload),
      podMonitor: this.platform.cluster.managedPrometheus,
    };
  }

  private addSecrets(chart: Chart, workload: ResolvedWorkload): PodSecrets | undefined {
    const { identity, secrets } = workload;
    if (secrets.length === 0 || identity === undefined) return undefined;
    return new KeyVaultSecrets(chart, 'key-vault-secrets', {
      name: secretsName(workload.name),
      namespace: workload.namespace,
      workload: workload.name,
      partOf: this.partOf,
      ...this.vaultFor(identity),
      variables: secrets,
      holder:
        secretsHolderOf(workload) === undefined
          ? undefined
          : {
              serviceAccountName: identity.serviceAccount.name,
              placement: controllerPlacement(this.platform.nodePools),
            },
    }).pod;
  }

  /** Adds the ScaledObject of a workload, if it has scaling. */
  addScaling(
    chart: Chart,
    workload: { readonly namespace: string; readonly scaling: ResolvedScaling | undefined },
    target: ScaleTarget,
  ): void {
    const { scaling } = workload;
    if (scaling === undefined) return;
    const triggers = scaling.triggers.map(({ spec, identity }) => ({
      // applicationCharts() has checked that the outputs file contains each required output.
      ...completeTrigger(spec, this.outputs),
      ...(identity === undefined
        ? {}
        : {
            authentication: { triggerAuthenticationName: triggerAuthenticationName(identity.identityName) },
          }),
    }));
    new ScaledObject(chart, 'scaled-object', {
      name: scaling.name,
      namespace: workload.namespace,
      partOf: this.partOf,
      target,
      plan: { ...scaling.plan, triggers },
    });
  }
}

/** Replicas of a Deployment; `autoscaled` if KEDA sets them. */
export function replicasOf({
  replicas,
  scaling,
}: {
  readonly replicas: number | undefined;
  readonly scaling: ResolvedScaling | undefined;
}): number | 'autoscaled' | undefined {
  return scaling === undefined ? replicas : 'autoscaled';
}
