import type { ElementNode } from './element-node.ts';

/** Gives the snapshot of a structure definition, made from differentials on first use. */
export interface Snapshots {
  /** Root element of a canonical named by a package; undefined when it is not here. */
  root(canonical: string, fromPackage: string): ElementNode | undefined;
  /** Root element of a base R4 type. */
  type(code: string): ElementNode | undefined;
}
