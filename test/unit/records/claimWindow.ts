import { Claims, type Claim } from '../../../src/records/claims.ts';
import type { VirtualClock } from '../generation/virtualClock.ts';
import { inTurns } from './inTurns.ts';
import type { MemoryDisk } from './memoryDisk.ts';
import { diskOf, MortalProcess, type Death } from './mortalProcess.ts';

/** The machines and the disk that windows share. */
export interface Shared {
  readonly disk: MemoryDisk;
  readonly clock: VirtualClock;
  readonly windows: ClaimWindow[];
  /** Before each operation of a window's disk it is another's turn, perhaps. */
  readonly turn?: () => Promise<unknown>;
}

/** A window that claims one generation, as a process that may sleep and die. */
export class ClaimWindow {
  readonly host: string;
  readonly mortal: MortalProcess;
  readonly claims: Claims;
  isAsleep = false;
  claim: Claim | null = null;

  constructor(shared: Shared, host = 'here', death: Death | null = null) {
    const { clock, windows, turn } = shared;
    this.mortal = new MortalProcess(death);
    const disk = diskOf(this.mortal, shared.disk);
    this.host = host;
    windows.push(this);
    this.claims = new Claims({
      disk: turn === undefined ? disk : inTurns(disk, turn),
      self: { host, process: windows.length },
      isAlive: (process) => windows[process - 1]?.mortal.isAlive ?? false,
      every: (milliseconds, call) =>
        clock.every(milliseconds, () => {
          if (!this.isAsleep) {
            call();
          }
        }),
    });
  }

  /** Whether it believes that it may carry the generation on, and can. */
  get holds(): boolean {
    return this.mortal.isAlive && !this.isAsleep && this.claim !== null && !this.claim.lost.aborted;
  }

  kill(): void {
    this.mortal.kill();
  }

  async acquire(id = 'fox'): Promise<boolean> {
    const claim = await this.claims.acquire(id);
    this.claim = claim ?? this.claim;
    return claim !== null;
  }

  async release(): Promise<void> {
    const { claim } = this;
    this.claim = null;
    await claim?.release();
  }
}
