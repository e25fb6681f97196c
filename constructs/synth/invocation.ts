import * as path from 'node:path';
import { parseArgs } from 'node:util';

/** The options of a run of `main.ts`. */
export interface Invocation {
  readonly azure: boolean;
  readonly kubernetes: boolean;
  readonly preview: boolean;
  /** Whether to compare with the files on disk and write nothing. */
  readonly check: boolean;
  /** Environments whose manifests are selected; empty selects all. */
  readonly environments: readonly string[];
  readonly help: boolean;
  /** The command line that runs it. Those of the CDKs print no summary. */
  readonly caller: 'npm' | 'cdktf' | 'cdk8s';
  /** Absolute path of the folder for Terraform. */
  readonly terraformFolder: string;
  /** Absolute path of the folder that contains a folder for each environment. */
  readonly manifestsFolder: string;
  /**
   * The folder in which the cdk8s command line expects the manifests, if it is not
   * `manifestsFolder`.
   */
  readonly link: string | undefined;
}

/** `output` of the committed cdk8s.yaml. */
const cdk8sScratchFolder = 'cdk8s.out';

export const usage = `Usage: npm run synth [-- <options>]

  --azure-only        write only the Terraform, to cdktf.out/; needs no outputs file
  --kubernetes-only   write only the manifests, to dist/<environment>/
  --preview           write manifests with made-up client ids to build/preview/, before any deployment
  --check             write nothing; exit code 1 with a list if dist/ does not match the code
  --environment <x>   write only the manifests of this environment and print its full summary; repeatable
  --help              print this text
`;

/** An unknown option, or two options that cannot be combined. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the arguments and the two environment variables of the CDKs' command lines.
 *
 * @throws {UsageError} for wrong options.
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
        `--azure-only and ${options.preview ? '--preview' : '--kubernetes-only'} cannot be combined.`,
      );
    }
    if (options.check && (options.azureOnly || options.preview)) {
      throw new Error(`--check and ${options.preview ? '--preview' : '--azure-only'} cannot be combined.`);
    }
    return options;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}
