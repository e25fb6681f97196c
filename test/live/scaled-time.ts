import { setTimeout as wait } from 'node:timers/promises';

/** The time of a container whose clock goes faster than ours by a factor. */
export class ScaledTime {
  private readonly startMs = Date.now();

  /** @param factor seconds of the container in one of ours. */
  constructor(readonly factor: number) {}

  /** Start of the container, seconds since 1970: where both clocks show the same. */
  get epochSeconds(): number {
    return this.startMs / 1000;
  }

  /** Seconds of the container since its start. */
  now(): number {
    return ((Date.now() - this.startMs) / 1000) * this.factor;
  }

  /** Our milliseconds in so many seconds of the container. */
  toMs(seconds: number): number {
    return (seconds / this.factor) * 1000;
  }

  /** Waits so many seconds of the container, or until the signal. */
  async sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    await wait(Math.max(0, this.toMs(seconds)), undefined, { signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}
