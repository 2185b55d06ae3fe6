import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { objects, referenceOf } from '../translate/read/element.ts';
import { evidenceRules } from './evidence-rules.ts';

/** The results that came with reports that are not final, or were withdrawn. */
export function inOpenReports(
  bundle: RequestBundle,
  reports: readonly BundleEntry[],
): ReadonlySet<BundleEntry> {
  const open = reports.filter(
    ({ resource }) => evidenceRules.DiagnosticReport?.standing(resource) !== 'final',
  );
  const results = open.flatMap((report) =>
    objects(report.resource.result).map((one) => {
      const reference = referenceOf(one);
      return reference === undefined ? undefined : bundle.resolve(reference, report);
    }),
  );
  return new Set(results.filter((entry) => entry !== undefined));
}
