import { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecListenersTlsMode,
  HttpRoute,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesFiltersUrlRewritePathType,
  HttpRouteSpecRulesMatchesHeadersType,
  HttpRouteSpecRulesMatchesPathType,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as RoutesFrom,
} from '../../../imports/gateway.networking.k8s.io';
import {
  type InferenceRouteRule,
  inferenceRouteRules,
  modelNameHeader,
} from '../../../lib/engine/gateway/inference-routes';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import {
  answerSeconds,
  checkInferenceGatewayProps,
  type InferenceGatewayProps,
  inferenceRouting,
} from './inference-gateway-props';
import { InferencePool } from './inference-pool';

/**
 * An inference gateway: a Gateway, and for each model server an InferencePool with its endpoint
 * picker and an HTTPRoute to it.
 *
 * A Service distributes requests evenly. The inference gateway sends a request to the pod with the
 * shortest queue and the longest cached part of the prompt. It has no API keys, budgets or external
 * models; use LiteLLM for these.
 *
 * @see gateway-api-inference-extension.sigs.k8s.io (1.6; 2026-11)
 */
export class InferenceGateway extends Construct {
  /** Name of the Gateway. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: InferenceGatewayProps) {
    super(scope, id);
    checkInferenceGatewayProps(props);
    this.name = props.name;
    new Gateway(this, 'gateway', {
      metadata: objectMetadata(
        {
          name: props.name,
          namespace: props.namespace,
          component: 'inference-gateway',
          partOf: props.partOf,
        },
        syncWaves.workload,
        { ...addOnKindAnnotation, ...props.gatewayAnnotations },
      ),
      spec: { gatewayClassName: props.gatewayClassName, listeners: [listener(props)] },
    });
    const rules = inferenceRouteRules(props.servers, inferenceRouting(props));
    // A separate scope, because a server may have any name, also `gateway`.
    const servers = new Construct(this, 'servers');
    props.servers.forEach((server, index) => {
      const scopeOfServer = new Construct(servers, server.name);
      new InferencePool(scopeOfServer, 'pool', {
        name: server.name,
        namespace: props.namespace,
        partOf: props.partOf,
        engine: server.engine,
        targetPort: server.targetPort,
        whenPickerIsAway: props.whenPickerIsAway,
        image: props.pickerImage,
        placement: props.placement,
        resources: props.pickerResources,
        tls: props.pickerTls,
        allowedNamespaces: props.allowedNamespaces,
        allowedCidrs: props.allowedCidrs,
        podMonitor: props.podMonitor,
      });
      new HttpRoute(scopeOfServer, 'route', {
        metadata: objectMetadata(
          {
            name: server.name,
            namespace: props.namespace,
            component: 'inference-gateway',
            partOf: props.partOf,
          },
          syncWaves.workload,
          addOnKindAnnotation,
        ),
        spec: {
          parentRefs: [{ name: props.name }],
          ...(props.hostname === undefined ? {} : { hostnames: [props.hostname] }),
          rules: [routeRule(rules[index]!, answerSeconds(props))],
        },
      });
    });
  }
}

function listener(props: InferenceGatewayProps) {
  return {
    name: props.tls === undefined ? 'http' : 'https',
    port: props.tls === undefined ? 80 : 443,
    protocol: props.tls === undefined ? 'HTTP' : 'HTTPS',
    ...(props.hostname === undefined ? {} : { hostname: props.hostname }),
    ...(props.tls === undefined
      ? {}
      : {
          tls: {
            mode: GatewaySpecListenersTlsMode.TERMINATE,
            certificateRefs: [{ name: props.tls.secretName }],
          },
        }),
    allowedRoutes: { namespaces: { from: RoutesFrom.SAME } },
  };
}

function routeRule(rule: InferenceRouteRule, seconds: number) {
  return {
    matches: rule.matches.map(({ pathPrefix, modelName }) => ({
      path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: pathPrefix },
      ...(modelName === undefined
        ? {}
        : {
            headers: [
              { type: HttpRouteSpecRulesMatchesHeadersType.EXACT, name: modelNameHeader, value: modelName },
            ],
          }),
    })),
    ...(rule.replacePrefix === undefined
      ? {}
      : {
          filters: [
            {
              type: HttpRouteSpecRulesFiltersType.URL_REWRITE,
              urlRewrite: {
                path: {
                  type: HttpRouteSpecRulesFiltersUrlRewritePathType.REPLACE_PREFIX_MATCH,
                  replacePrefixMatch: rule.replacePrefix,
                },
              },
            },
          ],
        }),
    backendRefs: [{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: rule.server }],
    // Both timeouts include the last byte, so they cover a streamed response. The default of some
    // gateways is 15 or 60 seconds.
    timeouts: { request: `${seconds}s`, backendRequest: `${seconds}s` },
  };
}
