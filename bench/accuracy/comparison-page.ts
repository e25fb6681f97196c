import { type Comparison, type Decision, gradeOf } from './compare';
import { isNewEngine } from './fit-constants';
import { type Measurement, measurements } from './measurements';
import { kaitoWithItsShare, kaitoWithShareOfRun } from './methods/kaito';
import { llmdPlanner } from './methods/llm-d-planner';
import type { Method } from './methods/method';
import { weightsTimes } from './methods/weights-times';
import { comparisons } from './page';
import { known, median, worst } from './statistics';
import { gib, signed, table } from './table';

/** Published methods, next to the sizing of the project. */
export const methods: readonly Method[] = [kaitoWithItsShare, kaitoWithShareOfRun, llmdPlanner, weightsTimes];

/** What a method answers for one run. */
export interface MethodResult {
  readonly run: Measurement;
  readonly decision: Decision;
  /** Estimate minus log, GiB of one GPU; undefined without a figure or without a log of free memory. */
  readonly kvError?: number;
}

/** Answers of a published method. */
export function resultsOf(method: Method): readonly MethodResult[] {
  return measurements.map((run) => {
    const { decision, kvGiB } = method.answer(run);
    const logged = loggedCache(run);
    const kvError = kvGiB === undefined || logged === undefined ? undefined : kvGiB - logged;
    return { run, decision, kvError };
  });
}

/** Answers of the project. */
export function ownResults(): readonly MethodResult[] {
  return comparisons().map(({ measurement: run, decision, kvError }: Comparison) => ({
    run,
    decision,
    kvError: loggedCache(run) === undefined ? undefined : kvError,
  }));
}

/** Logged KV cache of a run whose share is known, if the engine had any. */
function loggedCache({ real, gpuMemoryUtilization }: Measurement): number | undefined {
  const { kvGiB } = real;
  return gpuMemoryUtilization === undefined || kvGiB === undefined || kvGiB <= 0 ? undefined : kvGiB;
}

const ownName = 'This project';

/** The page `docs/gpu-sizing-comparison.md`. */
export function comparisonPage(): string {
  const all = [
    { name: ownName, results: ownResults() },
    ...methods.map((method) => ({ name: method.name, results: resultsOf(method) })),
  ];
  return `${[
    '# GPU sizing next to other methods',
    '`npm run accuracy` writes this page. It applies the published formulas of other methods to the runs of\n[the accuracy page](gpu-sizing-accuracy.md), and compares each answer with what the engine did.',
    '## Result',
    '`fits` is wrong if the engine did not start. `does not fit` is wrong if it ran. This project has a third answer,\n`inside the error band`, for which it refuses a plan until you measure it, and refuses engines before 0.9. The other\nmethods always decide.',
    totals(all, 'All versions', () => true),
    totals(all, '0.17 and newer', isNewEngine),
    'KV cache: the error of the memory for it, GiB of one GPU, over the runs whose logs contain that memory and the share.',
    '## The methods',
    'Each method has its own purpose, and the columns above measure only one: whether a given plan starts.',
    table(
      '| Method | Source and revision | Made for | Formula in this comparison |',
      methods.map(({ name, source, revision, purpose, formula }) => [
        name,
        `${source} (${revision})`,
        purpose,
        formula,
      ]),
    ),
    fairness(),
    '## Every run',
    'The decision of each method, with its error of the KV cache where it has one. Wrong decisions are bold.',
    runTable(all),
  ].join('\n\n')}\n`;
}

interface NamedResults {
  readonly name: string;
  readonly results: readonly MethodResult[];
}

function totals(
  all: readonly NamedResults[],
  title: string,
  isCounted: (run: Measurement) => boolean,
): string {
  return table(
    `| ${title} | Runs | Right | Wrong: fits | Wrong: does not fit | Undecided | KV cache, median | KV cache, worst |`,
    all.map(({ name, results }) => {
      const counted = results.filter(({ run }) => isCounted(run));
      const errors = known(counted.map(({ kvError }) => kvError));
      const right = counted.filter((each) => !isUndecided(each.decision) && !isWrong(each));
      const wrong = (decision: Decision) =>
        counted.filter((each) => isWrong(each) && each.decision === decision);
      const undecided = counted.filter(({ decision }) => isUndecided(decision));
      return [
        name,
        ...[counted, right, wrong('fits'), wrong('does not fit'), undecided].map((list) =>
          String(list.length),
        ),
        gib(median(errors.map(Math.abs))),
        gib(worst(errors)),
      ];
    }),
  );
}

function isUndecided(decision: Decision): boolean {
  return decision === 'inside the error band' || decision === 'unknown version';
}

function isWrong({ run, decision }: MethodResult): boolean {
  return !isUndecided(decision) && gradeOf(decision, run) === 'wrong';
}

function fairness(): string {
  const failed = measurements.filter(({ outcome }) => outcome !== 'ran').length;
  const ofReport = measurements.filter(({ source }) => source.includes('accuracy_report.md')).length;
  return [
    '## How to read it\n',
    `- **The runs are not neutral.** The project chose its terms with them, and fitted two constants to half of them. The accuracy\n  page reports the other half. ${ofReport} of ${measurements.length} runs are from a report in which llm-d-planner measured its own estimate, on H100\n  GPUs with a large share and a short context. Almost every method answers \`fits\` there.`,
    `- **Few runs failed**: ${failed} of ${measurements.length}, because logs of failed starts are rarely published with all settings. The count of wrong \`fits\`\n  has this maximum.`,
    '- **Share.** KAITO reserves 16 % of each GPU for what its estimate does not contain, and starts its engines with that share. Its\n  `does not fit` for a plan at 0.95 is wrong here, and harmless in KAITO. The second line removes this difference.',
    '- **Versions.** The other methods have one set of constants. The project selects those of the version, so a method made with\n  0.11 is compared with runs of 0.19 that are newer than the method.',
    "- **Facts.** Every method gets the project's sizes of the files and fields of `config.json`, not its own catalogue. The nominal memory\n  of the GPU counts as GiB, as in the methods.",
    '- **Not compared**: what else the methods do, such as the choice of nodes, latency, throughput and prices.',
  ].join('\n');
}

function runTable(all: readonly NamedResults[]): string {
  return table(
    `| Run | Model | GPUs | Outcome | ${all.map(({ name }) => name).join(' | ')} |`,
    measurements.map((run, index) => [
      run.id,
      run.model.split('/')[1]!,
      `${run.tensorParallelSize * run.pipelineParallelSize} x ${run.gpu}`,
      run.outcome,
      ...all.map(({ results }) => cellOf(results[index]!)),
    ]),
  );
}

function cellOf(result: MethodResult): string {
  const text = isWrong(result) ? `**${result.decision}**` : result.decision;
  return result.kvError === undefined ? text : `${text}, ${signed(result.kvError)}`;
}
