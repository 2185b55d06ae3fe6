const choiceTypes =
  'Base64Binary|Boolean|Canonical|Code|DateTime|Date|Decimal|Id|Instant|Integer|Markdown|Oid|' +
  'PositiveInt|String|Time|UnsignedInt|Uri|Url|Uuid|Address|Age|Annotation|Attachment|' +
  'CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|' +
  'Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|' +
  'Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|' +
  'TriggerDefinition|UsageContext|Dosage|Meta';
const choiceSegment = new RegExp(`([a-z])(?:${choiceTypes})(?=[.[]|$)`, 'g');

/**
 * An element's place in one form, whoever wrote it: without comments, type casts, choice suffixes,
 * slice hints and backticks. `Bundle.entry[0].resource/*Claim/1*\/.value.ofType(Period)` and
 * `Bundle.entry[0].resource.valuePeriod` become equal.
 */
export function plainExpression(location: string): string {
  return location
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\[url='[^\]]*\]/g, '')
    .replace(/\.ofType\([^)]*\)/g, '')
    .replace(/\[x\]|`/g, '')
    .replace(choiceSegment, '$1');
}

/** True when `ours` is the place `theirs` or its parent; a missing position is no difference. */
export function isAtOrAbove(ours: string, theirs: string): boolean {
  if (ours === theirs || withoutPosition(ours) === theirs || ours === withoutPosition(theirs)) {
    return true;
  }
  const above = parentOf(theirs);
  return ours === above || ours === withoutPosition(above);
}

function withoutPosition(expression: string): string {
  return expression.replace(/\[\d+\]$/, '');
}

function parentOf(expression: string): string {
  return expression.slice(0, Math.max(0, expression.lastIndexOf('.')));
}
