import { goldenFiles } from '../golden-terraform';
import { sampleOutputs, samplePlatforms } from '../platforms/sample';
import type { SynthesizedFile } from './project';

/**
 * Both halves of the sample platform in each environment: the golden Terraform, and the files of `dist/`. One half at a time, so that
 * a difference in the first one saves the rest.
 */
export function* synthesis(): Generator<SynthesizedFile> {
  for (const environment of ['production', 'development']) {
    const platform = samplePlatforms.platform(environment);
    const common = { preview: false, outputsText: sampleOutputs(environment) };
    const { azureFiles } = platform.synthesize({ ...common, azure: true, kubernetes: false });
    for (const file of goldenFiles(environment, azureFiles!)) yield { half: 'Terraform', ...file };
    const { manifests, documents } = platform.synthesize({ ...common, azure: false, kubernetes: true });
    for (const { path, text } of [...manifests!, ...documents!]) {
      yield { half: 'dist', path: `${environment}/${path}`, text };
    }
  }
}
