import type { VmSize } from '../../facts/vm-sizes';
import type { Taint } from '../../values/taint';

export interface ResolvedNodePool {
  readonly name: string;
  readonly role: 'system' | 'cpu' | 'gpu';
  readonly vmSize: VmSize;
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Set only where it differs from what the autoscaler would start with. */
  readonly initialNodes: number | undefined;
  readonly spot: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** All taints of the nodes, AKS's own for spot and system pools included. */
  readonly taints: readonly Taint[];
  readonly zones: readonly string[];
  readonly osDisk: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  readonly maxPods: number;
  readonly upgrade: { readonly maxSurge: string } | { readonly maxUnavailable: string } | undefined;
  /** `Install`: AKS installs the NVIDIA driver. Undefined on pools without a GPU. */
  readonly gpuDriver: 'Install' | 'None' | undefined;
  readonly overcommit: boolean;
  /** Name that nodes get while the pool is replaced. */
  readonly temporaryName: string;
}
