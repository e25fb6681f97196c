import { type CheckReport, type CheckSettings, checkPicture } from '../../lib/check/check-picture';
import { clusterNamespaces } from '../../lib/check/deployment-picture';
import { environmentOfStack } from '../../lib/check/environment-of-stack';
import { describeFinding, type Finding, remedyOf, type Severity, statementOf } from '../../lib/check/finding';
import { readFiles } from '../../lib/check/read-files';
import type { DocumentSource } from '../../lib/operations/documents/environment-document';
import { environmentDocuments } from '../../lib/operations/documents/environment-documents';
import {
  type Dashboards,
  dashboardFiles,
  ownDashboards,
  sharedDashboards,
} from '../../lib/operations/grafana/dashboards';
import type { Inventory } from '../../lib/operations/inventory/inventory';
import { readInventory } from '../../lib/operations/inventory/read-inventory';
import { outputsExpectation } from '../../lib/platform/outputs/outputs-expectation';
import { parsePlatformOutputs } from '../../lib/platform/outputs/platform-outputs';
import { previewOutputs } from '../../lib/platform/outputs/preview-outputs';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { eachOf } from '../../lib/problems/each-of';
import { DefinitionError } from '../../lib/problems/problem-list';
import type { ExtendAzure } from './azure-half';
import type { ExtendKubernetes, KubernetesRendering } from './kubernetes-half';
import type { TerraformRendering } from './render-terraform';
import type { RenderedFile } from './rendering';

/** A deployment, and what its author adds to it or wants of its check. */
export interface Deployment {
  readonly platform: ResolvedPlatform;
  readonly extendAzure?: ExtendAzure | undefined;
  readonly extendKubernetes?: ExtendKubernetes | undefined;
  /** Rules of your own, other severities, suppressions. Default: every rule of this platform. */
  readonly check?: Omit<CheckSettings, 'unreadable'> | undefined;
}

/** Which halves of a deployment are wanted, and what the Kubernetes half gets from Azure. */
export interface SynthesisRequest extends Deployment {
  readonly kubernetes: boolean;
  /** Stand-ins for what only Azure knows, in place of the outputs file. */
  readonly preview: boolean;
  /** Content of the outputs file; undefined if there is none. */
  readonly outputsText: string | undefined;
}

/** What is going to be written for a deployment, checked. */
export interface DeploymentSynthesis {
  readonly platform: ResolvedPlatform;
  /** What Argo CD applies, below `dist/<environment>`; undefined if not wanted. */
  readonly manifests: readonly RenderedFile[] | undefined;
  /** What people read beside the manifests, below `dist/<environment>`; undefined if not wanted. */
  readonly documents: readonly RenderedFile[] | undefined;
  readonly inventory: Inventory;
  /** Data of these documents; undefined if not wanted. */
  readonly source: DocumentSource | undefined;
  readonly warnings: readonly string[];
}

/** Everything that is going to be written. */
export interface Synthesis {
  /** Below `cdktf.out`, the stacks of every deployment; undefined if not wanted. */
  readonly azureFiles: readonly RenderedFile[] | undefined;
  readonly deployments: readonly DeploymentSynthesis[];
  /** Dashboards of all deployments, below `dist/grafana`; undefined if each deployment has its own. */
  readonly sharedDashboards: readonly RenderedFile[] | undefined;
  /** Of the Terraform; the path of a construct says in which stack. */
  readonly warnings: readonly string[];
}

/**
 * Renders the wanted halves and checks them, each deployment as a whole; writes nothing.
 *
 * Each half is loaded only if it is wanted: CDKTF alone takes a fifth of a second.
 *
 * @param sharesDashboards whether the requests are all deployments of a repository, which share their dashboards.
 * @throws {DefinitionError} with what is wrong in the definition, the outputs file or the result; of every deployment.
 */
export function synthesize(
  requests: readonly SynthesisRequest[],
  azure: boolean,
  sharesDashboards = false,
): Synthesis {
  // First: a missing outputs file is told before a second is spent on the other half.
  const manifests = eachOf(requests, renderManifestsOf);
  let terraform: TerraformRendering | undefined;
  if (azure) {
    const half = require('./azure-half') as typeof import('./azure-half');
    terraform = half.renderAzureHalf(requests);
  }
  const inventories = requests.map(({ platform }) => readInventory(platform));
  const shared = sharesDashboards ? sharedDashboards(inventories) : undefined;
  const deployments = eachOf(requests, (request, index) => {
    const inventory = inventories[index]!;
    return checked(request, manifests[index], terraform, inventory, shared ?? ownDashboards(inventory));
  });
  return {
    azureFiles: terraform?.files,
    deployments,
    sharedDashboards: shared && dashboardFiles(shared),
    warnings: terraform?.warnings ?? [],
  };
}

function renderManifestsOf(request: SynthesisRequest): KubernetesRendering | undefined {
  const { platform } = request;
  if (!request.kubernetes) return undefined;
  const outputs = request.preview
    ? previewOutputs(platform.requiredOutputs)
    : parsePlatformOutputs(request.outputsText, outputsExpectation(platform));
  const half = require('./kubernetes-half') as typeof import('./kubernetes-half');
  return half.renderKubernetesHalf(platform, outputs, request.extendKubernetes);
}

function checked(
  { platform, preview, check }: SynthesisRequest,
  manifests: KubernetesRendering | undefined,
  terraform: TerraformRendering | undefined,
  inventory: Inventory,
  dashboards: Dashboards,
): DeploymentSynthesis {
  const files = [
    ...(terraform?.files ?? [])
      .filter(({ path }) => isOfStack(path, platform.environment))
      .map((file) => ({ ...file, path: `cdktf.out/${file.path}` })),
    ...(manifests?.files ?? []).map((file) => ({
      ...file,
      path: `dist/${platform.environment}/${file.path}`,
    })),
  ];
  const { picture, unreadable } = readFiles(files, {
    allowedImageRegistries: platform.allowedImageRegistries,
    existingNamespaces: [...clusterNamespaces, platform.gitOps.argoCd.namespace],
    isPreview: preview,
  });
  const report = checkPicture(picture, { ...check, unreadable });
  throwErrors(report);
  // The objects as they are, extensions included.
  const source = manifests && {
    inventory,
    objects: manifests.objects,
    applications: manifests.applications,
    dashboards,
  };
  return {
    platform,
    manifests: manifests?.files,
    inventory,
    source,
    documents: source && environmentDocuments(source),
    warnings: [
      ...platform.warnings,
      ...findingsOf(report, 'warning').map((finding) => `${placeOf(finding)}: ${describeFinding(finding)}`),
    ],
  };
}

function isOfStack(file: string, environment: string): boolean {
  const [, stack] = file.split('/');
  return stack !== undefined && environmentOfStack(stack, [environment]) !== undefined;
}

function findingsOf({ findings }: CheckReport, severity: Severity): readonly Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}

/** As editors and terminals make a link of it. */
function placeOf({ file, line }: Finding): string {
  return line === undefined ? file : `${file}:${line}`;
}

function throwErrors(report: CheckReport): void {
  const errors = findingsOf(report, 'error');
  if (errors.length === 0) return;
  throw new DefinitionError(
    'what was synthesized',
    errors.map((finding) => ({
      path: placeOf(finding),
      message: statementOf(finding),
      fix: remedyOf(finding).join(' '),
    })),
  );
}
