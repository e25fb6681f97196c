import type { CompleteInferenceServer } from '../../definition/inference-definition';
import { argumentSettings } from '../../engine/inference/argument-settings';
import { sizedEngineVersion } from '../../engine/inference/engine-version';
import { enginesOf, type ServerGpus, sizeServerGpus } from '../../engine/inference/server-gpus';
import { engineBatchOf } from '../../engine/sizing/engine-batch';
import { modelFromHuggingFaceConfig } from '../../engine/sizing/hugging-face-config';
import { measurementOf } from '../../engine/sizing/measurement';
import type { ModelFacts } from '../../facts/model-facts';
import { findModel, otherModelProblem, unknownModel } from '../../facts/models';
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
  definition: CompleteInferenceServer,
  image: string,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): ResolvedModel {
  checkGate(definition, problems);
  const measured = measurementOf(definition, problems);
  const isChecked = definition.fit !== 'unchecked';
  const { engineVersion } = definition;
  const version = isChecked ? sizedEngineVersion({ image, engineVersion }, problems) : engineVersion;
  const facts = factsOf(definition, problems);
  // Another version of the engine would give a wrong size.
  const model = isChecked && version === undefined ? undefined : facts;
  const vmSizes = pools.map(({ vmSize }) => vmSize);
  const { weightsBytes } = facts ?? findModel(definition.model) ?? {};
  const modelSizeGiB =
    definition.modelSizeGiB ?? (weightsBytes && Math.round((weightsBytes / gib) * 10) / 10);
  return {
    ...sizeServerGpus({ ...definition, model, vmSizes, measured, engineVersion: version }, problems),
    modelSizeGiB: modelSizeGiB ?? standInGiB,
  };
}

/** Engines of one replica of a server. */
export function enginesOfServer(definition: CompleteInferenceServer): number {
  return enginesOf({ ...definition, model: factsOf(definition, ProblemList.create()) });
}

/**
 * Maximum requests in a batch of a server: its `maxNumSeqs`, or the engine's default on the GPUs of
 * its pools, the smallest. Undefined if the version of the engine or a pool is not known.
 */
export function batchOfServer(
  { nodePool, maxNumSeqs, maxModelLen, extraArgs }: CompleteInferenceServer,
  engineVersion: string | undefined,
  pools: readonly ResolvedNodePool[],
): number | undefined {
  const settings = { engineVersion, maxNumSeqs, maxModelLen };
  // The server reports the problems of its arguments.
  const inArguments = argumentSettings(extraArgs, ProblemList.create());
  const names = typeof nodePool === 'string' ? [nodePool] : nodePool;
  const batches = names.map((name) => {
    const gpu = pools.find((pool) => pool.name === name)?.vmSize.gpu;
    return gpu && engineBatchOf({ ...inArguments, ...settings }, gpu)?.maxNumSeqs;
  });
  const known = batches.filter((batch) => batch !== undefined);
  return known.length === 0 || known.length < names.length ? undefined : Math.min(...known);
}

function factsOf(definition: CompleteInferenceServer, problems: ProblemList): ModelFacts | undefined {
  const { model, huggingFaceConfig, modelSizeGiB, fit } = definition;
  const addMissing = (why: string): void =>
    problems.add(
      'modelSizeGiB',
      `required, because ${why}`,
      'Set it to the total size of the safetensors files in GiB.',
    );
  if (fit === 'unchecked') {
    const known = findModel(model);
    if (known === undefined && modelSizeGiB === undefined) {
      addMissing(`the size of "${model}" is not known`);
    }
    return undefined;
  }
  // checkModelServer() reports an invalid size.
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
    addMissing('a config.json does not contain the size');
    return undefined;
  }
  const facts = modelFromHuggingFaceConfig(
    huggingFaceConfig,
    { id: model, weightsBytes: Math.max(1, Math.round(modelSizeGiB * gib)) },
    problems.at('huggingFaceConfig'),
  );
  const other = facts && otherModelProblem(facts);
  if (other !== undefined) {
    problems.add(
      'huggingFaceConfig',
      other,
      'Set the id of that model as `model`, or remove huggingFaceConfig.',
    );
  }
  return facts;
}

/** Share by which two ways of counting the size of the same files may differ. */
const sizeTolerance = 0.1;

/** Files of another size are another model, for example a quantized one. */
function checkKnownSize(known: ModelFacts, modelSizeGiB: number | undefined, problems: ProblemList): void {
  if (modelSizeGiB === undefined) return;
  const knownGiB = known.weightsBytes / gib;
  if (Math.abs(modelSizeGiB - knownGiB) <= knownGiB * sizeTolerance) return;
  problems.add(
    'modelSizeGiB',
    `${modelSizeGiB} GiB is not the size of ${known.id}, which has ${knownGiB.toFixed(1)} GiB`,
    'Remove modelSizeGiB. If the files are another model, set its own id as model, and its config.json as huggingFaceConfig.',
  );
}

/**
 * A gated model needs a token, even if its fit is not checked: without a token the download fails
 * with 401.
 */
function checkGate(definition: CompleteInferenceServer, problems: ProblemList): void {
  const known = findModel(definition.model);
  const source = definition.source.type;
  if (known?.gated !== true || source !== 'hugging-face') return;
  if (definition.huggingFaceTokenSecret !== undefined) return;
  problems.add(
    'huggingFaceTokenSecret',
    `${known.id} is gated: Hugging Face requires the token of an account that accepted its license`,
    'Set the name of a Key Vault secret with a token, or set `source` to another place of the model.',
  );
}

/**
 * A model id in another case than that of Hugging Face. The Hub finds the model, but the cache of
 * the files, the access to a gated model and the name that vLLM serves distinguish the cases:
 * huggingface/huggingface_hub#2090, huggingface/transformers#26475, vllm-project/vllm
 * `is_base_model` (2026-12).
 */
export function modelIdWarnings(definition: CompleteInferenceServer): readonly string[] {
  const { name, model, servedModelName } = definition;
  const id = findModel(model)?.id;
  if (id === undefined || id === model) return [];
  const clients =
    servedModelName === undefined
      ? ` Clients get 404 for "${id}", because vLLM serves the name as written.`
      : '';
  return [`inferenceServers "${name}": the model id is "${id}", not "${model}".${clients} Correct the case.`];
}
