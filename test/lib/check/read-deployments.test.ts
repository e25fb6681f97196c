import { checkPictures } from '../../../lib/check/check-picture';
import { readDeployments } from '../../../lib/check/read-deployments';
import type { RootModule } from '../../../lib/check/terraform/module-folders';
import type { FoundResource } from '../../../lib/check/terraform-resource';

const resource = (type: string, folder: string): FoundResource => ({
  type,
  name: 'a',
  address: `${type}.a`,
  attributes: {},
  file: `${folder}/main.tf`,
  path: ['resource', type, 'a'],
  isMultiple: false,
  constructPath: undefined,
});
const root = (folder: string, type: string): RootModule => ({
  folder,
  resources: [resource(type, folder)],
  unseenModules: [],
});
const files = [
  {
    path: 'k8s/app.yaml',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: default }\n',
  },
  { path: 'dev/main.tf', text: '' },
  { path: 'prod/main.tf', text: '' },
];
const read = (...roots: readonly RootModule[]) =>
  readDeployments(files, {}, { roots, files: new Set(['dev/main.tf', 'prod/main.tf']) });
const contents = (...roots: readonly RootModule[]) =>
  read(...roots).map(({ picture }) => [
    picture.objects.length,
    picture.resources.map(({ file, type }) => `${file} ${type}`),
  ]);

describe('readDeployments', () => {
  it('reads one cluster together with the manifests and the other folders', () => {
    expect(contents(root('dev', 'azurerm_kubernetes_cluster'), root('prod', 'azurerm_key_vault'))).toEqual([
      [1, ['dev/main.tf azurerm_kubernetes_cluster', 'prod/main.tf azurerm_key_vault']],
    ]);
  });

  it('reads several clusters apart, each without the manifests', () => {
    const two = [root('dev', 'azurerm_kubernetes_cluster'), root('prod', 'azurerm_kubernetes_cluster')];
    expect(contents(...two)).toEqual([
      [1, []],
      [0, ['dev/main.tf azurerm_kubernetes_cluster']],
      [0, ['prod/main.tf azurerm_kubernetes_cluster']],
    ]);
  });

  it('has the reason for the rules that need both halves', () => {
    const two = [root('dev', 'azurerm_kubernetes_cluster'), root('prod', 'azurerm_kubernetes_cluster')];
    const { skipped } = checkPictures(read(...two).map(({ picture }) => picture));
    expect(skipped.find(({ rule }) => rule === 'scheduling/untolerated-taint')?.because).toBe(
      'several Terraform folders have a cluster (dev, prod), so check each with its manifests alone',
    );
  });

  it('has the modules that the files lack', () => {
    const unseenModules = [{ address: 'module.aks', source: 'Azure/aks/azurerm', file: 'main.tf', args: {} }];
    const [only] = read({ ...root('dev', 'azurerm_key_vault'), unseenModules });
    expect(only?.picture.context.missingTerraform).toBe(
      'the files do not contain the Terraform modules module.aks (Azure/aks/azurerm)',
    );
  });
});
