import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { localhost } from '../cluster/processes';
import type { Certificates } from './certificates';

/** Hosts of Azure that a scaler calls, for the certificate. */
export const azureHosts = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  '*.servicebus.windows.net',
  '*.koreacentral.prometheus.monitor.azure.com',
];

/** The part of Azure that KEDA's scalers read, on this machine. */
export interface AzureEndpoints {
  /** Address of an HTTP proxy that answers for every host of Azure. */
  readonly proxy: string;
  /** Active messages by queue. */
  readonly messages: Map<string, number>;
  /** Value of every Prometheus query that contains the key; others have no series. */
  readonly metrics: Map<string, number>;
  /** `POST login.microsoftonline.com/…`, with the client id where a token was requested. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/**
 * Plays Microsoft Entra ID, Service Bus and the managed Prometheus: tokens for everyone, the runtime properties of queues,
 * instant queries. The scalers are what a cluster has, with their own addresses and their own sign-in.
 *
 * @see learn.microsoft.com/rest/api/servicebus/queues, prometheus.io/docs/prometheus/latest/querying/api (2026-12)
 */
export async function playAzure({ folder }: Certificates): Promise<AzureEndpoints> {
  const messages = new Map<string, number>();
  const metrics = new Map<string, number>();
  const requests: string[] = [];
  const server = https.createServer(
    { cert: fs.readFileSync(`${folder}/tls.crt`), key: fs.readFileSync(`${folder}/tls.key`) },
    (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const url = new URL(request.url!, `https://${request.headers.host}`);
        const client = new URLSearchParams(body).get('client_id');
        requests.push(`${request.method} ${url.host}${url.pathname}${client === null ? '' : ` ${client}`}`);
        const answer = answerOf(url, body, { messages, metrics });
        const isXml = answer?.startsWith('<');
        response.writeHead(answer === undefined ? 404 : 200, {
          'content-type': isXml ? 'application/atom+xml;type=entry;charset=utf-8' : 'application/json',
        });
        response.end(answer);
      });
    },
  );
  const proxy = http.createServer().on('connect', (_, socket: net.Socket) => {
    const upstream = net.connect((server.address() as net.AddressInfo).port, localhost, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const each of [socket, upstream])
      each.on('error', () => {
        socket.destroy();
        upstream.destroy();
      });
  });
  await listen(server);
  await listen(proxy);
  return {
    proxy: `http://${localhost}:${(proxy.address() as net.AddressInfo).port}`,
    messages,
    metrics,
    requests,
    stop: async () => {
      server.closeAllConnections();
      proxy.closeAllConnections();
      await Promise.all([server, proxy].map((each) => new Promise((resolve) => each.close(resolve))));
    },
  };
}

function answerOf(
  { host, hostname, pathname, searchParams }: URL,
  body: string,
  { messages, metrics }: Pick<AzureEndpoints, 'messages' | 'metrics'>,
): string | undefined {
  if (hostname.startsWith('login.')) return JSON.stringify(loginAnswer(host, pathname));
  if (hostname.endsWith('.servicebus.windows.net')) {
    const queue = pathname.slice(1);
    return messages.has(queue) ? queueAnswer(queue, messages.get(queue)!) : undefined;
  }
  const query = searchParams.get('query') ?? new URLSearchParams(body).get('query') ?? '';
  const [, value] = [...metrics].find(([key]) => query.includes(key)) ?? [];
  const result = value === undefined ? [] : [{ metric: {}, value: [Date.now() / 1000, String(value)] }];
  return JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
}

function loginAnswer(host: string, pathname: string): object {
  const [, tenant] = pathname.split('/');
  const authority = `https://${host}/${tenant}`;
  if (pathname.endsWith('/discovery/instance')) {
    const metadata = [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
    return {
      'api-version': '1.1',
      tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
      metadata,
    };
  }
  if (pathname.endsWith('/openid-configuration'))
    return {
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      issuer: `${authority}/v2.0`,
    };
  return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'of-this-run-only' };
}

function queueAnswer(name: string, count: number): string {
  const at = '2026-01-01T00:00:00Z';
  const details = [
    ['ActiveMessageCount', count],
    ['DeadLetterMessageCount', 0],
    ['ScheduledMessageCount', 0],
    ['TransferDeadLetterMessageCount', 0],
    ['TransferMessageCount', 0],
  ].map(([key, value]) => `<d:${key}>${value}</d:${key}>`);
  return (
    `<entry xmlns="http://www.w3.org/2005/Atom"><title type="text">${name}</title><content type="application/xml">` +
    '<QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect">' +
    `<SizeInBytes>0</SizeInBytes><MessageCount>${count}</MessageCount><CreatedAt>${at}</CreatedAt>` +
    `<UpdatedAt>${at}</UpdatedAt><AccessedAt>${at}</AccessedAt>` +
    `<CountDetails xmlns:d="http://schemas.microsoft.com/netservices/2011/06/servicebus">${details.join('')}</CountDetails>` +
    '</QueueDescription></content></entry>'
  );
}

function listen(server: http.Server | https.Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, localhost, resolve);
  });
}
