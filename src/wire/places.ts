import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, from `src/wire/` and from `dist/wire/` alike. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where the program's own files lie. */
export const places = {
  root,
  profiles: join(root, 'profiles'),
  baseProfiles: join(root, 'dist', 'profiles'),
  policies: join(root, 'policies'),
  demoPayer: join(root, 'demo', 'payer'),
  demoScenarios: join(root, 'demo', 'scenarios'),
  demoClients: join(root, 'demo', 'clients', 'clients.json'),
  packageFile: join(root, 'package.json'),
} as const;
