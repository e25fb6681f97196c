/** What is first, of things that happen at the same moment. */
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

/** A clock that jumps from one thing to the next: the same input gives the same order, always. */
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
    // Soonest last: nearly always close to the end, and taken off there.
    while (index > 0 && before(this.entries[index - 1]!, entry)) index--;
    this.entries.splice(index, 0, entry);
  }

  /** Everything up to and including that second. */
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
