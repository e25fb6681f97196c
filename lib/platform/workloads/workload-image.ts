import type { ImageDefinition } from '../../definition/workload-definition';
import { images } from '../../facts/versions';
import type { ProblemList } from '../../problems/problem-list';
import { ImageReference, imageProblem, wellKnownRegistries } from '../../values/image-reference';
import type { WorkloadContext } from './workload-context';

/** Registries that images of this platform may come from. */
export function allowedImageRegistries(
  context: Pick<WorkloadContext, 'registry' | 'imageRegistries'>,
): readonly string[] {
  const own = context.registry === undefined ? [] : [context.registry.host];
  return [...new Set([...own, ...context.imageRegistries, ...wellKnownRegistries])];
}

/** An image to go on with after a problem, so that the others are found too. */
const standIn = ImageReference.parse('none:0');

export function resolveImage(
  image: ImageDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ImageReference {
  if (typeof image !== 'string') {
    if (context.registry === undefined) {
      problems.add(
        'image',
        `the platform has no registry for "${image.repository}"`,
        'Define registry, or give the full image reference.',
      );
      return standIn;
    }
    const text = `${context.registry.host}/${image.repository}:${image.tag}`;
    const problem = imageProblem(text);
    if (problem === undefined) return ImageReference.parse(text);
    problems.add('image', problem, 'Give a repository in lower case, and a tag that stays the same.');
    return standIn;
  }
  const problem = imageProblem(image);
  if (problem !== undefined) {
    problems.add('image', problem, `Name a version, such as ${images.vllm.reference}, or a digest.`);
    return standIn;
  }
  const reference = ImageReference.parse(image);
  const allowed = allowedImageRegistries(context);
  if (!allowed.includes(reference.registry)) {
    problems.add(
      'image',
      `the registry ${reference.registry} is not known to the platform`,
      `Add it to imageRegistries, or use one of: ${allowed.join(', ')}.`,
    );
  }
  return reference;
}
