import { type Row, read, readWith, type Section } from './row.ts';

const both = ['profile-claim', 'profile-claim-update'];
const coding = 'valueCodeableConcept.coding.0.code';

/** The rows of a slice of the care team, shown on the member at an index. */
function careTeam(slice: string, index: number): Record<string, Row> {
  const id = `Claim.careTeam${slice}`;
  const [field, place] = [`careTeam[${index}]`, `careTeam.${index}`];
  const scope = `${place}.extension(careTeamClaimScope)`;
  return {
    [id]: read('careTeam', place),
    [`${id}.extension:careTeamClaimScope`]: read(
      `${field}.scope`,
      `${scope}.valueBoolean`,
      index !== 0,
    ),
    [`${id}.sequence`]: read(`${field}.sequence`, `${place}.sequence`, 9),
    [`${id}.provider`]: read(
      `${field}.provider`,
      `${place}.provider.reference`,
      'Organization/requestor',
    ),
    [`${id}.role`]: read(`${field}.role`, `${place}.role.coding.0.code`, 'SJ'),
    [`${id}.qualification`]: read(
      `${field}.qualification`,
      `${place}.qualification.coding.0.code`,
      '208000000X',
    ),
  };
}

/** The value of the mark that tells the two kinds of members apart. */
function scopeValue(slice: string, index: number): Record<string, Row> {
  const id = `Claim.careTeam:${slice}.extension:careTeamClaimScope.value[x]`;
  const place = `careTeam.${index}.extension(careTeamClaimScope).valueBoolean`;
  return { [id]: read(`careTeam[${index}].scope`, place, index !== 0) };
}

const team: Section = {
  profiles: both,
  resource: 'Claim/rich-2',
  rows: {
    ...careTeam('', 0),
    ...careTeam(':OverallClaimMember', 0),
    ...careTeam(':ItemClaimMember', 1),
    ...scopeValue('OverallClaimMember', 0),
    ...scopeValue('ItemClaimMember', 1),
  },
};

/** The rows that every slice of the supporting information has. */
function supporting(slice: string, index: number): Record<string, Row> {
  const id = `Claim.supportingInfo${slice}`;
  const [field, place] = [`supportingItems[${index}]`, `supportingInfo.${index}`];
  return {
    [id]: read('supportingItems', place),
    [`${id}.sequence`]: read(`${field}.sequence`, `${place}.sequence`, 9),
    [`${id}.category`]: read(`${field}.kind`, `${place}.category.coding.0.code`, 'other'),
  };
}

/** The rows of a slice that holds a date or a period. */
function timing(slice: string, index: number): Record<string, Row> {
  const id = `Claim.supportingInfo:${slice}.timing[x]`;
  const [field, place] = [`supportingItems[${index}].span`, `supportingInfo.${index}`];
  const date = `${place}.timingDate`;
  const period = `${place}.timingPeriod`;
  const days = { start: '2026-11-02', end: '2026-11-04' };
  return {
    [id]: readWith(field, { [date]: undefined, [period]: undefined }),
    [`${id}:timingDate`]: readWith(field, { [period]: undefined, [date]: '2026-11-03' }),
    [`${id}:timingPeriod`]: readWith(field, { [date]: undefined, [period]: days }),
    [`${id}:timingPeriod.start`]: readWith(`${field}.from`, { [`${period}.start`]: '2026-11-02' }),
    [`${id}:timingPeriod.end`]: readWith(`${field}.to`, { [`${period}.end`]: '2026-12-24' }),
  };
}

const supportingInfo: Section = {
  profiles: both,
  resource: 'Claim/rich-2',
  rows: {
    ...supporting('', 0),
    ...supporting(':PatientEvent', 0),
    ...supporting(':AdmissionDates', 1),
    ...supporting(':DischargeDates', 2),
    ...supporting(':AdditionalInformation', 3),
    ...supporting(':MessageText', 4),
    ...timing('PatientEvent', 0),
    ...timing('AdmissionDates', 1),
    'Claim.supportingInfo:DischargeDates.timing[x]': read(
      'supportingItems[2].span',
      'supportingInfo.2.timingDate',
      '2026-12-08',
    ),
    'Claim.supportingInfo:AdditionalInformation.extension:documentInformation': read(
      'supportingItems[3].document.reportType',
      `supportingInfo.3.extension(documentInformation).extension(reportTypeCode).${coding}`,
      '15',
    ),
    'Claim.supportingInfo:AdditionalInformation.value[x]': read(
      'supportingItems[3].document',
      'supportingInfo.3.valueReference.reference',
      'Condition/copd',
    ),
    'Claim.supportingInfo:MessageText.value[x]': read(
      'supportingItems[4].text',
      'supportingInfo.4.valueString',
      'Please write.',
    ),
  },
};

/** An element of an item, shown on the first. */
function ofItem(field: string, place: string, value: string | number | boolean): Row {
  return read(`lines[0].${field}`, `item.0.${place}`, value);
}

const item: Section = {
  profiles: both,
  resource: 'Claim/rich-2',
  rows: {
    'Claim.item': read('lines', 'item.3'),
    'Claim.item.extension:itemTraceNumber': ofItem(
      'traceNumbers',
      'extension(itemTraceNumber).valueIdentifier.value',
      'LINE-X',
    ),
    'Claim.item.extension:authorizationNumber': ofItem(
      'authorizationNumber',
      'extension(authorizationNumber).valueString',
      'OTHER',
    ),
    'Claim.item.extension:administrationReferenceNumber': ofItem(
      'administrativeReferenceNumber',
      'extension(administrationReferenceNumber).valueString',
      'OTHER',
    ),
    'Claim.item.extension:requestType': ofItem(
      'requestType, lines[0].setting',
      `extension(serviceItemRequestType).${coding}`,
      'AR',
    ),
    'Claim.item.extension:certificationType': ofItem(
      'certificationType',
      `extension(certificationType).${coding}`,
      'R',
    ),
    'Claim.item.extension:productOrServiceCodeEnd': ofItem(
      'serviceEnd',
      `extension(productOrServiceCodeEnd).${coding}`,
      'G0301',
    ),
    'Claim.item.extension:epsdtIndicator': ofItem(
      'isEpsdt',
      'extension(epsdtIndicator).valueBoolean',
      true,
    ),
    'Claim.item.extension:nursingHomeResidentialStatus': ofItem(
      'nursingHomeStatus',
      `extension(nursingHomeResidentialStatus).${coding}`,
      '1',
    ),
    'Claim.item.extension:nursingHomeResidentialStatus.value[x]': ofItem(
      'nursingHomeStatus',
      `extension(nursingHomeResidentialStatus).${coding}`,
      '3',
    ),
    'Claim.item.extension:nursingHomeLevelOfCare': ofItem(
      'nursingHomeLevel',
      `extension(nursingHomeLevelOfCare).${coding}`,
      '1',
    ),
    'Claim.item.extension:revenueUnitRateLimit': ofItem(
      'revenueUnitRateLimit',
      'extension(revenueUnitRateLimit).valueDecimal',
      150.75,
    ),
    'Claim.item.extension:requestedService': ofItem(
      'requestedOrder',
      'extension(requestedService).valueReference.reference',
      'DeviceRequest/oxygen',
    ),
    'Claim.item.sequence': ofItem('sequence', 'sequence', 9),
    'Claim.item.careTeamSequence': ofItem('careTeamSequences', 'careTeamSequence.0', 9),
    'Claim.item.diagnosisSequence': ofItem('diagnosisSequences', 'diagnosisSequence.0', 9),
    'Claim.item.informationSequence': ofItem('supportingSequences', 'informationSequence.0', 9),
    'Claim.item.revenue': ofItem('revenues', 'revenue.coding.0.code', '0552'),
    'Claim.item.category': ofItem('setting', 'category.coding.0.code', '1'),
    'Claim.item.productOrService': ofItem('service', 'productOrService.coding.0.code', 'G0151'),
    'Claim.item.modifier': ofItem('modifiers', 'modifier.0.coding.0.code', 'GO'),
    'Claim.item.serviced[x]': read('lines[0].servicedSpan', 'item.0.servicedPeriod'),
    'Claim.item.serviced[x]:servicedDate': read(
      'lines[1].servicedSpan',
      'item.1.servicedDate',
      '2026-12-11',
    ),
    'Claim.item.serviced[x]:servicedPeriod': ofItem(
      'servicedSpan.to',
      'servicedPeriod.end',
      '2026-12-30',
    ),
    'Claim.item.location[x]': ofItem('setting', 'locationCodeableConcept.coding.0.code', '11'),
    'Claim.item.quantity': read('lines[0].quantity', 'item.0.quantity'),
    'Claim.item.unitPrice': ofItem('unitPrice.amount', 'unitPrice.value', 99.5),
  },
};

const quantity: Section = {
  profiles: ['profile-quantity'],
  resource: 'Claim/rich-2',
  within: 'item.0.quantity',
  rows: {
    'Quantity.value': read('lines[0].quantity.amount', 'value', 10),
    'Quantity.unit': read('lines[0].quantity.unit', 'unit', 'Days'),
    'Quantity.system': read('lines[0].quantity.system', 'system', 'urn:other'),
    'Quantity.code': read('lines[0].quantity.code', 'code', 'DA'),
  },
};

/** The lists of a Claim. */
export const claimListSections: readonly Section[] = [team, supportingInfo, item, quantity];
