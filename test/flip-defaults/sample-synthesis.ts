import { goldenFiles } from '../golden-terraform';
import { sampleOutputs, samplePlatforms } from '../platforms/sample';
import type { SynthesizedFile } from './project';

/** Both halves of the sample platform in each environment: the golden Terraform, and the files of `dist/`. */
export function* synthesis(): Generator<SynthesizedFile> {
  for (const environment of ['production', 'development']) {
    const outputsText = sampleOutputs(environment);
    const choice = { azure: true, kubernetes: true, preview: false, outputsText };
    const { azureFiles, manifests, documents } = samplePlatforms.platform(environment).synthesize(choice);
    for (const file of goldenFiles(environment, azureFiles!)) yield { half: 'Terraform', ...file };
    for (const { path, text } of [...manifests!, ...documents!]) {
      yield { half: 'dist', path: `${environment}/${path}`, text };
    }
  }
}
