const wrongHost = 'this machine has no such address; set ASSENT_HOST to one that it has';

const listenMends: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there; set ASSENT_PORT to a free port',
  EACCES: 'the port is not for everybody; set ASSENT_PORT to one above 1023',
  EADDRNOTAVAIL: wrongHost,
  ENOTFOUND: wrongHost,
};

/** Why a server can not listen, with the setting that mends it. */
export function listenFault(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(listenMends, code) ? `${listenMends[code]} (${reason})` : reason;
}
