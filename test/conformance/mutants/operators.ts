import type { Operator } from './operator.ts';
import { bundleOperators } from './operators/bundles.ts';
import { choiceOperators } from './operators/choices.ts';
import { codeOperators } from './operators/codes.ts';
import { dateOperators } from './operators/dates.ts';
import { extensionOperators } from './operators/extensions.ts';
import { jsonTypeOperators } from './operators/json-types.ts';
import { memberOperators } from './operators/members.ts';
import { metaOperators } from './operators/metas.ts';
import { primitiveOperators } from './operators/primitives.ts';
import { referenceOperators } from './operators/references.ts';
import { sliceOperators } from './operators/slices.ts';
import { validOperators } from './operators/valid.ts';
import { valueOperators } from './operators/values.ts';

/** All mutant operators, in the order in which the generator takes turns. */
export const operators: readonly Operator[] = [
  ...memberOperators,
  ...jsonTypeOperators,
  ...dateOperators,
  ...codeOperators,
  ...choiceOperators,
  ...extensionOperators,
  ...sliceOperators,
  ...referenceOperators,
  ...bundleOperators,
  ...metaOperators,
  ...primitiveOperators,
  ...valueOperators,
  ...validOperators,
];
