import { describePrograms, type Programs } from './programs';

/** Prints the version of every program, and what is skipped without the others. */
export function reportPrograms(programs: Programs | undefined): void {
  process.stdout.write(
    programs === undefined
      ? 'SKIPPED: ENGINES_FOLDER is not set. See CONTRIBUTING.md, test:engines.\n'
      : `${describePrograms(programs)}\nENGINES_WITH=argocd,keda also starts Argo CD and KEDA, which no test has shown yet.\n`,
  );
}
