import { driverBranchFor } from '../../facts/cuda-drivers';
import { findEngineVersion, pinnedEngineVersion } from '../../facts/engine-versions';
import { images, imageVariants, type PinnedImage } from '../../facts/versions';
import type { GpuFacts } from '../../facts/vm-sizes';
import { ImageReference } from '../../values/image-reference';

/** The driver of a GPU, as far as an image depends on it. */
export type GpuDriver = Pick<GpuFacts, 'model' | 'driverBranch'>;

/** An image that does not start on a GPU. */
export interface DriverProblem {
  /** The image, the driver and the reason. */
  readonly message: string;
  /** An image or a GPU that works. */
  readonly fix: string;
}

/** vLLM images of the table, the preferred one first. */
const vllmImages: readonly (PinnedImage & { readonly cuda: string })[] = [
  images.vllm,
  imageVariants.vllmCuda12,
];

/**
 * Default image of a vLLM server that runs on each of these GPUs: the image of the table, or its
 * variant for an older CUDA where a driver is too old for the first. Undefined if no image starts
 * on all of them. A GPU with an unknown driver gets the first image.
 */
export function vllmImageFor(gpus: readonly GpuDriver[]): PinnedImage | undefined {
  return vllmImages.find(({ cuda }) => gpus.every((gpu) => isDriverSufficient(gpu, cuda)));
}

/**
 * Explains why an image does not start on a GPU: its version of CUDA needs a newer driver than AKS
 * installs. Undefined if it starts, and if the version of CUDA or the driver is not known.
 */
export function driverProblem(reference: string, gpu: GpuDriver): DriverProblem | undefined {
  const cuda = cudaOf(reference);
  if (cuda === undefined || isDriverSufficient(gpu, cuda)) return undefined;
  const variant = isVllm(reference) ? vllmImageFor([gpu]) : undefined;
  return {
    message: `${reference} contains CUDA ${cuda}, which requires driver R${driverBranchFor(cuda)}, but AKS installs R${gpu.driverBranch} on nodes with ${gpu.model} GPUs`,
    fix:
      variant === undefined
        ? `Use an image with an older version of CUDA, or a VM size with a newer driver.`
        : `Use ${variant.reference}, or a VM size with a newer driver.`,
  };
}

/** The driver of a GPU and the image of a version of vLLM. */
export interface EngineImage {
  /** Branch of the driver that AKS installs: 580 is R580. 0: AKS installs none. Null: not known. */
  readonly driverBranch: number | null;
  /** `grid`: the driver of virtual GPUs. */
  readonly driverKind: 'cuda' | 'grid';
  /**
   * The image of the table, if it has this version of vLLM and runs on the driver. Null: the table
   * has none.
   */
  readonly reference: string | null;
  /**
   * CUDA of the image; for a version that the table does not have, the major version in its default
   * image.
   */
  readonly cuda: string;
  /**
   * Whether the driver runs this version of CUDA. If not, the version needs an image for an older
   * CUDA.
   */
  readonly isDriverSufficient: boolean;
}

/** The image of a version of vLLM on a GPU. */
export function engineImageOn(
  gpu: GpuDriver & Pick<GpuFacts, 'driverKind'>,
  engineVersion: string,
): EngineImage {
  const { driverBranch = null, driverKind = 'cuda' } = gpu;
  const pinned = plainVersion(engineVersion) === pinnedEngineVersion ? vllmImageFor([gpu]) : undefined;
  const cuda = pinned?.cuda ?? String(findEngineVersion(engineVersion)?.cudaMajor ?? '');
  return {
    driverBranch,
    driverKind,
    reference: pinned?.reference ?? null,
    cuda,
    isDriverSufficient: isDriverSufficient(gpu, cuda),
  };
}

/** The driver and the image as a text. */
export function engineImageText(image: EngineImage, engineVersion: string): string {
  const { driverBranch, driverKind, reference, cuda } = image;
  const grid = driverKind === 'grid' ? ' GRID' : '';
  const driver =
    driverBranch === null
      ? 'not known'
      : driverBranch === 0
        ? "none by AKS, so the platform requires gpuStack: 'gpu-operator'"
        : `R${driverBranch}${grid}`;
  const name = reference ?? `vLLM ${engineVersion}`;
  const missing = image.isDriverSufficient
    ? ''
    : `, which requires R${driverBranchFor(cuda)}: use an image for CUDA 12`;
  return `driver ${driver}; image ${name} (CUDA ${cuda}${missing})`;
}

function plainVersion(version: string): string {
  return version.replace(/^v/, '');
}

function isDriverSufficient({ driverBranch = 0 }: GpuDriver, cuda: string): boolean {
  const required = driverBranchFor(cuda);
  // 0: AKS installs no driver. The GPU Operator installs one for the newest CUDA.
  return driverBranch === 0 || required === undefined || driverBranch >= required;
}

const vllmPath = pathOf(images.vllm.reference);

function isVllm(reference: string): boolean {
  return pathOf(reference) === vllmPath;
}

/**
 * Version of CUDA in an image of the table, in any registry, or in another version of vLLM's image;
 * undefined if it is not known.
 */
function cudaOf(reference: string): string | undefined {
  const path = pathOf(reference);
  const tag = tagOf(reference);
  if (path === undefined || tag === undefined) return undefined;
  const table: readonly PinnedImage[] = [...Object.values(images), ...Object.values(imageVariants)];
  const known = table.find((image) => image.tag === tag && pathOf(image.reference) === path);
  if (known !== undefined) return known.cuda;
  if (path !== vllmPath) return undefined;
  const [, major, minor] = /-cu(\d{2})(\d)(?:-|$)/.exec(tag) ?? [];
  if (major !== undefined) return `${major}.${minor}`;
  // Older images contain several versions of CUDA 12.
  const isRelease = /^v?\d+\.\d+\.\d+$/.test(tag);
  return isRelease && findEngineVersion(tag)?.cudaMajor === 13 ? '13.0' : undefined;
}

function tagOf(reference: string): string | undefined {
  return parsed(reference)?.tag;
}

/** Repository without its registry, which may be a mirror. */
function pathOf(reference: string): string | undefined {
  return parsed(reference)?.repository;
}

function parsed(reference: string): ImageReference | undefined {
  try {
    return ImageReference.parse(reference);
  } catch {
    return undefined;
  }
}
