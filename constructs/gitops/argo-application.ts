import { Construct } from 'constructs';
import { Application } from '../../imports/application-argoproj.io';
import { type ArgoApplicationProps, argoApplicationProps } from './argo-application-props';

export type { ArgoApplicationProps } from './argo-application-props';

/**
 * An Argo CD Application with automated sync, prune, self-heal and retries. It never syncs an empty
 * folder.
 */
export class ArgoApplication extends Construct {
  readonly application: Application;

  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    this.application = new Application(this, 'Application', argoApplicationProps(props));
  }
}
