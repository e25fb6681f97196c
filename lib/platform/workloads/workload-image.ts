import type { ImageDefinition } from '../../definition/workload-definition';
import { images } from '../../facts/versions';
import type { ProblemList } from '../../problems/problem-list';
import { ImageReference, imageProblem, wellKnownRegistries } from '../../values/image-reference';
import type { WorkloadContext } from './workload-context';

/** Registries that images may come from. */
export function allowedImageRegistries(
  context: Pick<WorkloadContext, 'registry' | 'imageRegistries'>,
): readonly string[] {
  const own = context.registry === undefined ? [] : [context.registry.host];
  return [...new Set([...own, ...context.imageRegistries, ...wellKnownRegistries])];
}

/** Stands for an invalid image, so that resolving can go on and find the other problems. */
const standIn = ImageReference.parse('none:0');

/**
 * Resolves an image. Adds a problem for a tag that moves, and for a registry that is not allowed.
 */
export function resolveImage(
  image: ImageDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ImageReference {
  if (typeof image !== 'string') {
    if (context.registry === undefined) {
      problems.add(
        'image',
        `"${image.repository}" is in the registry of the platform, and the definition has none`,
        'Add registry, or use the full image reference.',
      );
      return standIn;
    }
    const text = `${context.registry.host}/${image.repository}:${image.tag}`;
    const problem = imageProblem(text);
    if (problem === undefined) return ImageReference.parse(text);
    problems.add('image', problem, 'Use a repository in lowercase, and a tag that never moves.');
    return standIn;
  }
  const problem = imageProblem(image);
  if (problem !== undefined) {
    problems.add('image', problem, `Use a version, such as ${images.vllm.reference}, or a digest.`);
    return standIn;
  }
  const reference = ImageReference.parse(image);
  const allowed = allowedImageRegistries(context);
  if (!allowed.includes(reference.registry)) {
    problems.add(
      'image',
      `images from ${reference.registry} are not allowed`,
      `Add the registry to imageRegistries, or use one of ${allowed.join(', ')}.`,
    );
  }
  return reference;
}
