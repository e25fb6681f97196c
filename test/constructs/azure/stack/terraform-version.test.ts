import { platform as sample } from '../../../platforms/sample';

const files = sample.synthesize({
  azure: true,
  kubernetes: false,
  preview: false,
  outputsText: undefined,
}).azureFiles!;
const stack = 'stacks/production';
const textOf = (name: string) => files.find(({ path }) => path === `${stack}/${name}`)!.text;

describe('the version of Terraform', () => {
  it('is in a file that Terraform reads next to the stack', () => {
    expect(textOf('versions.tf')).toBe('terraform {\n  required_version = ">= 1.9.0"\n}\n');
  });

  it('leaves only objects in the block of the stack, which Checkov requires', () => {
    const { terraform } = JSON.parse(textOf('cdk.tf.json'));
    expect(Object.values(terraform).filter((value) => typeof value !== 'object')).toEqual([]);
  });
});
