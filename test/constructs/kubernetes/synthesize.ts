import { App, Chart, Testing } from 'cdk8s';
import type { Manifest } from '../../schemas/validate-manifest';

/** The objects of a chart that a test fills. */
export function synthesize(fill: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(new App(), 'test', { disableResourceNameHashes: true });
  fill(chart);
  return Testing.synth(chart);
}

/** The one object of a kind, and of a name if given. */
export function objectOf(objects: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** `kind name` of each object. */
export function listing(objects: readonly Manifest[]): string[] {
  return objects.map((object) => `${object.kind} ${object.metadata.name}`);
}

/** The message of a refusal. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
