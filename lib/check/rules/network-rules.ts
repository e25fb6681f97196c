import type { Rule } from '../rule';
import { address } from './network/address';
import { backend } from './network/backend';
import { openModelServer } from './network/open-model-server';
import { publicLoadBalancer } from './network/public-load-balancer';
import { serviceSelector } from './network/service-selector';
import { targetPort } from './network/target-port';

export const networkRules: readonly Rule[] = [
  address,
  backend,
  openModelServer,
  publicLoadBalancer,
  serviceSelector,
  targetPort,
];
