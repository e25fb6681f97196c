import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** A self-signed certificate with its key. */
export interface Certificate {
  /** The file for `SSL_CERT_FILE`. */
  readonly file: string;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Hosts of the data planes that azurerm calls. */
export const dataPlanes = ['vault.azure.net', 'core.windows.net', 'azurecr.io'] as const;

/**
 * Makes a certificate for loopback and the data planes, valid for a day.
 *
 * @throws {Error} if openssl is not on the PATH.
 */
export function makeCertificate(folder: string): Certificate {
  const [file, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const storage = ['blob', 'file', 'queue', 'table', 'web', 'dfs'];
  const hosts = [
    'localhost',
    ...dataPlanes.map((host) => `*.${host}`),
    ...storage.map((service) => `*.${service}.core.windows.net`),
  ];
  const names = `subjectAltName=IP:127.0.0.1,${hosts.map((host) => `DNS:${host}`).join(',')}`;
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost'.split(
      ' ',
    );
  const { status, error, stderr } = spawnSync(
    'openssl',
    [...words, '-addext', names, '-keyout', key, '-out', file],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl: ${error?.message ?? stderr}`);
  return { file, cert: readFileSync(file), key: readFileSync(key) };
}
