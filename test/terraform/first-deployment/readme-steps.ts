import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** A numbered step of "First deployment" in the README. */
export interface ReadmeStep {
  readonly number: number;
  /** Its commands in order: shell blocks line by line, and code in the text that starts with a program. */
  readonly commands: readonly string[];
}

const programs = ['az', 'cd', 'docker', 'git', 'kubectl', 'npm', 'npx', 'rm', 'terraform'];
const readme = readFileSync(path.join(__dirname, '../../../README.md'), 'utf8');

/** The steps of the section, in order. */
export function firstDeploymentSteps(): readonly ReadmeStep[] {
  const [, section] = /\n## First deployment\n([\s\S]*?)\n## /.exec(readme)!;
  // The list ends with the first paragraph that is not indented.
  const list = section!.slice(section!.indexOf('\n1. ')).split(/\n\n(?=\S)/)[0]!;
  return list.split(/\n(?=\d+\. )/).flatMap((text) => {
    const number = /^\s*(\d+)\. /.exec(text)?.[1];
    return number === undefined ? [] : [{ number: Number(number), commands: commandsOf(text) }];
  });
}

/** The command of the row "Remove the platform", after its change of the definition. */
export function removalCommands(): readonly string[] {
  const [row] = /^\| Remove the platform \|.*$/m.exec(readme)!;
  return commandsOf(row!);
}

function commandsOf(text: string): readonly string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```|`([^`]+)`/g)].flatMap(([, block, inline]) => {
    if (block !== undefined) return linesOf(block);
    const command = inline!.replaceAll(/\s+/g, ' ');
    return programs.includes(command.split(' ')[0]!) && command.includes(' ') ? [command] : [];
  });
}

/** Lines of a block; a line that ends with a backslash continues. */
function linesOf(block: string): readonly string[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
