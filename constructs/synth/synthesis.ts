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
import { parsePlatformOutputs } from '../../lib/platform/outputs/outputs-file';
import { previewOutputs } from '../../lib/platform/outputs/preview-outputs';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { eachOf } from '../../lib/problems/each-of';
import { DefinitionError } from '../../lib/problems/problem-list';
import type { ExtendAzure } from './azure-half';
import type { ExtendKubernetes, KubernetesRendering } from './kubernetes-half';
import type { TerraformRendering } from './render-terraform';
import type { RenderedFile } from './rendering';

/** A deployment with its extensions and the settings of its check. */
export interface Deployment {
  readonly platform: ResolvedPlatform;
  readonly extendAzure?: ExtendAzure | undefined;
  readonly extendKubernetes?: ExtendKubernetes | undefined;
  /** Your own rules, severities and suppressions. @default every rule of this platform */
  readonly check?: Omit<CheckSettings, 'unreadable'> | undefined;
}

/** The selected half of a deployment with the outputs of Azure. */
export interface SynthesisRequest extends Deployment {
  readonly kubernetes: boolean;
  /** Whether to use placeholders instead of the outputs file. */
  readonly preview: boolean;
  /** Content of the outputs file; undefined if it does not exist. */
  readonly outputsText: string | undefined;
  /**
   * Day of the run, `2026-12-01`, for warnings about the end of support. No file contains it.
   *
   * @default unknown
   */
  readonly today?: string;
}

/** The checked files of a deployment. */
export interface DeploymentSynthesis {
  readonly platform: ResolvedPlatform;
  /** Manifests below `dist/<environment>`; undefined if not selected. */
  readonly manifests: readonly RenderedFile[] | undefined;
  /** Documents next to the manifests, below `dist/<environment>`; undefined if not selected. */
  readonly documents: readonly RenderedFile[] | undefined;
  readonly inventory: Inventory;
  /** Data of these documents; undefined if not wanted. */
  readonly source: DocumentSource | undefined;
  /** Warnings about the definition. */
  readonly warnings: readonly string[];
  /** Warnings of the check, each with its place in the files. */
  readonly findings: readonly string[];
}

/** The checked files of every deployment. */
export interface Synthesis {
  /** The stacks of every deployment, below `cdktf.out`; undefined if not selected. */
  readonly azureFiles: readonly RenderedFile[] | undefined;
  readonly deployments: readonly DeploymentSynthesis[];
  /**
   * Dashboards of all deployments, below `dist/grafana`; undefined if each deployment has its own.
   */
  readonly sharedDashboards: readonly RenderedFile[] | undefined;
  /** Warnings of Terraform constructs, with their paths. */
  readonly warnings: readonly string[];
}

/**
 * Renders the selected halves and checks each deployment as a whole; writes nothing.
 *
 * It loads only the selected halves, because loading CDKTF takes a fifth of a second.
 *
 * @param sharesDashboards whether the requests are all deployments of a repository, which share
 * their dashboards.
 * @throws {DefinitionError} with the problems of the definition, the outputs file or the result, of
 * every deployment.
 */
export function synthesize(
  requests: readonly SynthesisRequest[],
  azure: boolean,
  sharesDashboards = false,
): Synthesis {
  // First, so a missing outputs file is reported before the other half takes a second.
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
  { platform, preview, check, today }: SynthesisRequest,
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
    ...(today === undefined ? {} : { today }),
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
    warnings: platform.warnings,
    findings: findingsOf(report, 'warning').map(
      (finding) => `${placeOf(finding)}: ${describeFinding(finding)}`,
    ),
  };
}

function isOfStack(file: string, environment: string): boolean {
  const [, stack] = file.split('/');
  return stack !== undefined && environmentOfStack(stack, [environment]) !== undefined;
}

function findingsOf({ findings }: CheckReport, severity: Severity): readonly Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}

/** The place in a form that editors and terminals turn into a link. */
function placeOf({ file, line }: Finding): string {
  return line === undefined ? file : `${file}:${line}`;
}

function throwErrors(report: CheckReport): void {
  const errors = findingsOf(report, 'error');
  if (errors.length === 0) return;
  throw new DefinitionError(
    'the synthesized files',
    errors.map((finding) => ({
      path: placeOf(finding),
      message: statementOf(finding),
      fix: remedyOf(finding).join(' '),
    })),
  );
}
