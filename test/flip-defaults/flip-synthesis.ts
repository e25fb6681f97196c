import type { Flipper } from './flip-value';
import type { ModuleRegistry } from './module-registry';
import type { SynthesizedFile } from './project';

/** How a flipped default is noticed: by a file that differs, an error, or a test. */
export interface Notice {
  readonly by: 'Terraform' | 'dist' | 'error' | 'test';
  /** The file, the message, or the name of the test. */
  readonly where: string;
}

interface SynthesisModule {
  synthesis(): Iterable<SynthesizedFile>;
}

/** Synthesizes a project with one of its defaults flipped, and compares. */
export class FlippedSynthesis {
  private readonly expected: readonly SynthesizedFile[];
  private readonly reached = new Set<string>();

  constructor(
    private readonly synthesisModule: string,
    private readonly registry: ModuleRegistry,
    private readonly flipper: Flipper,
  ) {
    flipper.onHit = (id) => this.reached.add(id);
    this.expected = [...this.synthesize()];
    flipper.onHit = () => {};
  }

  /** What differs first if the default is flipped; undefined for what synthesis does not notice. */
  noticeOf(id: string): Notice | undefined {
    if (!this.reached.has(id)) return undefined;
    this.flipper.active = id;
    try {
      return this.difference();
    } catch (error) {
      return { by: 'error', where: summaryOf(error) };
    } finally {
      this.flipper.active = undefined;
    }
  }

  private difference(): Notice | undefined {
    let index = 0;
    for (const file of this.synthesize()) {
      const expected = this.expected[index++];
      const isSame = expected?.path === file.path && expected.text === file.text;
      if (!isSame) return { by: file.half, where: file.path };
    }
    const missing = this.expected[index];
    return missing && { by: missing.half, where: missing.path };
  }

  private synthesize(): Iterable<SynthesizedFile> {
    return (this.registry.fresh()(this.synthesisModule) as SynthesisModule).synthesis();
  }
}

function summaryOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // The first line of several problems only counts them.
  const lines = message.split('\n').filter((line) => !/^\d+ problems? in .*:$/.test(line));
  return (lines.find((line) => line.trim() !== '') ?? message).trim();
}
