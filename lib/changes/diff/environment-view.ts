import { DeploymentPicture, type PictureFile } from '../../check/deployment-picture';
import { readFiles } from '../../check/read-files';
import { isJsonObject, type JsonObject } from '../../values/json';
import type { EnvironmentFiles } from '../environment-files';

/** One environment in a checkout. */
export interface EnvironmentView {
  readonly environment: string;
  readonly picture: DeploymentPicture;
  readonly stacks: readonly StackView[];
  /** Values of the outputs file by the names of the outputs. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** A Terraform stack of the environment. */
export interface StackView {
  readonly part: string;
  readonly configuration: JsonObject;
}

/**
 * Reads an environment.
 *
 * @param outputsText content of `outputs/<environment>.json`; undefined if it does not exist.
 */
export function environmentView(
  environment: string,
  { manifests, stacks }: Pick<EnvironmentFiles, 'manifests' | 'stacks'>,
  outputsText: string | undefined,
): EnvironmentView {
  return {
    environment,
    picture: readFiles([...manifests, ...stacks.map(({ file }) => file)]).picture,
    stacks: stacks.flatMap(({ part, file }) => {
      const configuration = parsed(file.text);
      return configuration === undefined ? [] : [{ part, configuration }];
    }),
    outputs: outputsOf(outputsText),
  };
}

/** The outputs of every stack in the file. */
function outputsOf(text: string | undefined): ReadonlyMap<string, string> {
  const stacks = Object.values(parsed(text ?? '') ?? {}).filter(isJsonObject);
  const entries = stacks.flatMap((stack) => Object.entries(stack));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An environment with renamed values. */
export function renamedView(
  { environment, picture, stacks, outputs }: EnvironmentView,
  rename: <T>(value: T) => T,
): EnvironmentView {
  const renamedStacks = stacks.map(({ part, configuration }) => ({
    part,
    configuration: rename(configuration),
  }));
  const files = renamedStacks.map(stackFile);
  return {
    environment,
    stacks: renamedStacks,
    outputs: new Map([...outputs].map(([name, value]) => [rename(name), rename(value)])),
    picture: new DeploymentPicture(
      files,
      picture.objects.map(({ object, file, application }) => ({
        file,
        object: rename(object),
        ...(application === undefined ? {} : { application: rename(application) }),
      })),
      readFiles(files).picture.resources,
      picture.context,
    ),
  };
}

/** A stack as a file that has the same name in both environments. */
export function stackFile({ part, configuration }: StackView): PictureFile {
  return { path: `cdktf.out/stacks/${part}/cdk.tf.json`, text: JSON.stringify(configuration) };
}
