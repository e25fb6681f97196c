import type { Platform } from '../../../../constructs/platform';
import { differenceText } from '../../../../lib/changes/diff/difference-text';
import { environmentDifferences } from '../../../../lib/changes/diff/environment-differences';
import { type EnvironmentView, environmentView } from '../../../../lib/changes/diff/environment-view';
import { environmentFiles } from '../../../../lib/changes/environment-files';
import { sampleOutputs } from '../../../platforms/sample';
import { checkoutOf } from '../checkouts';

/** An environment of the sample platform with its outputs. */
export function sampleView({ definition }: Platform): EnvironmentView {
  const { environment } = definition;
  const files = environmentFiles(environment, checkoutOf(definition), [environment]);
  return environmentView(environment, files, sampleOutputs(environment));
}

/** Any environment, with made-up client ids and no outputs. */
export function previewView(platform: Platform): EnvironmentView {
  const { environment } = platform.definition;
  const { azureFiles, manifests } = platform.synthesize({
    azure: true,
    kubernetes: true,
    preview: true,
    outputsText: undefined,
  });
  const files = [
    ...azureFiles!.map(({ path, text }) => ({ path: `cdktf.out/${path}`, text })),
    ...manifests!.map(({ path, text }) => ({ path: `dist/${environment}/${path}`, text })),
  ];
  return environmentView(
    environment,
    environmentFiles(environment, { name: '', files }, [environment]),
    undefined,
  );
}

export function textOf(first: EnvironmentView, second: EnvironmentView, width = 120): string {
  const screen = { width, title: (text: string) => text };
  return differenceText(first.environment, second.environment, environmentDifferences(first, second), screen);
}
