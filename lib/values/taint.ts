/** What a taint does to a pod that does not tolerate it. Kubernetes: `core/v1 Taint.effect`. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

const effects: readonly TaintEffect[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** A toleration as a pod spec has it. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: TaintEffect;
}

/**
 * A node taint: one value, rendered for both halves, so that the node pool in Azure and the pods in
 * Kubernetes can never disagree.
 */
export class Taint {
  private constructor(
    readonly key: string,
    readonly value: string,
    readonly effect: TaintEffect,
  ) {}

  static of(key: string, value: string, effect: TaintEffect): Taint {
    return new Taint(key, value, effect);
  }

  /**
   * Reads the form that AKS takes: `key=value:Effect`, or `key:Effect` for an empty value.
   *
   * @throws {Error} if the text has another form.
   */
  static parse(text: string): Taint {
    const match = /^([^=:\s]+)(?:=([^=:\s]*))?:(\w+)$/.exec(text);
    const effect = effects.find((candidate) => candidate === match?.[3]);
    if (!match?.[1] || effect === undefined) {
      throw new Error(
        `"${text}" is not a taint. A taint is key=value:Effect with Effect one of ${effects.join(', ')}, for example sku=gpu:NoSchedule.`,
      );
    }
    return new Taint(match[1], match[2] ?? '', effect);
  }

  /** The form of `az aks nodepool --node-taints` and of azurerm's `node_taints`: `sku=gpu:NoSchedule`. */
  toAksString(): string {
    return this.value === '' ? `${this.key}:${this.effect}` : `${this.key}=${this.value}:${this.effect}`;
  }

  /** The toleration that lets a pod onto the node: exact, so that it tolerates nothing else. */
  toToleration(): Toleration {
    return this.value === ''
      ? { key: this.key, operator: 'Exists', effect: this.effect }
      : { key: this.key, operator: 'Equal', value: this.value, effect: this.effect };
  }

  equals(other: Taint): boolean {
    return this.toAksString() === other.toAksString();
  }
}

/** The taint of GPU pools in the AKS guide; keeps every pod off that does not ask for the GPU. */
export const gpuTaint = Taint.of('sku', 'gpu', 'NoSchedule');

/**
 * What `only_critical_addons_enabled` puts on a system pool. AKS tolerates it on its own add-ons.
 * Source: learn.microsoft.com/azure/aks/use-system-pools (2026-11).
 */
export const criticalAddonsTaint = Taint.of('CriticalAddonsOnly', 'true', 'NoSchedule');

/**
 * What AKS itself puts on every spot pool, as taint and as label. Declared in Terraform as well:
 * otherwise every plan wants to replace the pool (hashicorp/terraform-provider-azurerm#14616).
 */
export const spotTaint = Taint.of('kubernetes.azure.com/scalesetpriority', 'spot', 'NoSchedule');
