/** Every setting by the name that the code uses; each has its row in `settings-table.ts`. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly store: string;
  readonly vaultKeys: readonly string[];
  readonly reservationMs: number;
  readonly mongodbTestOnly: 'off' | 'on';
  readonly demo: 'off' | 'on' | 'public';
  readonly sandbox: 'off' | 'on';
  readonly intake: 'tolerant' | 'strict';
  readonly outboundAllow: readonly string[];
  readonly settingsFile: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly corsOrigins: readonly string[];
  readonly hostsAllow: readonly string[];
  readonly validationThreads: number;
  readonly rateLimitPerMinute: number;
  readonly inFlightMax: number;
  readonly clientSharePercent: number;
  readonly strangersMax: number;
  readonly connectionsMax: number;
  readonly addressConnectionsMax: number;
  readonly acceptsMax: number;
  readonly pipelinedMax: number;
  readonly bodyBytesMax: number;
  readonly bodiesBytesMax: number;
  readonly workMax: number;
  readonly workWaitMs: number;
  readonly requestTextBytesMax: number;
  readonly submitEntriesMax: number;
  readonly validateEntriesMax: number;
  readonly submitItemsMax: number;
  readonly validateItemsMax: number;
  readonly submitValuesMax: number;
  readonly validateValuesMax: number;
  readonly linesMax: number;
  readonly listMax: number;
  readonly caseBytesMax: number;
  readonly readsBytesMax: number;
  readonly storeProbeMs: number;
  readonly storeLagMs: number;
  readonly jsonDepthMax: number;
  readonly jsonMembersMax: number;
  readonly jsonDigitsMax: number;
  readonly jsonCharactersMax: number;
  readonly validationTimeMs: number;
  readonly validationWaitingMax: number;
  readonly validationWaitingBytesMax: number;
  readonly urlBytesMax: number;
  readonly headerBytesMax: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly bodyWaitMs: number;
  readonly bodyRateMin: number;
  readonly bodyRateWindowMs: number;
  readonly lingerMs: number;
  readonly requestTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly closeNoticeMs: number;
  readonly closeGraceMs: number;
}

/** One row of the table of settings. */
export interface SettingRow {
  /** `ASSENT_PORT`: in the environment and in the file of settings. */
  readonly name: string;
  readonly unit?: string;
  /** As it would be written in the environment. */
  readonly byDefault: string;
  /** What is allowed, in words that end the sentence "allowed is …". */
  readonly allowed: string;
  /** JSON schema of the value once it is read. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** One sentence: what it decides. */
  readonly says: string;
  /** True when complaints must not repeat the value: it may hold a password. */
  readonly isSecret?: boolean;
}
