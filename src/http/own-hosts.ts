import { isLoopback } from '../settings/loopback.ts';
import type { Settings } from '../settings/settings-shape.ts';

/** Tells whether a host, as a request names it, is one of this server. */
export type IsOwnHost = (host: string) => boolean;

/** An address in a browser leads to itself alone; no name is written in this way. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*)$/u;

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{0,5})?$/u;

/** The name in a Host header, without its port; undefined when it is none. */
function nameIn(host: string): string | undefined {
  return HOST.exec(host.toLowerCase())?.[1]?.replace(/^\[|\]$|\.$/gu, '');
}

/** True when a Host header is formed as one. Source: RFC 9110 §7.2. */
export function isHost(host: string): boolean {
  return nameIn(host) !== undefined;
}

/**
 * The hosts of a server: those of its settings, and on a loopback address the names of that. A page
 * from elsewhere can let its own name lead to this address, but then the name is what is sent.
 * Who listens on all addresses can't know them: any address will do, as none is a name.
 */
export function ownHosts({
  host,
  publicUrl,
  hostsAllow,
}: Pick<Settings, 'host' | 'publicUrl' | 'hostsAllow'>): IsOwnHost {
  const names = [...hostsAllow, hostOf(publicUrl), host.includes(':') ? `[${host}]` : host];
  const own: ReadonlySet<string> = new Set(names.flatMap((name) => nameIn(name) ?? []));
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const hasLoopback = isEverywhere || [...own].some(isLoopback);
  const isOwn = (asked: string): boolean => {
    const name = nameIn(asked);
    if (name === undefined) return false;
    if (own.has(name) || (hasLoopback && isLoopback(name))) return true;
    return isEverywhere && ADDRESS.test(name);
  };
  let last: string | undefined;
  return (asked) => {
    // Nearly all requests name the same one.
    if (asked === last) return true;
    const isIt = isOwn(asked);
    if (isIt) last = asked;
    return isIt;
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
