import { alertLinks } from './alert-links';
import { azureLinks } from './azure-links';
import { gitOpsLinks } from './gitops-links';
import { identityLinks } from './identity-links';
import { ingressLinks } from './ingress-links';
import type { Link } from './link';
import { modelLinks } from './model-links';
import { networkLinks } from './network-links';
import { scalingLinks } from './scaling-links';
import { schedulingLinks } from './scheduling-links';
import { secretLinks } from './secret-links';

/** All links within and between the synthesized halves. */
export const links: readonly Link[] = [
  ...alertLinks,
  ...azureLinks,
  ...schedulingLinks,
  ...identityLinks,
  ...secretLinks,
  ...scalingLinks,
  ...modelLinks,
  ...networkLinks,
  ...ingressLinks,
  ...gitOpsLinks,
];
