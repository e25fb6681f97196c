import type { Default } from './find-defaults';
import { FlippedSynthesis, type Notice } from './flip-synthesis';
import { FlippedTests } from './flip-tests';
import { installFlipper } from './flip-value';
import { ModuleRegistry } from './module-registry';
import { type FlipProject, sourceOf, testFoldersOf } from './project';

/**
 * Flips each of the defaults, and gives how that is noticed: by synthesis, or else by a test in the folders of the source's tests.
 * Undefined for what nothing notices.
 */
export async function* flip(
  project: FlipProject,
  defaults: ReadonlyMap<string, readonly Default[]>,
  flips: readonly Default[],
): AsyncGenerator<readonly [id: string, notice: Notice | undefined]> {
  const registry = new ModuleRegistry(project.root, project.shared, (file, text) =>
    sourceOf(project, defaults, file, text),
  );
  const flipper = installFlipper();
  const synthesis = new FlippedSynthesis(project.synthesis, registry, flipper);
  const tests = new FlippedTests(project.root, registry, flipper);
  const noticeOf = async ({ id, file }: Default): Promise<Notice | undefined> => {
    const notice = synthesis.noticeOf(id);
    if (notice !== undefined) return notice;
    for (const folder of testFoldersOf(project, file)) {
      const failure = await tests.failureOf(id, file, folder);
      if (failure !== undefined) return { by: 'test', where: failure };
    }
    return undefined;
  };
  for (const each of flips) {
    flipper.isRemoval = false;
    let notice = await noticeOf(each);
    // A check may find nothing wrong with the element either: then the default must at least be necessary.
    if (notice === undefined && ['[]', '{}'].includes(each.text)) {
      flipper.isRemoval = true;
      notice = await noticeOf(each);
    }
    yield [each.id, notice];
  }
}
