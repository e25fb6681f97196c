import type { InferenceServerDefinition } from '../../definition/inference-definition';
import { enginesOf, type ServerGpus, sizeServerGpus } from '../../engine/inference/server-gpus';
import { modelFromHuggingFaceConfig } from '../../engine/sizing/hugging-face-config';
import type { ModelFacts } from '../../facts/model-facts';
import { findModel, unknownModel } from '../../facts/models';
import { ProblemList } from '../../problems/problem-list';
import type { ResolvedNodePool } from '../cluster/node-pool';

const gib = 2 ** 30;
/** Size of a model after a problem with it, so that resolving can go on. */
const standInGiB = 1;

/** A model, and the GPUs that it runs on in each of its node pools. */
export interface ResolvedModel extends ServerGpus {
  readonly modelSizeGiB: number;
}

/** Finds the facts of a server's model and sizes the server on each of its node pools. */
export function resolveModel(
  definition: InferenceServerDefinition,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): ResolvedModel {
  checkGate(definition, problems);
  const { nodes = 1 } = definition;
  const model = factsOf(definition, problems);
  const vmSizes = pools.map(({ vmSize }) => vmSize);
  const { weightsBytes } = model ?? findModel(definition.model) ?? {};
  const modelSizeGiB =
    definition.modelSizeGiB ?? (weightsBytes && Math.round((weightsBytes / gib) * 10) / 10);
  return {
    ...sizeServerGpus({ ...definition, model, vmSizes, nodes }, problems),
    modelSizeGiB: modelSizeGiB ?? standInGiB,
  };
}

/** Engines of one replica of a server. */
export function enginesOfServer(definition: InferenceServerDefinition): number {
  const { nodes = 1 } = definition;
  return enginesOf({ ...definition, nodes, model: factsOf(definition, ProblemList.create()) });
}

function factsOf(definition: InferenceServerDefinition, problems: ProblemList): ModelFacts | undefined {
  const { model, huggingFaceConfig, modelSizeGiB, fit } = definition;
  const wanted = (why: string): void =>
    problems.add('modelSizeGiB', `it is missing, and ${why}`, 'Give the sum of its safetensors in GiB.');
  if (fit === 'unchecked') {
    const known = findModel(model);
    if (known === undefined && modelSizeGiB === undefined) {
      wanted(`"${model}" is not among the models whose size is known`);
    }
    return undefined;
  }
  // What is wrong with the size is told at the server.
  if (modelSizeGiB !== undefined && !(modelSizeGiB > 0 && Number.isFinite(modelSizeGiB))) return undefined;
  if (huggingFaceConfig === undefined) {
    const known = findModel(model);
    if (known === undefined) {
      const { message, fix } = unknownModel(
        model,
        "the content of its config.json as huggingFaceConfig with modelSizeGiB, or set fit to 'unchecked'.",
      );
      problems.add('model', message, fix);
      return undefined;
    }
    checkKnownSize(known, modelSizeGiB, problems);
    return known;
  }
  if (modelSizeGiB === undefined) {
    wanted('a config.json does not say it');
    return undefined;
  }
  return modelFromHuggingFaceConfig(
    huggingFaceConfig,
    { id: model, weightsBytes: Math.max(1, Math.round(modelSizeGiB * gib)) },
    problems.at('huggingFaceConfig'),
  );
}

/** Sizes of one model's files differ by how they are counted, not by more than this. */
const sizeTolerance = 0.1;

/** Files of another size are another model: quantized by somebody, or of other layers. */
function checkKnownSize(known: ModelFacts, modelSizeGiB: number | undefined, problems: ProblemList): void {
  if (modelSizeGiB === undefined) return;
  const knownGiB = known.weightsBytes / gib;
  if (Math.abs(modelSizeGiB - knownGiB) <= knownGiB * sizeTolerance) return;
  problems.add(
    'modelSizeGiB',
    `${modelSizeGiB} GiB are not the size of ${known.id}: ${knownGiB.toFixed(1)} GiB`,
    'Leave it out; or if these are other files, give their own name as model, and their config.json as huggingFaceConfig.',
  );
}

/** Whether it is checked or not, and whatever its facts come from: without a token the download ends with a 401. */
function checkGate(definition: InferenceServerDefinition, problems: ProblemList): void {
  const known = findModel(definition.model);
  const source = definition.source?.type ?? 'hugging-face';
  if (known?.gated !== true || source !== 'hugging-face') return;
  if (definition.huggingFaceTokenSecret !== undefined) return;
  problems.add(
    'huggingFaceTokenSecret',
    `${known.id} is downloaded with the token of somebody who accepted its licence`,
    'Give the Key Vault secret with a token, or the model from another source.',
  );
}
