import type { ReadonlySignal } from '@preact/signals'
import type { ServerFacts } from '../../../core/contract/server.ts'
import type { Done } from '../done.ts'

/** A server of this computer, without what lets us in. */
export interface KnownServer {
  id: string
  server: string
  /** The creator's own name for it. */
  label: string | null
  pairing: ServerFacts['pairing'] | null
  /** Who one is there, where it was told. */
  account: string | null
  /** It has never let this browser in. */
  isNew: boolean
  /** Whether it is the one that is worked with. */
  current: boolean
  /** What waits on this computer to be sent to it; counted for those that are not worked with. */
  waiting: number
}

/** What answers at an address, before one is let in. */
export interface FoundServer {
  server: string
  pairing: ServerFacts['pairing']
}

/** A code that is shown here and approved there. */
export type CodePairing =
  | { state: 'asking'; server: string }
  | {
      state: 'shown'
      server: string
      userCode: string
      /** Where it is approved. */
      approveAt: string
      /** Milliseconds since 1970. */
      expiresAt: number
      /** The server did not answer when it was asked last; it is asked again. */
      unreached: boolean
    }
  | { state: 'approved'; server: string }
  | { state: 'refused'; server: string }
  | { state: 'expired'; server: string }
  | { state: 'failed'; server: string; message: string }

/** The creator's servers: loaded when they are first wanted. */
export interface ServersWorld {
  /** The code that is shown, or how it ended; null: none. It goes on while the panel is closed, as long as it counts. */
  code: ReadonlySignal<CodePairing | null>
  /** What answers at the address, and how it lets us in. */
  look(address: string): Done<FoundServer>
  /** Comes in by itself (this computer) or by a token, and works with that server from now on. */
  comeIn(address: string, token: string | null): Done
  /** Asks a server for a code, and waits until it is approved there. Once it is, that server is worked with. */
  pairByCode(server: string): Promise<void>
  /** Opens the page on which the code is approved. */
  openApproval(): Promise<void>
  /** Gives the code up, or forgets how it ended. */
  cancelCode(): Promise<void>
  /** Works with another server: the panel begins anew with it. */
  use(id: string): Promise<void>
  /** Calls it by another name; nothing: by its address again. */
  rename(id: string, label: string): Promise<void>
  /** Forgets it with what this computer keeps of it, and with what waits for it. */
  remove(id: string): Promise<void>
  /** How much of it is on this computer alone, and would be lost with it. */
  unsent(id: string): Promise<number>
  /** Counts what waits for the others. */
  count(): Promise<void>
}
