import * as path from 'node:path';
import { parseArgs } from 'node:util';

/** What a run of `main.ts` is asked for. */
export interface Invocation {
  readonly azure: boolean;
  readonly kubernetes: boolean;
  readonly preview: boolean;
  /** Compares with what is on disk, and writes nothing. */
  readonly check: boolean;
  /** Environments whose manifests are wanted; empty: all. */
  readonly environments: readonly string[];
  readonly help: boolean;
  /** Who runs it. Under a command line of a CDK our own summary would be noise. */
  readonly caller: 'npm' | 'cdktf' | 'cdk8s';
  /** Folder of the Terraform, absolute. */
  readonly terraformFolder: string;
  /** Folder that has a folder an environment, absolute. */
  readonly manifestsFolder: string;
  /** Where the cdk8s command line looks for what was made, if that is not `manifestsFolder`. */
  readonly link: string | undefined;
}

/** `output` of the committed cdk8s.yaml. */
const cdk8sScratchFolder = 'cdk8s.out';

export const usage = `Usage: npm run synth [-- <options>]

  --azure-only        only the Terraform, into cdktf.out/; needs no outputs file
  --kubernetes-only   only the manifests, into dist/<environment>/
  --preview           the manifests with made-up client ids, into build/preview/, before any deployment
  --check             writes nothing; exit code 1 with a list if dist/ is not what the code gives
  --environment <x>   the manifests of this environment alone, with its summary in full; can be given more than once
  --help              this text
`;

/** An option that does not exist, or two that exclude each other. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the arguments and the two variables that the command lines of the CDKs set.
 *
 * @throws {UsageError}
 */
export function readInvocation(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): Invocation {
  const options = parseOptions(args);
  const { CDKTF_OUTDIR: cdktfOutdir, CDK8S_OUTDIR: cdk8sOutdir } = environment;
  const caller = cdk8sOutdir !== undefined ? 'cdk8s' : cdktfOutdir !== undefined ? 'cdktf' : 'npm';
  const isScratch =
    cdk8sOutdir !== undefined && path.resolve(root, cdk8sOutdir) === path.join(root, cdk8sScratchFolder);
  const dist = path.join(root, options.preview ? 'build/preview' : 'dist');
  return {
    azure: caller === 'npm' ? !options.kubernetesOnly && !options.preview : caller === 'cdktf',
    kubernetes: caller === 'npm' ? !options.azureOnly : caller === 'cdk8s',
    preview: options.preview,
    check: options.check,
    environments: options.environments,
    help: options.help,
    caller,
    terraformFolder: path.resolve(root, cdktfOutdir ?? 'cdktf.out'),
    manifestsFolder: cdk8sOutdir === undefined || isScratch ? dist : path.resolve(root, cdk8sOutdir),
    link: isScratch ? path.join(root, cdk8sScratchFolder) : undefined,
  };
}

interface Options {
  readonly azureOnly: boolean;
  readonly kubernetesOnly: boolean;
  readonly preview: boolean;
  readonly check: boolean;
  readonly environments: readonly string[];
  readonly help: boolean;
}

function parseOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'azure-only': { type: 'boolean', default: false },
        'kubernetes-only': { type: 'boolean', default: false },
        preview: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        environment: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
    const options = {
      azureOnly: values['azure-only'],
      kubernetesOnly: values['kubernetes-only'],
      preview: values.preview,
      check: values.check,
      environments: values.environment,
      help: values.help,
    };
    if (options.azureOnly && (options.kubernetesOnly || options.preview)) {
      throw new Error(
        `--azure-only and ${options.preview ? '--preview' : '--kubernetes-only'} exclude each other.`,
      );
    }
    if (options.check && (options.azureOnly || options.preview)) {
      throw new Error(`--check and ${options.preview ? '--preview' : '--azure-only'} exclude each other.`);
    }
    return options;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}
