import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createProxy, type Server as ProxyServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { completed, leaveParent, tenantId } from './answers';
import { type Certificate, dataPlanes } from './certificate';
import { type ArmAnswer, type ArmRequest, fixedAnswer, impliedResource } from './fixed-answers';
import { refusalOfChange, refusalOfDelete, refusalOfPut } from './refusals';
import { keyOf, typeOf } from './resource-id';
import { type AzureResource, type Json, ResourceStore } from './resource-store';

/**
 * Azure Resource Manager on loopback, as far as azurerm needs it for the stacks of the tests: the
 * metadata, tokens, and every resource as it was sent, completed with what Azure adds and refused
 * where Azure refuses. It charges nothing and checks no schema; the provider does.
 */
export class ArmEmulator {
  readonly store = new ResourceStore();
  /** Requests that changed something, for messages of failed tests. */
  readonly requests: string[] = [];
  /** Connections through the proxy, which the server does not close by itself. */
  private readonly tunnels = new Set<Duplex>();

  private constructor(
    private readonly certificate: Certificate,
    private readonly server: Server,
    private readonly proxy: ProxyServer,
  ) {}

  static async start(certificate: Certificate): Promise<ArmEmulator> {
    const server = createServer({ cert: certificate.cert, key: certificate.key });
    const proxy = createProxy((_, response) => response.writeHead(502).end());
    const emulator = new ArmEmulator(certificate, server, proxy);
    server.on('request', (request, response) => void emulator.handle(request, response));
    for (const each of [server, proxy])
      await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
    // The data planes have names of their own; the proxy leads them here, and nothing anywhere else.
    proxy.on('connect', (request, client, head) => {
      if (!dataPlanes.some((host) => request.url?.endsWith(`.${host}:443`)))
        return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      emulator.tunnels.add(client);
      const up = connect(portOf(server), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        up.write(head);
        up.pipe(client).pipe(up);
      });
      up.on('error', () => client.destroy()).on('close', () => client.destroy());
      client.on('error', () => up.destroy()).on('close', () => emulator.tunnels.delete(client));
    });
    return emulator;
  }

  get base(): string {
    return `https://localhost:${portOf(this.server)}`;
  }

  /** Variables that lead Terraform and azurerm here. */
  environment(): Readonly<Record<string, string>> {
    const proxy = `http://127.0.0.1:${portOf(this.proxy)}`;
    return {
      ARM_METADATA_HOSTNAME: `localhost:${portOf(this.server)}`,
      ARM_CLIENT_ID: '3b4a1c52-0d6e-4f7a-8b91-c2d3e4f50617',
      ARM_CLIENT_SECRET: 'not a secret',
      ARM_TENANT_ID: tenantId,
      ARM_USE_CLI: 'false',
      SSL_CERT_FILE: this.certificate.file,
      HTTPS_PROXY: proxy,
      NO_PROXY: 'localhost,127.0.0.1',
    };
  }

  async stop(): Promise<void> {
    for (const each of [this.server, this.proxy]) {
      const closed = new Promise<void>((resolve) => each.close(() => resolve()));
      each.closeAllConnections();
      for (const tunnel of this.tunnels) tunnel.destroy();
      await closed;
    }
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const url = new URL(incoming.url!, this.base);
    const request: ArmRequest = {
      method: incoming.method!,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      host: incoming.headers.host ?? '',
      body: parsed(Buffer.concat(chunks).toString()),
    };
    const { status, body } = fixedAnswer(request, this.base) ?? this.answer(request);
    const isChange = !['GET', 'HEAD', 'POST'].includes(request.method);
    if (isChange || status >= 400) this.requests.push(`${request.method} ${status} ${request.path}`);
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      // Without it azurerm waits ten seconds before it asks for the first time.
      ...(isChange && status < 300
        ? { 'azure-asyncoperation': `${this.base}/operations/done?api-version=1`, 'retry-after': '0' }
        : {}),
    });
    outgoing.end(body === undefined ? '' : JSON.stringify(body));
  }

  private answer({ method, path, body }: ArmRequest): ArmAnswer {
    if (keyOf(path) === '/operations/done') return { status: 200, body: { status: 'Succeeded' } };
    if (method === 'PUT' || method === 'PATCH') return this.put(method, path, body);
    if (method === 'DELETE') return this.delete(path);
    const found = this.store.get(path) ?? impliedResource(path, this.store);
    if (found !== undefined) return { status: 200, body: found };
    const inside = this.store.in(path);
    if (inside.length > 0 || isCollection(path)) return { status: 200, body: { value: inside } };
    return { status: 404, body: { error: { code: 'ResourceNotFound', message: path } } };
  }

  private put(method: string, path: string, body: Json): ArmAnswer {
    const old = this.store.get(path);
    const sent = method === 'PATCH' && old !== undefined ? patched(old, body) : body;
    const refusal =
      refusalOfPut(path, sent, this.store) ??
      (old === undefined ? undefined : refusalOfChange(old, sent, this.store));
    if (refusal !== undefined) return refusal;
    const resource = completed(path, structuredClone(sent), this.store);
    this.store.set(resource);
    return { status: old !== undefined || answersOk.has(typeOf(path)) ? 200 : 201, body: resource };
  }

  private delete(path: string): ArmAnswer {
    const refusal = refusalOfDelete(path, this.store);
    if (refusal !== undefined) return refusal;
    this.store.delete(path);
    leaveParent(path, this.store);
    return answersNoContent.has(typeOf(path)) ? { status: 204 } : { status: 200, body: {} };
  }
}

/** Types whose creation azurerm expects to be answered with 200. */
const answersOk = new Set([
  'microsoft.dashboard/grafana',
  'microsoft.insights/diagnosticsettings',
  'microsoft.insights/metricalerts',
  'microsoft.servicebus/namespaces/queues',
  'microsoft.servicebus/namespaces/topics',
  'microsoft.servicebus/namespaces/topics/subscriptions',
  'microsoft.storage/storageaccounts',
  'microsoft.storage/storageaccounts/blobservices',
  'microsoft.storage/storageaccounts/fileservices',
]);

/** Types whose deletion azurerm expects to be answered with 202 or 204. */
const answersNoContent = new Set([
  'microsoft.containerservice/managedclusters',
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.monitor/accounts',
  'microsoft.network/publicipaddresses',
  'microsoft.network/virtualnetworks',
  'microsoft.network/virtualnetworks/subnets',
]);

/** A path with an odd number of words after the provider ends with a type: it is a collection. */
function isCollection(path: string): boolean {
  const at = path.toLowerCase().lastIndexOf('/providers/');
  if (at < 0) return /\/resources$/i.test(path);
  return path.slice(at + '/providers/'.length).split('/').length % 2 === 0;
}

/** PATCH merges the properties one level deep; other fields are replaced. */
function patched(old: AzureResource, body: Json): Json {
  return { ...old, ...body, properties: { ...old.properties, ...body.properties } };
}

function parsed(text: string): Json {
  return text.startsWith('{') ? JSON.parse(text) : {};
}

function portOf(server: Server | ProxyServer): number {
  return (server.address() as AddressInfo).port;
}
