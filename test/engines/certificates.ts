import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { localhost, type Processes } from '../cluster/processes';

/** Certificates of one run: of servers on this machine, and of the API server as a client. */
export interface Certificates {
  /** Folder with `ca.crt`, `tls.crt` and `tls.key`, as KEDA and webhooks read it. */
  readonly folder: string;
  readonly authority: string;
  /** Certificate and key with which the API server calls aggregated API servers. */
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** The authority in base64, as webhook configurations contain it. */
  readonly caBundle: string;
}

const subject = 'front-proxy';

/** @param hosts names that the server's certificate has next to those of this machine. */
export function makeCertificates(
  openssl: string,
  processes: Processes,
  hosts: readonly string[],
): Certificates {
  const run = (...args: string[]) => execFileSync(openssl, args, { stdio: 'pipe' });
  const inFolder = (name: string) => processes.path(`serving/${name}`);
  const authority = inFolder('ca.crt');
  const authorityKey = inFolder('ca.key');
  const names = ['DNS:localhost', `IP:${localhost}`, ...hosts.map((host) => `DNS:${host}`)].join();
  const extensions = processes.file(
    'serving/extensions',
    `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`,
  );
  run(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=engines'],
    ...['-keyout', authorityKey, '-out', authority],
  );
  const sign = (name: string, commonName: string) => {
    const [key, request, certificate] = ['key', 'csr', 'crt'].map((end) => inFolder(`${name}.${end}`));
    run(
      ...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${commonName}`],
      ...['-keyout', key!, '-out', request!],
    );
    run(
      ...['x509', '-req', '-days', '2', '-in', request!, '-CA', authority, '-CAkey', authorityKey],
      ...['-CAcreateserial', '-extfile', extensions, '-out', certificate!],
    );
    return { certificate: certificate!, key: key! };
  };
  sign('tls', 'localhost');
  const client = sign('client', subject);
  return {
    folder: processes.path('serving'),
    authority,
    clientCertificate: client.certificate,
    clientKey: client.key,
    caBundle: fs.readFileSync(authority).toString('base64'),
  };
}

/** Options of kube-apiserver for aggregated API servers. */
export function aggregationOptions(certificates: Certificates): readonly string[] {
  return [
    `--requestheader-client-ca-file=${certificates.authority}`,
    `--requestheader-allowed-names=${subject}`,
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${certificates.clientCertificate}`,
    `--proxy-client-key-file=${certificates.clientKey}`,
  ];
}
