import type { OptionEngine } from './engine-tables';

/**
 * Images that the project of an engine builds, whose tags are its releases, and mirrors of them.
 * The tags of other images, such as `lmcache/vllm-openai` and `nvcr.io/nvidia/vllm`, have versions
 * of their own.
 */
const releases: Readonly<Record<OptionEngine, { readonly image: RegExp; readonly tag: RegExp }>> = {
  vllm: {
    image: /(?:^|\/)vllm-openai(?:-(?:rocm|cpu|xpu))?$|\/vllm-cpu-release-repo$/,
    tag: /^v?(\d+\.\d+\.\d+(?:\.\d+)?)(?:-(?!rc)[\w.-]+)?$/,
  },
  triton: { image: /(?:^|\/)tritonserver$/, tag: /^(\d{2}\.\d{2})(?:-[\w.-]+)?$/ },
  sglang: { image: /(?:^|\/)sglang$/, tag: /^v(\d+\.\d+\.\d+(?:\.post\d+)?)(?:-(?!rc)[\w.-]+)?$/ },
  tgi: { image: /(?:^|\/)text-generation-inference$/, tag: /^v?(\d+\.\d+\.\d+)(?:-(?!rc)[\w.-]+)?$/ },
};

const foreign = /(?:^|\/)lmcache\//;

/** The repository and the tag of an image. */
function partsOf(image: string): { readonly repository: string; readonly tag: string } {
  const plain = image.split('@', 1)[0]!;
  const [, repository = plain, tag = ''] = /^(.*?)(?::([^/:]*))?$/.exec(plain) ?? [];
  return { repository, tag };
}

/** The engine whose project builds an image; undefined for other images. */
export function engineOfImage(image: string): OptionEngine | undefined {
  const { repository } = partsOf(image);
  if (foreign.test(repository)) return undefined;
  const engines = Object.keys(releases) as OptionEngine[];
  return engines.find((engine) => releases[engine].image.test(repository));
}

/** The release of an engine in an image, from its tag; undefined if the tag does not say it. */
export function engineRelease(engine: OptionEngine, image: string): string | undefined {
  if (engineOfImage(image) !== engine) return undefined;
  return releases[engine].tag.exec(partsOf(image).tag)?.[1];
}
