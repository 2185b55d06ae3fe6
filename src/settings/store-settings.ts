import { minute, second, whole } from './setting-rows.ts';
import type { SettingRow, Settings } from './settings-shape.ts';

type StoreSetting = Extract<keyof Settings, 'storeProbeMs' | 'storeLagMs'>;

/** How the store is watched. */
export const storeSettings: Readonly<Record<StoreSetting, SettingRow>> = {
  storeProbeMs: whole(
    [
      'ASSENT_STORE_PROBE_MS',
      'ms',
      5 * second,
      'Time between looks at whether the store is in its place, and works again once it failed.',
    ],
    100,
    10 * minute,
  ),
  storeLagMs: whole(
    [
      'ASSENT_STORE_LAG_MS',
      'ms',
      10 * second,
      'Time after which a call of the store without an answer makes the server not ready.',
    ],
    100,
    10 * minute,
  ),
};
