import { type CheckReport, type CheckSettings, checkPicture } from '../../lib/check/check-picture';
import { clusterNamespaces } from '../../lib/check/deployment-picture';
import { describeFinding, type Finding, type Severity } from '../../lib/check/finding';
import { readFiles } from '../../lib/check/read-files';
import { environmentDocuments } from '../../lib/documents/environment-documents';
import { outputsExpectation } from '../../lib/outputs/outputs-expectation';
import { parsePlatformOutputs } from '../../lib/outputs/platform-outputs';
import { previewOutputs } from '../../lib/outputs/preview-outputs';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { DefinitionError } from '../../lib/problems/problem-list';
import type { ExtendAzure } from './azure-half';
import type { ExtendKubernetes } from './kubernetes-half';
import type { ManifestRendering } from './render-manifests';
import type { TerraformRendering } from './render-terraform';
import { byPath, type RenderedFile } from './rendering';

/** Which halves are wanted, and what the Kubernetes half gets from Azure. */
export interface SynthesisOptions {
  readonly azure: boolean;
  readonly kubernetes: boolean;
  /** Stand-ins for what only Azure knows, in place of the outputs file. */
  readonly preview: boolean;
  /** Content of the outputs file; undefined if there is none. */
  readonly outputsText: string | undefined;
  readonly extendAzure?: ExtendAzure;
  readonly extendKubernetes?: ExtendKubernetes;
  /** Rules of your own, other severities, suppressions. Default: every rule of this platform. */
  readonly check?: Omit<CheckSettings, 'unreadable'>;
}

/** Everything that is going to be written, checked. */
export interface Synthesis {
  /** Below `cdktf.out`; undefined if not wanted. */
  readonly azureFiles: readonly RenderedFile[] | undefined;
  /** Below `dist/<environment>`; undefined if not wanted. */
  readonly kubernetesFiles: readonly RenderedFile[] | undefined;
  readonly warnings: readonly string[];
}

/**
 * Renders the wanted halves and checks them as a whole; writes nothing.
 *
 * Each half is loaded only if it is wanted: CDKTF alone takes a fifth of a second.
 *
 * @throws {DefinitionError} with what is wrong in the definition, the outputs file or the result.
 */
export function synthesize(platform: ResolvedPlatform, options: SynthesisOptions): Synthesis {
  let terraform: TerraformRendering | undefined;
  let manifests: ManifestRendering | undefined;
  if (options.kubernetes) {
    // First: a missing outputs file is told before a second is spent on the other half.
    const outputs = options.preview
      ? previewOutputs(platform.requiredOutputs)
      : parsePlatformOutputs(options.outputsText, outputsExpectation(platform));
    const half = require('./kubernetes-half') as typeof import('./kubernetes-half');
    manifests = half.renderKubernetesHalf(platform, outputs, options.extendKubernetes);
  }
  if (options.azure) {
    const half = require('./azure-half') as typeof import('./azure-half');
    terraform = half.renderAzureHalf(platform, options.extendAzure);
  }
  const inDist = (file: string) => `dist/${platform.environment}/${file}`;
  const files = [
    ...(terraform?.files ?? []).map((file) => ({ ...file, path: `cdktf.out/${file.path}` })),
    ...(manifests?.files ?? []).map((file) => ({ ...file, path: inDist(file.path) })),
  ];
  const { picture, unreadable } = readFiles(files, {
    allowedImageRegistries: platform.allowedImageRegistries,
    existingNamespaces: [...clusterNamespaces, platform.gitOps.argoCd.namespace],
    isPreview: options.preview,
  });
  const report = checkPicture(picture, { ...options.check, unreadable });
  throwErrors(report);
  return {
    azureFiles: terraform?.files,
    kubernetesFiles: manifests && [...manifests.files, ...documentsOf(platform, manifests)].sort(byPath),
    warnings: [
      ...platform.warnings,
      ...(terraform?.warnings ?? []),
      ...findingsOf(report, 'warning').map((finding) => `${placeOf(finding)}: ${describeFinding(finding)}`),
    ],
  };
}

/** What people read beside the manifests; from the objects as they are, extensions included. */
function documentsOf(platform: ResolvedPlatform, { objects }: ManifestRendering): readonly RenderedFile[] {
  return environmentDocuments({ platform, objects });
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
      message: describeFinding(finding),
      fix: finding.fix,
    })),
  );
}
