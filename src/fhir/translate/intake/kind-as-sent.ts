import type { KindAsSent } from '../../../domain/policy/kinds.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json } from '../../json/json.ts';
import { codingsOf, textsBeside } from '../read/codes.ts';
import { withOwnMarks } from './own-systems.ts';

/** A concept that says what something is: all of its codes, and all that is written in it. */
export function kindOf(bundle: RequestBundle, concept: Json | undefined): KindAsSent {
  return {
    codes: withOwnMarks(bundle, codingsOf(concept)),
    texts: textsBeside([concept]) ?? [],
  };
}
