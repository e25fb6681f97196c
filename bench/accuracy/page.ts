import { findEngineVersion } from '../../lib/facts/engine-versions';
import { type Comparison, compare, type Grade } from './compare';
import { fitConstants, isNewEngine } from './fit-constants';
import { familyOf, measurements } from './measurements';
import { known, median, worst } from './statistics';
import { gib, percent, signed, table } from './table';

const grades: readonly Grade[] = ['right', 'inside the band', 'refused as unknown', 'wrong'];

/** Every comparison, in the order of the measurements. */
export function comparisons(): readonly Comparison[] {
  return measurements.map(compare);
}

/** The page `docs/gpu-sizing-accuracy.md`. */
export function accuracyPage(): string {
  const all = comparisons();
  const fresh = all.filter(({ measurement }) => isNewEngine(measurement));
  return `${[
    '# Accuracy of the GPU sizing',
    `\`npm run accuracy\` writes this page. It compares the estimate of [lib/engine/sizing](../lib/engine/sizing)\nwith ${all.length} published runs of vLLM, each with its source in\n[engine-memory.json](../bench/accuracy/engine-memory.json). An error is the estimate minus the log. Sizes are\nGiB of one GPU. The estimate of each run is for its own version of the engine.`,
    '## Result',
    summary(all, fresh),
    'A decision is right if it is `fits` and the engine ran, or `does not fit` and it did not.\n`inside the error band` is no decision: synth refuses such a plan unless you measure it. A run at a share of\nthe GPU above 0.92 with a large vocabulary is inside the band whatever its memory is, because the sampler\nallocates outside of the share.',
    '## By family of the model',
    groupTable(all, ({ measurement }) => familyOf(measurement), 'Family'),
    '## By version of the engine',
    groupTable(all, versionOf, 'Facts of vLLM'),
    '## Every run',
    runTable(all),
    '## Where the constants come from',
    constantsText(),
  ].join('\n\n')}\n`;
}

function summary(all: readonly Comparison[], fresh: readonly Comparison[]): string {
  const rows = [
    ['All versions', all],
    ['0.17 and newer', fresh],
  ] as const;
  const head =
    '| Versions | Runs | Right | Inside the band | Refused as unknown | Wrong | Weights, median | KV cache, median | KV cache, worst | KV cache inside the limits | Tokens, worst |';
  return table(
    head,
    rows.map(([name, list]) => [
      name,
      String(list.length),
      ...grades.map((grade) => String(list.filter((each) => each.grade === grade).length)),
      percent(median(known(list.map(weightShare)))),
      gib(median(absolute(list.map(({ kvError }) => kvError)))),
      gib(worst(known(list.map(({ kvError }) => kvError)))),
      limitsText(list),
      percent(worst(known(list.map(({ tokenError }) => tokenError)))),
    ]),
  );
}

function limitsText(list: readonly Comparison[]): string {
  const logged = list.filter(({ isInLimits }) => isInLimits !== undefined);
  return `${logged.filter(({ isInLimits }) => isInLimits).length} of ${logged.length}`;
}

function groupTable(
  all: readonly Comparison[],
  groupOf: (comparison: Comparison) => string,
  title: string,
): string {
  const names = [...new Set(all.map(groupOf))].sort();
  return table(
    `| ${title} | Runs | Right | Inside the band | Weights, median | KV cache, median | KV cache, worst |`,
    names.map((name) => {
      const list = all.filter((each) => groupOf(each) === name);
      const count = (grade: Grade) => String(list.filter((each) => each.grade === grade).length);
      return [
        name,
        String(list.length),
        count('right'),
        count('inside the band'),
        percent(median(known(list.map(weightShare)))),
        gib(median(absolute(list.map(({ kvError }) => kvError)))),
        gib(worst(known(list.map(({ kvError }) => kvError)))),
      ];
    }),
  );
}

function runTable(all: readonly Comparison[]): string {
  return table(
    '| Run | Model | GPUs | Engine | Weights | Error | KV cache | Error | Tokens | Outcome | Decision |',
    all.map((each) => {
      const { measurement } = each;
      const { id, model, gpu, tensorParallelSize, pipelineParallelSize, real, outcome } = measurement;
      return [
        id,
        model.split('/')[1]!,
        `${tensorParallelSize * pipelineParallelSize} x ${gpu}`,
        measurement.engine.replace('vLLM ', ''),
        gib(real.weightsGiB),
        signed(each.weightsError),
        gib(real.kvGiB),
        signed(each.kvError),
        percent(each.tokenError),
        outcome,
        each.grade === 'wrong' ? `**${each.decision}**` : each.decision,
      ];
    }),
  );
}

function constantsText(): string {
  const [first, second] = [fitConstants('first'), fitConstants('second')];
  const { bytesPerLogit, expertsGiB } = findEngineVersion('0.17')!;
  const fitted = table('| Fit to | Bytes per logit | Experts, GiB |', [
    [`the first half (${first.ids.join(', ')})`, first.bytesPerLogit.toFixed(2), first.expertsGiB.toFixed(2)],
    [
      `the second half (${second.ids.join(', ')})`,
      second.bytesPerLogit.toFixed(2),
      second.expertsGiB.toFixed(2),
    ],
    ['used', String(bytesPerLogit.value), String(expertsGiB.value)],
  ]);
  const errors = (ids: readonly string[]) =>
    known(
      comparisons()
        .filter(({ measurement }) => ids.includes(measurement.id))
        .map(({ kvError }) => kvError),
    );
  return [
    'Read from the source of each version: the defaults of a batch, the default share, the blocks, groups and\nwindows of the KV cache, whether CUDA graphs count, the padding of MXFP4 weights. They are not fitted.',
    'Fitted, for 0.17 and newer: the bytes of the activation peak for each logit, and the experts. The fit is to\nthe first half of the runs whose logs have the peak, and the other half tests it.',
    fitted,
    `KV error of the first half: ${gib(median(errors(first.ids).map(Math.abs)))} GiB in the median, ${gib(worst(errors(first.ids)))} at worst. Of the other half:\n${gib(median(errors(second.ids).map(Math.abs)))} and ${gib(worst(errors(second.ids)))}.`,
    'Copied from logs, as a value with its lowest and highest measurement: the factor of the weights, CUDA and\nNCCL, CUDA graphs, the minimum of the activations, all constants of 0.9 to 0.16. They come from the same logs,\nso the runs do not test them independently. The minimum of the activations of 0.28 and newer comes from two\nlogs, and no log of the pinned version exists yet. The memory of an encoder is not in any log alone.',
    'Not in the estimate: the larger weights of Llama 4 Scout (+2.4 GiB on each of four GPUs), and the smaller\nactivations of MiniMax-M2.5 and Mistral Small 3.2, whose logs do not show the batch.',
  ].join('\n\n');
}

function versionOf({ measurement }: Comparison): string {
  const version = findEngineVersion(measurement.engineVersion);
  return version === undefined ? 'older than 0.9' : `from ${version.from}`;
}

function weightShare({ weightsError, measurement }: Comparison): number | undefined {
  return weightsError === undefined ? undefined : Math.abs(weightsError) / measurement.real.weightsGiB!;
}

function absolute(values: readonly (number | undefined)[]): readonly number[] {
  return known(values).map(Math.abs);
}
