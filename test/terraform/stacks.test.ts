import { renderAzureHalf } from '../../constructs/synth/azure-half';
import { defaultAzurermVersion } from '../../lib/facts/azurerm-versions';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { constructsAlone } from './constructs-alone';
import { definitions, sample, withGrafana } from './definitions';
import { terraformVersion, type Validation, validateStacks, whyUnavailable } from './terraform-cli';
import { azurermVersions, renderFor, statedVersion } from './versions';

const howToGetThem =
  'This tier needs Terraform 1.9 or newer on the PATH, and the providers azurerm and helm (3.x): from registry.terraform.io, ' +
  'or from a mirror in a file that TF_CLI_CONFIG_FILE names (provider_installation { filesystem_mirror { path = "…" } }). ' +
  'Other versions: AZURERM_VERSIONS=4.60.0,5.1.0 npm run test:terraform';

const reasons = new Map(
  azurermVersions.map((version) => [version, whyUnavailable('azurerm', `= ${version}`)]),
);
const helmIsMissing = whyUnavailable('helm', '>= 3.1.1, < 4.0.0');

/** What was found, for the end of the run. */
const report = [
  ...[...reasons].flatMap(([version, reason]) =>
    reason === undefined ? [] : `SKIPPED: azurerm ${version}. ${reason}`,
  ),
  ...(helmIsMissing === undefined ? [] : [`SKIPPED: Argo CD by Helm. ${helmIsMissing}`]),
];
if (report.length > 0) report.push(howToGetThem);

/** Past Jest's console, which would put a stack trace below each line. */
const printReport = () => void process.stderr.write(`\n${report.join('\n')}\n\n`);
// Jest runs no hook where every test is skipped.
if ([...reasons.values()].includes(undefined)) afterAll(printReport);
else printReport();

describe.each(azurermVersions)('azurerm %s', (version) => {
  const reason = reasons.get(version);
  const validates = reason === undefined ? it : it.skip;
  /** The form of this version, which must give no warning. */
  const stated = statedVersion(version);
  const [major, minor] = version.split('.').map(Number) as [number, number];
  /** The form that every version of the major version accepts. */
  const oldest = major >= 5 ? '5.2' : defaultAzurermVersion;
  const forms = [...new Set([oldest, stated])];
  const warnings = new Set<string>();
  let stacks = 0;

  afterAll(() => {
    report.push(`azurerm ${version}, Terraform ${terraformVersion()}: ${stacks} stacks validated`);
    for (const warning of warnings) report.push(`  warning: ${warning}`);
  });

  function counted(validation: Validation): Validation {
    stacks += validation.stacks;
    // The same in every stack.
    for (const warning of validation.warnings) warnings.add(warning.replace(/^\S+: \S* /, ''));
    return validation;
  }

  const cases = { ...definitions, ...(major > 4 || minor >= 62 ? { 'a Managed Grafana': withGrafana } : {}) };
  for (const [name, definition] of Object.entries(cases)) {
    const needsHelm = definition.gitOps.argoCd?.install === 'helm';
    for (const azurerm of forms) {
      (needsHelm && helmIsMissing !== undefined ? it.skip : validates)(
        `takes ${name}, for ${azurerm}`,
        () => {
          const { errors, warnings } = counted(validateStacks(renderFor(definition, { azurerm }), version));
          expect([errors, azurerm === stated ? warnings : []]).toEqual([[], []]);
        },
      );
    }
  }

  validates.each(forms)('takes each construct alone, for %s', (azurerm) => {
    const { errors, warnings } = counted(validateStacks(constructsAlone(azurerm), version));
    expect([errors, azurerm === stated ? warnings : []]).toEqual([[], []]);
  });

  validates('finds what the types of the bindings let pass', () => {
    const files = renderFor(sample, {
      azurerm: oldest,
      extend: (stack) => {
        stack.nodePools.get('cpupool')!.resource.addOverride('upgrade_settings.max_unavailable', '1');
        stack.registry!.registry.addOverride('name', 'my-registry');
        stack.serviceBus!.namespace.addOverride('minimum_tls_version', '9.9');
      },
    });
    const found = validateStacks(files, version).errors.join('\n');
    for (const part of ['max_unavailable', 'alpha numeric characters only', 'minimum_tls_version'])
      expect(found).toContain(part);
  });

  // Only a 5.x can decide: what it refuses of the form for 4.x is what azurerm-compatibility.ts is about, and nothing else.
  (reason === undefined && major === 5 ? it : it.skip)(
    'differs from 4.x in the arguments that are known',
    () => {
      const resolved = resolvePlatform(definitions['private endpoints on everything']!);
      const { errors } = validateStacks(renderAzureHalf([{ platform: resolved }]).files, version);
      const known =
        /enable_http2|http2_enabled|node_provisioning_profile|private_dns_zone_(?:id|name)|"resource_group_name"|parent_id|user_assigned_identity_id/;
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.filter((line) => !known.test(line))).toEqual([]);
    },
  );
});
