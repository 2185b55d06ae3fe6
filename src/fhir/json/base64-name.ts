/**
 * True for the name of a member that holds base64 in R4 (Attachment.data, Binary.data,
 * Signature.data, AuditEvent.entity.query, Device.udiCarrier.carrierAIDC, value[x]): what a file
 * becomes there is as long as the file.
 */
export function isBase64Name(name: string): boolean {
  return name === 'data' || name === 'query' || name.endsWith('Base64Binary') || name === AIDC;
}

const AIDC = 'carrierAIDC';
