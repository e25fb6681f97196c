import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Chart, JsonPatch, App as KubernetesApp } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { checkTerraform } from '../../constructs/azure/stack/terraform-check';
import { checkManifests, type ManifestCheckOptions } from '../../constructs/kubernetes/manifest-check';
import { Platform } from '../../constructs/platform';
import { KeyVault } from '../../imports/azurerm';
import type { Rule } from '../../lib/check/rule';
import { smallPlatform } from '../platforms/small-platform';

const pod = (image: string): k8s.KubePodProps => ({
  metadata: { name: 'app', namespace: 'default' },
  spec: { containers: [{ name: 'app', image }] },
});
const image = 'images/fixed-and-known-image';

describe('manifests of an app of your own', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'checks-alone-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  const synth = (change: (chart: Chart) => void, options: ManifestCheckOptions = {}) => {
    const app = new KubernetesApp({ outdir });
    change(new Chart(app, 'models'));
    checkManifests(app, options);
    app.synth();
  };

  it('are refused with what is wrong, before a file is written', () => {
    expect(() => synth((chart) => void new k8s.KubePod(chart, 'pod', pod('app:latest')))).toThrow(
      /moving tag "latest"[\s\S]*images\/fixed-and-known-image/,
    );
    expect(readdirSync(outdir)).toEqual([]);
  });

  it('are checked with their patches', () => {
    expect(() =>
      synth((chart) => {
        const object = new k8s.KubePod(chart, 'pod', pod('app:1.0.0'));
        object.addJsonPatch(JsonPatch.replace('/spec/containers/0/image', 'app:latest'));
      }),
    ).toThrow(/moving tag/);
  });

  it('pass when all is right, or where a rule is off', () => {
    expect(() => synth((chart) => void new k8s.KubePod(chart, 'pod', pod('app:1.0.0')))).not.toThrow();
    const severities = { [image]: 'off' as const };
    expect(() =>
      synth((chart) => void new k8s.KubePod(chart, 'pod', pod('app:latest')), { severities }),
    ).not.toThrow();
  });

  it('report their warnings', () => {
    const warnings: string[] = [];
    synth((chart) => void new k8s.KubePod(chart, 'pod', pod('app:latest')), {
      severities: { [image]: 'warning' },
      onWarning: (message) => warnings.push(message),
    });
    expect(warnings.join()).toContain('moving tag');
  });
});

/** Every vault is a finding. */
const noVault: Rule = {
  id: 'services/no-vault',
  title: 'No vault',
  severity: 'error',
  why: 'A test.',
  source: 'this test (2026-11)',
  needs: ['terraform'],
  bad: {},
  good: {},
  check: (picture) =>
    picture
      .resourcesOf('azurerm_key_vault')
      .map((vault) => ({ in: vault, message: 'A vault exists.', expected: 'no vault', fix: 'Remove it.' })),
};

test('a stack of your own is checked when it is synthesized', () => {
  const stack = new TerraformStack(new TerraformApp({ stackTraces: false }), 'stack');
  new KeyVault(stack, 'vault', {
    name: 'my-vault',
    location: 'koreacentral',
    resourceGroupName: 'rg',
    tenantId: 'tenant',
    skuName: 'standard',
  });
  checkTerraform(stack, { rules: [noVault] });
  expect(stack.node.validate()).toContain(
    'azurerm_key_vault.vault: A vault exists. (services/no-vault) Expected: no vault. Fix: Remove it.',
  );
});

describe('a platform', () => {
  const render = (check: ConstructorParameters<typeof Platform>[1]) =>
    new Platform({ ...smallPlatform, keyVault: { name: 'test-kv' } }, check).synthesize({
      azure: true,
      kubernetes: true,
      preview: true,
      outputsText: undefined,
    });

  it('takes rules of your own', () => {
    expect(() => render({ check: { rules: [noVault] } })).toThrow(/services\/no-vault/);
  });

  it('accepts severities and reports warnings', () => {
    const check = { rules: [noVault], severities: { 'services/no-vault': 'warning' as const } };
    expect(render({ check }).warnings.join('\n')).toContain('services/no-vault');
  });

  it('takes suppressions', () => {
    const suppression = {
      rule: 'services/no-vault',
      target: 'azurerm_key_vault.*',
      reason: 'it is intended',
      from: { file: 'main.ts' },
    };
    const { warnings } = render({ check: { rules: [noVault], suppressions: [suppression] } });
    expect(warnings.join('\n')).not.toContain('no-vault');
  });
});
