/** Order of events at the same moment. */
const order = [
  'work-ends',
  'process-ends',
  'probe-result',
  'container-starts',
  'work-begins',
  'tick',
] as const;
export type Occurrence = (typeof order)[number];

interface Entry {
  readonly at: number;
  readonly rank: number;
  readonly sequence: number;
  readonly run: () => void;
}

/** A deterministic clock that advances from event to event. */
export class EventSchedule {
  private readonly entries: Entry[] = [];
  private sequence = 0;
  private time = 0;

  get now(): number {
    return this.time;
  }

  at(seconds: number, occurrence: Occurrence, run: () => void): void {
    const entry: Entry = { at: seconds, rank: order.indexOf(occurrence), sequence: this.sequence++, run };
    let index = this.entries.length;
    // The soonest entry is last: new entries are usually near the end, and entries are removed
    // there.
    while (index > 0 && before(this.entries[index - 1]!, entry)) index--;
    this.entries.splice(index, 0, entry);
  }

  /** Runs all events up to and including that second. */
  runUntil(seconds: number): void {
    for (let entry = this.entries.pop(); entry && entry.at <= seconds; entry = this.entries.pop()) {
      this.time = entry.at;
      entry.run();
    }
  }
}

function before(one: Entry, other: Entry): boolean {
  return (
    one.at - other.at < 0 ||
    (one.at === other.at && (one.rank - other.rank || one.sequence - other.sequence) < 0)
  );
}
