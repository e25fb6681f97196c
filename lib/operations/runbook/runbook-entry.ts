import { type RunbookTopic, runbookTopics } from '../../facts/runbook-topics';
import { table } from './markdown-blocks';
import type { RunbookSection } from './runbook-section';

/** What to do about one symptom. */
export interface RunbookEntry {
  readonly topic: RunbookTopic;
  /** What one sees, or what the alert says. */
  readonly symptom: string;
  /** Commands to look with, in the order of looking. */
  readonly look: readonly (string | undefined)[];
  /** What is then seen, why that is, and what helps. `undefined` for what cannot be here. */
  readonly causes: readonly (RunbookCause | undefined)[];
  /** Commands that help, and the numbers of this environment. */
  readonly more?: readonly (string | undefined)[];
}

export interface RunbookCause {
  readonly sign: string;
  readonly cause: string;
  readonly remedy: string;
}

/**
 * @param anchors of the headings that the file has: what leads to none of them does not concern the environment, and is left out.
 * @param dashboard where what is looked for is seen over time; undefined for what no dashboard shows.
 */
export function entrySection(
  { topic, symptom, look, causes, more = [] }: RunbookEntry,
  anchors: ReadonlySet<string>,
  dashboard: string | undefined,
): RunbookSection {
  const leadsSomewhere = ({ remedy }: RunbookCause) =>
    [...remedy.matchAll(/\]\((#[^)]*)\)/g)].every(([, anchor]) => anchors.has(anchor!));
  return {
    title: runbookTopics[topic],
    blocks: [
      `**Symptom:** ${symptom}`,
      '**Look here:**',
      ...look,
      dashboard,
      table(
        ['You see', 'Because', 'Do this'],
        causes
          .filter((each) => each !== undefined)
          .filter(leadsSomewhere)
          .map(({ sign, cause, remedy }) => [sign, cause, remedy]),
      ),
      ...more,
    ],
  };
}
