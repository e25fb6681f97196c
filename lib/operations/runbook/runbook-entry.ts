import { type RunbookTopic, runbookTopics } from '../../facts/runbook-topics';
import { table } from './markdown-blocks';
import { type RunbookHeading, runbookHeadings, see } from './runbook-headings';
import type { RunbookSection } from './runbook-section';

/** Entry of the runbook for one symptom. */
export interface RunbookEntry {
  readonly topic: RunbookTopic;
  /** What an operator sees, or what the alert reports. */
  readonly symptom: string;
  /** Diagnostic commands, in the order to run them. */
  readonly look: readonly (string | undefined)[];
  /** Possible causes. `undefined` entries do not apply to this environment. */
  readonly causes: readonly (RunbookCause | undefined)[];
  /** Commands that fix the problem, and the numbers of this environment. */
  readonly more?: readonly (string | undefined)[];
}

/** One row of an entry: what the commands show, why, and what to do. */
export interface RunbookCause {
  readonly sign: string;
  readonly cause: string;
  readonly remedy: string | LinkedText;
}

/** Text with the headings that it links to. */
export interface LinkedText {
  readonly text: string;
  readonly headings: readonly RunbookHeading[];
}

/** Reference to a heading, as a placeholder of `linked`. */
export interface HeadingReference {
  readonly heading: RunbookHeading;
}

/** Reference to a heading for a text written with `linked`. */
export function to(heading: RunbookHeading): HeadingReference {
  return { heading };
}

/** Template tag: writes links to headings, and records them. */
export function linked(
  texts: TemplateStringsArray,
  ...values: readonly (string | HeadingReference)[]
): LinkedText {
  const parts = values.map((value) => (typeof value === 'string' ? value : see(value.heading)));
  return {
    text: texts.map((text, index) => text + (parts[index] ?? '')).join(''),
    headings: values.flatMap((value) => (typeof value === 'string' ? [] : [value.heading])),
  };
}

/**
 * Section of an entry.
 *
 * @param titles headings that the file contains. A remedy that links to any other heading concerns
 * something that the environment does not have; its row is omitted.
 * @param dashboard line that names the dashboard of the topic; undefined without one.
 */
export function entrySection(
  { topic, symptom, look, causes, more = [] }: RunbookEntry,
  titles: ReadonlySet<string>,
  dashboard: string | undefined,
): RunbookSection {
  const rows = causes.flatMap((each) => {
    if (each === undefined) return [];
    const { sign, cause, remedy } = each;
    const { text, headings } = typeof remedy === 'string' ? { text: remedy, headings: [] } : remedy;
    return headings.every((heading) => titles.has(runbookHeadings[heading])) ? [[sign, cause, text]] : [];
  });
  return {
    title: runbookTopics[topic],
    blocks: [
      `**Symptom:** ${symptom}`,
      '**Run:**',
      ...look,
      dashboard,
      table(['You see', 'Cause', 'Action'], rows),
      ...more,
    ],
  };
}
