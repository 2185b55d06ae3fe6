import type { CheckTrace } from '../policy/trace.ts';
import { accidentCheck } from './checks/accident-check.ts';
import { cancelledCheck } from './checks/cancelled-check.ts';
import type { Check, CheckContext } from './checks/check.ts';
import { claimOrdersCheck } from './checks/claim-orders-check.ts';
import { codesCheck } from './checks/codes-check.ts';
import { concernCheck } from './checks/concern-check.ts';
import { coverageCheck } from './checks/coverage-check.ts';
import { datesCheck } from './checks/dates-check.ts';
import { duplicateCheck } from './checks/duplicate-check.ts';
import { focalCheck } from './checks/focal-check.ts';
import { labelsCheck } from './checks/labels-check.ts';
import { memberCheck } from './checks/member-check.ts';
import { messageCheck } from './checks/message-check.ts';
import { networkCheck } from './checks/network-check.ts';
import { ofPatientCheck } from './checks/of-patient-check.ts';
import { orderCheck } from './checks/order-check.ts';
import { orderDatesCheck } from './checks/order-dates-check.ts';
import { orderersCheck } from './checks/orderers-check.ts';
import { otherCoverageCheck } from './checks/other-coverage-check.ts';
import { papersCheck } from './checks/papers-check.ts';
import { performersCheck } from './checks/performers-check.ts';
import { priceCheck } from './checks/price-check.ts';
import { procedureModifiersCheck } from './checks/procedure-modifiers-check.ts';
import { qualificationsCheck } from './checks/qualifications-check.ts';
import { quantityCheck } from './checks/quantity-check.ts';
import { relatedCheck } from './checks/related-check.ts';
import { requirementCheck } from './checks/requirement-check.ts';
import { residenceCheck } from './checks/residence-check.ts';
import { sequencesCheck } from './checks/sequences-check.ts';
import { settingCheck } from './checks/setting-check.ts';
import { startCheck } from './checks/start-check.ts';
import { wordsCheck } from './checks/words-check.ts';

/** THE LIST: what stands between a line and automation, in the order of the digest's §4. */
const CHECKS: readonly Check[] = [
  concernCheck('finding'),
  concernCheck('modifier'),
  cancelledCheck,
  memberCheck,
  focalCheck,
  coverageCheck,
  otherCoverageCheck,
  residenceCheck,
  ofPatientCheck,
  codesCheck,
  accidentCheck,
  settingCheck,
  wordsCheck,
  labelsCheck,
  papersCheck,
  orderCheck,
  claimOrdersCheck,
  procedureModifiersCheck,
  datesCheck,
  orderDatesCheck,
  orderersCheck,
  startCheck,
  sequencesCheck,
  requirementCheck,
  quantityCheck,
  priceCheck,
  networkCheck,
  performersCheck,
  qualificationsCheck,
  messageCheck,
  duplicateCheck,
  relatedCheck,
];

/** Checks that are told and keep nothing from automation. */
const INFORMATIVE: ReadonlySet<string> = new Set(['network', 'other-coverage']);

/** Runs all checks of a line before its criteria; each keeps its result. */
export function lineChecks(context: CheckContext): readonly CheckTrace[] {
  return CHECKS.map((check) => check(context));
}

/** The checks that keep a line from automation; none when only its criteria stand before it. */
export function openChecks(checks: readonly CheckTrace[]): readonly CheckTrace[] {
  return checks.filter(({ id, result }) => result !== 'pass' && !INFORMATIVE.has(id));
}

/** What a letter says beside the decision, whatever it is: other coverages, out of network. */
export function toldChecks(checks: readonly CheckTrace[]): readonly CheckTrace[] {
  return checks.filter(({ id, result }) => result !== 'pass' && INFORMATIVE.has(id));
}
