import { findEngineVersion, oldestEngineVersion, pinnedEngineVersion } from '../../facts/engine-versions';
import type { ProblemList } from '../../problems/problem-list';
import { vllmEngineVersion } from './vllm-metrics';

/** The image of a server, and the version of vLLM that the user sets for it. */
export interface EngineImage {
  /** Reference of the image. */
  readonly image: string;
  /** Version of vLLM in the image. Default: the version in the tag. */
  readonly engineVersion?: string | undefined;
}

/**
 * Version of vLLM in an image, if the image is a build of vLLM and its tag is a version of vLLM:
 * `vllm-openai:v0.32.0-cu129`. Undefined for others, such as `my-server:1.4` and
 * `nvcr.io/nvidia/vllm:25.09-py3`, whose tags have versions of their own.
 */
export function engineVersionOfImage(image: string): string | undefined {
  return /(?:^|\/)[^/:@]*vllm[^/:@]*:v?0\.\d/.test(image) ? vllmEngineVersion(image) : undefined;
}

/**
 * Version of vLLM for the sizing of a server. Adds a problem and returns undefined if it is not
 * known, or too old: the constants of another version would give a wrong size.
 */
export function sizedEngineVersion(
  { image, engineVersion }: EngineImage,
  problems: ProblemList,
): string | undefined {
  const ofTag = engineVersionOfImage(image);
  const version = engineVersion ?? ofTag;
  if (version === undefined) {
    problems.add(
      'engineVersion',
      `required, because the tag of "${image}" is not a version of vLLM, and the version decides how much GPU memory the engine needs`,
      `Set the version of vLLM in the image, such as ${pinnedEngineVersion}, or set fit: 'unchecked' and gpus.`,
    );
    return undefined;
  }
  if (engineVersion !== undefined && ofTag !== undefined && plain(ofTag) !== plain(engineVersion)) {
    problems.add(
      'engineVersion',
      `"${engineVersion}" is not the version in the tag of "${image}"`,
      'Remove it, or use another image.',
    );
    return undefined;
  }
  if (findEngineVersion(version) === undefined) {
    problems.add(
      engineVersion === undefined ? 'image' : 'engineVersion',
      `the GPU memory of vLLM "${version}" is not known`,
      `Use ${oldestEngineVersion} or a newer version, or set fit: 'unchecked' and gpus.`,
    );
    return undefined;
  }
  return plain(version);
}

function plain(version: string): string {
  return version.replace(/^v/, '');
}
