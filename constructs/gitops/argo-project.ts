import { Construct } from 'constructs';
import { AppProject } from '../../imports/appproject-argoproj.io';
import { type ArgoProjectProps, argoProjectProps } from './argo-project-props';

export type { ArgoProjectProps } from './argo-project-props';

/** An Argo CD AppProject without wildcards. */
export class ArgoProject extends Construct {
  readonly project: AppProject;

  constructor(scope: Construct, id: string, props: ArgoProjectProps) {
    super(scope, id);
    this.project = new AppProject(this, 'AppProject', argoProjectProps(props));
  }
}
