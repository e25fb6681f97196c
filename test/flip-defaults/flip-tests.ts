import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';
import { SnapshotState } from 'jest-snapshot';
import type { Flipper } from './flip-value';
import type { ModuleRegistry } from './module-registry';

/** A test file as it runs without a flip. */
interface TestFile {
  readonly file: string;
  /** Names of the tests that pass. */
  readonly passing: ReadonlySet<string>;
  /** Defaults that are evaluated outside of the tests: by the modules, or while a `describe` collects its tests. */
  readonly reachedByFile: ReadonlySet<string>;
  /** The tests that evaluate each default. */
  readonly reachedByTest: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Runs test files with jest's own runner and matchers, in this process: the packages stay loaded, so that a file takes a tenth of the time
 * that a process of jest needs. What needs jest's module registry (`jest.mock`) does not pass here, and does not count.
 */
export class FlippedTests {
  private readonly files = new Map<string, readonly TestFile[]>();
  /** What the runner does with the file that it runs. */
  private wanted: (test: string) => boolean = () => true;
  private current: string | undefined;
  private failure: string | undefined;
  private readonly passed = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly registry: ModuleRegistry,
    private readonly flipper: Flipper,
  ) {
    const { describe, it, test, beforeAll, afterAll, beforeEach, afterEach } = circus;
    Object.assign(globalThis, {
      describe,
      it,
      test,
      beforeAll,
      afterAll,
      beforeEach,
      afterEach,
      expect: jestExpect,
    });
    circus.addEventHandler((event) => this.handle(event));
  }

  /** The test below the folder that fails first if the default of the source is flipped; undefined for what none notices. */
  async failureOf(id: string, source: string, folder: string): Promise<string | undefined> {
    const files = await this.filesBelow(folder);
    // The nearest first: it is the likeliest to notice.
    const nearness = ({ file }: TestFile) => sharedFolders(file, `test/${source}`);
    for (const { file, passing, reachedByFile, reachedByTest } of [...files].sort(
      (a, b) => nearness(b) - nearness(a),
    )) {
      const tests = reachedByTest.get(id) ?? new Set();
      const isReached = reachedByFile.has(id);
      if (!isReached && tests.size === 0) continue;
      // The few that evaluate it, then all: one test may keep what another one evaluates.
      const failed =
        (isReached ? undefined : await this.run(file, id, (test) => passing.has(test) && tests.has(test))) ??
        (await this.run(file, id, (test) => passing.has(test)));
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  private async filesBelow(folder: string): Promise<readonly TestFile[]> {
    const known = this.files.get(folder);
    if (known !== undefined) return known;
    const absolute = path.join(this.root, folder);
    const names = existsSync(absolute) ? readdirSync(absolute, { recursive: true, encoding: 'utf8' }) : [];
    const files: TestFile[] = [];
    for (const name of names.filter((each) => each.endsWith('.test.ts')).sort()) {
      files.push(await this.withoutFlip(`${folder}/${name.split(path.sep).join('/')}`));
    }
    this.files.set(folder, files);
    return files;
  }

  private async withoutFlip(file: string): Promise<TestFile> {
    const reachedByFile = new Set<string>();
    const reachedByTest = new Map<string, Set<string>>();
    this.flipper.onHit = (id) => {
      if (this.current === undefined) reachedByFile.add(id);
      else reachedByTest.set(id, (reachedByTest.get(id) ?? new Set()).add(this.current));
    };
    await this.run(file, undefined, () => true);
    this.flipper.onHit = () => {};
    return { file, passing: new Set(this.passed), reachedByFile, reachedByTest };
  }

  /** The first of the wanted tests that fails. */
  private async run(
    file: string,
    id: string | undefined,
    wanted: (test: string) => boolean,
  ): Promise<string | undefined> {
    circus.resetState();
    const state = circus.getState();
    state.testTimeout = 60_000;
    const absolute = path.join(this.root, file);
    const snapshots = path.join(path.dirname(absolute), '__snapshots__', `${path.basename(file)}.snap`);
    const snapshotState = new SnapshotState(snapshots, {
      rootDir: this.root,
      snapshotFormat: { escapeString: false, printBasicPrototype: false },
      updateSnapshot: 'none',
    });
    jestExpect.setState({ ...{ snapshotState }, testPath: absolute, suppressedErrors: [] });
    this.wanted = wanted;
    this.current = undefined;
    this.failure = undefined;
    this.passed.clear();
    this.flipper.active = id;
    try {
      this.registry.fresh()(file);
      await circus.run();
      return this.failure && `${file}: ${this.failure}`;
    } catch (error) {
      if (id === undefined) throw error;
      return `${file}: does not load`;
    } finally {
      this.flipper.active = undefined;
    }
  }

  private handle(event: circus.Event): void {
    if (event.name === 'test_start') {
      const name = nameOf(event.test);
      jestExpect.setState({ currentTestName: name });
      this.current = name;
      const isOver = this.flipper.active !== undefined && this.failure !== undefined;
      if (isOver || !this.wanted(name)) event.test.mode = 'skip';
    }
    if (event.name === 'test_skip') this.current = undefined;
    if (event.name === 'test_done') {
      const { suppressedErrors } = jestExpect.getState();
      jestExpect.setState({ suppressedErrors: [] });
      const missing = jestExpect.extractExpectedAssertionsErrors();
      const hasFailed = event.test.errors.length + suppressedErrors.length + missing.length > 0;
      if (hasFailed) this.failure ??= nameOf(event.test);
      else this.passed.add(nameOf(event.test));
      this.current = undefined;
    }
  }
}

function nameOf(test: circus.State['currentlyRunningTest'] & {}): string {
  const names = [test.name];
  for (let block = test.parent; block.parent !== undefined; block = block.parent) names.unshift(block.name);
  return names.join(' ');
}

function sharedFolders(a: string, b: string): number {
  const others = b.split('/');
  const difference = a.split('/').findIndex((folder, index) => folder !== others[index]);
  return difference === -1 ? others.length : difference;
}
