// npm run bench [-- growth] [-- --record] [--oracle URL]: what is measured runs as the program
// does, as plain JavaScript; so the bench compiles itself with it, and starts itself again.
import { compileAndRun } from './compile.ts';

const [child, ...rest] = process.argv.slice(2);
if (child === 'growth') await import('./growth.ts');
else if (import.meta.filename.endsWith('.ts'))
  process.exitCode = compileAndRun(process.argv.slice(2));
else if (child === '--child') await (await import('./load-child.ts')).runChild(rest[0] ?? '');
else await (await import('./main.ts')).main(process.argv.slice(2));
