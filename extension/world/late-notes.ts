import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { factsOf } from '../api/server-facts.ts'
import type { ServerNote } from '../panel/notes/server-note.ts'
import type { Connection } from '../panel/world.ts'

/** A panel that stays open for days hears of a server that was updated meanwhile. */
const AGAIN_MS = 3_600_000

/** Asks a server for its facts beside the work, when it is there and when what it answers is not understood. */
export function followNotes(deps: {
  connection: ReadonlySignal<Connection>
  fetch: typeof globalThis.fetch
  clock: () => number
}): { note: ReadonlySignal<ServerNote | null>; look: () => Promise<void>; stop: () => void } {
  const { connection, fetch, clock } = deps
  const note = signal<ServerNote | null>(null)
  let looked = { server: '', at: 0 }

  async function look(): Promise<void> {
    const { server } = connection.peek()
    if (looked.server === server && clock() - looked.at < AGAIN_MS) return
    looked = { server, at: clock() }
    const part = await import('./server-notes.ts').catch(() => null)
    if (!part) return
    const asked = clock()
    const facts = await factsOf(fetch, server)
    if (connection.peek().server !== server) return
    note.value = facts.ok && facts.value ? part.noteOn(facts.value, asked, clock()) : null
  }

  const off = effect(() => {
    if (connection.value.state === 'online') void look()
  })
  return { note, look, stop: off }
}
