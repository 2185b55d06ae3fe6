/** How long the event loop of a server was held up. */
export interface Lag {
  readonly p99Ms: number;
  readonly mostMs: number;
}

const UNKNOWN = Number.NaN;

/** The lag since it was last asked for, from the server's own metrics; NaN when they lack it. */
export async function lagOf(port: number): Promise<Lag> {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const ms = (what: string): number => {
    const line = new RegExp(`^nodejs_eventloop_lag_${what}_seconds (\\S+)$`, 'mu').exec(page);
    return line === null ? UNKNOWN : Math.round(Number(line[1]) * 100_000) / 100;
  };
  return { p99Ms: ms('p99'), mostMs: ms('max') };
}
