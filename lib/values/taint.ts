/** Effect of a taint on pods that do not tolerate it (Kubernetes `Taint.effect`). */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

const effects: readonly TaintEffect[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** A toleration of a pod spec. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: TaintEffect;
}

/**
 * A node taint. Both halves render the same value, so that the node pool in Azure and the pods in
 * Kubernetes always match.
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
   * Parses the form that AKS uses: `key=value:Effect`, or `key:Effect` for an empty value.
   *
   * @throws {Error} if the text has another form.
   */
  static parse(text: string): Taint {
    const match = /^([^=:\s]+)(?:=([^=:\s]*))?:(\w+)$/.exec(text);
    const effect = effects.find((candidate) => candidate === match?.[3]);
    if (!match?.[1] || effect === undefined) {
      throw new Error(
        `"${text}" is not a taint: the form is key=value:Effect, and the effect is one of ${effects.join(', ')}`,
      );
    }
    return new Taint(match[1], match[2] ?? '', effect);
  }

  /**
   * Renders the form of `az aks nodepool add --node-taints` and of azurerm's `node_taints`:
   * `sku=gpu:NoSchedule`.
   */
  toAksString(): string {
    return this.value === '' ? `${this.key}:${this.effect}` : `${this.key}=${this.value}:${this.effect}`;
  }

  /** The toleration of exactly this taint. */
  toToleration(): Toleration {
    return this.value === ''
      ? { key: this.key, operator: 'Exists', effect: this.effect }
      : { key: this.key, operator: 'Equal', value: this.value, effect: this.effect };
  }

  equals(other: Taint): boolean {
    return this.toAksString() === other.toAksString();
  }
}

/** Taint of GPU node pools in the AKS documentation. It keeps pods without a GPU off the nodes. */
export const gpuTaint = Taint.of('sku', 'gpu', 'NoSchedule');

/**
 * Taint that `only_critical_addons_enabled` adds to the system node pool. The add-ons of AKS
 * tolerate it.
 * @see learn.microsoft.com/azure/aks/use-system-pools (2026-11)
 */
export const criticalAddonsTaint = Taint.of('CriticalAddonsOnly', 'true', 'NoSchedule');

/**
 * Taint and label that AKS adds to every spot node pool. Terraform declares both, because otherwise
 * every plan replaces the pool (hashicorp/terraform-provider-azurerm#14616).
 */
export const spotTaint = Taint.of('kubernetes.azure.com/scalesetpriority', 'spot', 'NoSchedule');
