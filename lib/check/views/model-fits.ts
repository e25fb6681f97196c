import { checkBand, checkFit } from '../../engine/sizing/check-fit';
import { fitOf } from '../../engine/sizing/fit';
import { measuredAnnotation } from '../../engine/sizing/measurement';
import type { ServingPlan } from '../../engine/sizing/serving-plan';
import { ProblemList } from '../../problems/problem-list';
import type { DeploymentPicture } from '../deployment-picture';
import { candidatePools } from './candidate-pools';
import { type Engine, enginesOf } from './engine-arguments';
import { flagNameOf, flagVocabulary } from './flag-vocabulary';
import type { NodePool } from './node-pools';
import { servingPlanOf } from './serving-plans';

/** Why a model does not, or may not, fit the GPUs of a node pool. */
export interface FitProblem {
  /** Setting of a plan: `maxModelLen`. */
  readonly setting: string;
  readonly message: string;
  readonly fix: string;
  readonly pool: string;
}

/** Answer of the sizing for a vLLM server. */
export interface ModelFit {
  readonly engine: Engine;
  /** `fits` if one of its node pools holds the model: the scheduler may use it. */
  readonly verdict: 'fits' | 'inside the error band' | 'does not fit' | 'unknown';
  /** The first problem of the verdict. */
  readonly problem?: FitProblem;
  /** For `unknown`: the fact, as part of a sentence. */
  readonly unknown?: string;
  /** What the estimate does not count, as part of a sentence. */
  readonly notCounted?: string;
}

/** The fit of each vLLM server whose arguments have no defect that another rule reports. */
export function modelFitsOf(picture: DeploymentPicture): readonly ModelFit[] {
  return picture.once(readModelFits);
}

function readModelFits(picture: DeploymentPicture): readonly ModelFit[] {
  return enginesOf(picture).flatMap((engine): readonly ModelFit[] => {
    const read = servingPlanOf(engine);
    if (read === undefined) return [];
    const isUnknown = (unknown: string): readonly ModelFit[] => [{ engine, verdict: 'unknown', unknown }];
    if ('unknown' in read) return isUnknown(read.unknown);
    const pools = candidatePools(picture, engine.container.pod);
    if (pools === undefined) return isUnknown('the files do not contain every node pool');
    const answers = pools.flatMap((pool) => answerOf(read.plan, pool));
    if (answers.length === 0) return [];
    const order = ['fits', 'unknown', 'inside the error band', 'does not fit'] as const;
    const verdict = order.find((each) => answers.some((answer) => answer.verdict === each))!;
    return [{ engine, ...answers.find((answer) => answer.verdict === verdict)!, ...notCountedBy(engine) }];
  });
}

/**
 * Flags that change the memory of an engine in a way that the sizing has no term for.
 *
 * @see vLLM 0.32 `config/compilation.py`, `config/multimodal.py` (2026-11)
 */
const notCountedFlags: readonly (readonly [flag: string, effect: string])[] = [
  ['compilation-config', 'which changes the CUDA graphs'],
  ['limit-mm-per-prompt', 'which changes the largest input of the encoder'],
  ['mm-processor-kwargs', 'which changes the largest input of the encoder'],
];

function notCountedBy({ flags }: Engine): Pick<ModelFit, 'notCounted'> {
  // `--compilation-config.level=3` sets one key.
  const set = new Set([...flags.keys()].map((flag) => flag.split('.')[0]));
  const found = notCountedFlags.filter(([flag]) => set.has(flag));
  if (found.length === 0) return {};
  return {
    notCounted: `the estimate does not count ${found.map(([flag, effect]) => `--${flag}, ${effect}`).join('; ')}`,
  };
}

function answerOf(plan: Omit<ServingPlan, 'vmSize'>, pool: NodePool): readonly Omit<ModelFit, 'engine'>[] {
  const { vmSize, vmSizeName = '?', name = '?' } = pool;
  if (vmSize === undefined) {
    const unknown = `the table has no VM size ${vmSizeName} of node pool ${name}`;
    return [{ verdict: 'unknown', unknown }];
  }
  return vmSize.gpu === undefined ? [] : [answerOn({ ...plan, vmSize }, name)];
}

function answerOn(plan: ServingPlan, pool: string): Omit<ModelFit, 'engine'> {
  const refused = problemOf((problems) => checkFit(plan, problems, flagVocabulary), pool);
  if (refused !== undefined) return { verdict: 'does not fit', problem: refused };
  if (fitOf(plan) === undefined) {
    return {
      verdict: 'unknown',
      unknown: `the size of weights with --quantization=${plan.quantization} is not known`,
    };
  }
  const uncertain = problemOf((problems) => checkBand(plan, problems, flagVocabulary), pool);
  // A separate rule reports a share that is too large for the start.
  return uncertain === undefined || uncertain.setting === 'gpuMemoryUtilization'
    ? { verdict: 'fits' }
    : { verdict: 'inside the error band', problem: uncertain };
}

function problemOf(check: (problems: ProblemList) => void, pool: string): FitProblem | undefined {
  const problems = ProblemList.create();
  check(problems);
  const [first] = problems.problems;
  if (first === undefined) return undefined;
  const { path: setting, message, fix } = first;
  return { setting, message, fix, pool };
}

/** Path of the argument that sets a setting; the arguments of the container if none does. */
export function argumentPathOf({ paths, container }: Engine, setting: string): string {
  return paths.get(flagNameOf(setting)) ?? `${container.path}.args`;
}

/** Whether the owner of a server states a run that started. */
export function isMeasured({ container }: Engine): boolean {
  return container.pod.owner.object.metadata.annotations?.[measuredAnnotation] !== undefined;
}
