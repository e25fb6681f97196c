import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Command, Option } from 'commander';
import { type CheckReport, checkPictures } from '../lib/check/check-picture';
import type { PictureFile } from '../lib/check/deployment-picture';
import { deploymentsOfFiles } from '../lib/check/deployments-of-files';
import type { Finding, Severity } from '../lib/check/finding';
import { type ReadFiles, readFiles } from '../lib/check/read-files';
import { jsonReport } from '../lib/check/report/json-report';
import { junitReport } from '../lib/check/report/junit-report';
import { sarifReport } from '../lib/check/report/sarif-report';
import { textReport } from '../lib/check/report/text-report';
import { DefinitionError } from '../lib/problems/problem-list';
import { checkConfigOf, defaultConfig } from './check-config';
import { namesBelow, readText, withSlashes, writeText } from './files';
import type { Terminal } from './terminal';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'junit';
  readonly level: Severity;
  readonly output?: string;
  readonly config?: string;
}

/** `aks-ai check`: every known pitfall in manifests and Terraform, whoever made them. */
export function addCheckCommand(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('check')
    .description('every known pitfall in manifests and Terraform JSON, whoever made them')
    .argument('<path...>', 'files, and folders with everything below them: dist/ cdktf.out/')
    .addOption(
      new Option('--format <format>', 'of the report')
        .choices(['text', 'json', 'sarif', 'junit'])
        .default('text'),
    )
    .addOption(
      new Option('--level <severity>', 'from which findings the exit code is 1')
        .choices(['error', 'warning'])
        .default('warning'),
    )
    .option('--output <file>', 'where the report goes (default: the terminal)')
    .option('--config <file>', `severities and suppressions (default: ${defaultConfig}, if it is there)`)
    .addHelpText('after', '\nExit codes: 0 nothing at that level, 1 findings, 2 could not run.')
    .action((paths: readonly string[], options: CheckOptions) => {
      const config = checkConfigOf(options.config);
      const read = deploymentsOfFiles(filesOf(paths)).map((files) => readFiles(files, config.context));
      refuseNothing(paths, read);
      const report = checkPictures(
        read.map(({ picture }) => picture),
        { ...config, unreadable: read.flatMap(({ unreadable }) => unreadable) },
      );
      const isFailure = ({ severity }: Finding) => options.level === 'warning' || severity === 'error';
      const text = render(report, options.format, isFailure, paths.join(' '));
      if (options.output === undefined) terminal.write(text);
      else writeText(options.output, text);
      exit(report.findings.some(isFailure) ? 1 : 0);
    });
}

function render(
  report: CheckReport,
  format: CheckOptions['format'],
  isFailure: (finding: Finding) => boolean,
  checked: string,
): string {
  switch (format) {
    case 'text':
      return textReport(report, checked);
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report, packageVersion());
    case 'junit':
      return junitReport(report, isFailure);
  }
}

/** Of this package; beside the sources and beside what is built of them. */
function packageVersion(): string {
  const file = ['../package.json', '../../package.json']
    .map((relative) => path.join(__dirname, relative))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? '0.0.0' : String(JSON.parse(readFileSync(file, 'utf8')).version);
}

/** No rule looks at anything then, and no finding would pass for a clean deployment: a wrong path in a pipeline. */
function refuseNothing(paths: readonly string[], read: readonly ReadFiles[]): void {
  const isNothing = ({ picture, unreadable }: ReadFiles) =>
    picture.objects.length + picture.resources.length + unreadable.length === 0;
  if (!read.every(isNothing)) return;
  throw new DefinitionError('what is to be checked', [
    {
      path: paths.join(' '),
      message: 'there is neither a Kubernetes manifest nor a Terraform configuration in JSON',
      fix: 'Name what synth has made: dist/ cdktf.out/. Terraform in HCL is not read.',
    },
  ]);
}

function filesOf(paths: readonly string[]): readonly PictureFile[] {
  const what = 'what is to be checked';
  const files = [...new Set(paths.flatMap((each) => namesBelow(each, what)))].sort();
  if (files.length === 0) {
    const problem = {
      path: paths.join(' '),
      message: 'there is no YAML or JSON file',
      fix: 'Name folders with manifests or Terraform JSON.',
    };
    throw new DefinitionError(what, [problem]);
  }
  return files.map((file) => ({ path: withSlashes(file), text: readText(file, file) }));
}
