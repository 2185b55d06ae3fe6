/** A body as it lies in the store: bytes in the clear, or sealed. */
export type Body = Uint8Array;

/**
 * What keeps bodies at rest from being read. A place (`case|ID`) is bound to what is sealed there:
 * a body that was moved does not open. Opening throws one line when the key is not there or the
 * bytes are not what was sealed.
 */
export interface Vault {
  /** Names the key that seals; `none` when nothing is sealed. */
  readonly keyName: string;
  /** The name of the key that sealed a body; `none` for a body in the clear. */
  keyNameOf(body: Body): string;
  seal(text: string, place: string): Body;
  open(body: Body, place: string): string;
  sealBytes(bytes: Uint8Array, place: string): Uint8Array;
  openBytes(bytes: Uint8Array, place: string): Uint8Array;
  /** Stands for a look-up key, always the same one; nobody without the vault can tell the key. */
  searchKey(key: string): string;
}
