import {
  JSON_FINDINGS_MAX,
  type JsonFinding,
  type JsonFindingCode,
  type JsonLimits,
  mendOf,
} from './json-finding.ts';

/** A finding before its root, line and column are known. */
export interface FoundAt {
  readonly code: JsonFindingCode;
  readonly steps: string;
  readonly offset: number;
  readonly message: string;
}

/** Collects what a document's diagnosis finds, up to the number that is reported. */
export class FindingList {
  readonly #found: FoundAt[] = [];

  get isFull(): boolean {
    return this.#found.length >= JSON_FINDINGS_MAX;
  }

  add(finding: FoundAt): void {
    if (!this.isFull) this.#found.push(finding);
  }

  /** The findings in reading order, rooted and with line and column. */
  finish(bytes: Uint8Array, root: string, limits: JsonLimits): JsonFinding[] {
    const lines = new LineCounter(bytes);
    return this.#found
      .toSorted((left, right) => left.offset - right.offset)
      .map(({ code, steps, offset, message }) => ({
        code,
        severity: code === 'bom' ? 'warning' : 'error',
        expression: `${root}${steps}`,
        offset,
        ...lines.at(offset),
        message,
        mend: mendOf(code, limits),
      }));
  }
}

/** Counts lines and characters forward through a document. */
class LineCounter {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #line = 1;
  #column = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  at(offset: number): { line: number; column: number } {
    for (; this.#offset < offset; this.#offset++) {
      const byte = this.#bytes[this.#offset] ?? 0;
      if (byte === 0x0a) {
        this.#line++;
        this.#column = 1;
      } else if (byte < 0x80 || byte > 0xbf) this.#column++;
    }
    return { line: this.#line, column: this.#column };
  }
}
