/**
 * The disk as records need it: a folder of the extension's own, with paths below it and `/` between their parts.
 * What a method wrote has reached the disk itself when it returns, so that a killed process or a lost power supply
 * cannot take it back.
 */
export interface Disk {
  /** Null where there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** Writes a file that must not be there yet; false where it is. Of two windows, one gets true. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Puts a whole new file in the place of the old one, which is never seen half written. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** No error where there is no such file. */
  remove(path: string): Promise<void>;
  /** The names in a folder, in no order; none where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Sets the time of the last change to now; false where there is no such file. */
  touch(path: string): Promise<boolean>;
  /** Milliseconds since the last change, or null where there is no such file. */
  age(path: string): Promise<number | null>;
}
