import { Construct } from 'constructs';
import { ArgoApplication } from './argo-application';
import { ArgoProject } from './argo-project';
import { type RootApplicationProps, rootApplication, rootProject } from './root-manifests';

export type { RootApplicationProps } from './root-manifests';

/** The root application and its AppProject. */
export class RootApplication extends Construct {
  constructor(scope: Construct, id: string, props: RootApplicationProps) {
    super(scope, id);
    new ArgoProject(this, 'Project', rootProject(props));
    new ArgoApplication(this, 'Application', rootApplication(props));
  }
}
