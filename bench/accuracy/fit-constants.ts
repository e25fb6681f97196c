import { batchOf } from '../../lib/engine/sizing/serving-plan';
import { planOf } from './compare';
import { type Measurement, measurements, modelOf } from './measurements';

const gib = 2 ** 30;

/** Result of a fit. */
export interface FittedConstants {
  /** Bytes of the activation peak for each logit. */
  readonly bytesPerLogit: number;
  /** Activations of routed experts, GiB. */
  readonly expertsGiB: number;
  /** Ids of the measurements. */
  readonly ids: readonly string[];
}

/**
 * Fits the bytes per logit and the experts to one half of the measurements (every second one), by least squares: `activation = logits x
 * bytesPerLogit + (1 if there are experts) x expertsGiB`. Only single logs of 0.17 and newer with the large batch, where logits determine the
 * peak, without pipelines.
 */
export function fitConstants(half: 'first' | 'second'): FittedConstants {
  const points = measurements
    .filter(hasActivation)
    .filter((_, index) => index % 2 === (half === 'first' ? 0 : 1));
  let [xx, xz, zz, xy, zy] = [0, 0, 0, 0, 0];
  for (const point of points) {
    const model = modelOf(point);
    const x = (model.vocabularySize! * batchOf(planOf(point))!.maxNumSeqs) / gib;
    const z = model.experts === undefined ? 0 : 1;
    const y = point.real.activationGiB!;
    [xx, xz, zz, xy, zy] = [xx + x * x, xz + x * z, zz + z * z, xy + x * y, zy + z * y];
  }
  const determinant = xx * zz - xz * xz;
  return {
    bytesPerLogit: (xy * zz - zy * xz) / determinant,
    expertsGiB: (xx * zy - xz * xy) / determinant,
    ids: points.map(({ id }) => id),
  };
}

/** Fewest sequences of a batch with which the logits determine the peak. */
const largeBatch = 1024;

function hasActivation(point: Measurement): boolean {
  const { real, pipelineParallelSize, evidence } = point;
  if (real.activationGiB === undefined || pipelineParallelSize > 1 || evidence.startsWith('composed'))
    return false;
  return isNewEngine(point) && batchOf(planOf(point))!.maxNumSeqs >= largeBatch;
}

/** Whether the version is 0.17 or newer: the versions for which the accuracy has bounds. */
export function isNewEngine({ engineVersion }: Measurement): boolean {
  return engineVersion === undefined || Number(engineVersion.split('.')[1]) >= 17;
}
