import { addressName } from '../servers/server-words.ts'
import type { ServerNote } from './server-note.ts'

const HOUR_MS = 3_600_000

/** What the creator is told, and what to do. */
export function noteWords(note: ServerNote, server: string): { title: string; words: string } {
  const name = addressName(server)
  if (note.is === 'extension_old')
    return {
      title: 'This extension is too old for the server',
      words: `This extension speaks version ${note.speaks}, ${name} (Ownwords ${note.version}) wants ${note.oldest} or newer. Update the extension. What you clip until then is kept here.`,
    }
  if (note.is === 'server_old')
    return {
      title: 'The server is too old for this extension',
      words: `This extension speaks version ${note.speaks}, ${name} (Ownwords ${note.version}) understands up to ${note.newest}. Whoever keeps the server can update it. What you clip until then is kept here.`,
    }
  const apart = Math.abs(note.aheadMs)
  const about =
    apart < 2 * HOUR_MS ? `${Math.round(apart / 60_000)} minutes` : `${Math.round(apart / HOUR_MS)} hours`
  return {
    title: 'Two clocks do not agree',
    words: `The clock of this computer is ${about} ${note.aheadMs > 0 ? 'ahead of' : 'behind'} the one of ${name}. Codes would end too early and dates be wrong: set the time of whichever is wrong.`,
  }
}

/** Why a server elsewhere does not answer, as far as a browser tells an extension. */
export function awayWords(server: string, isOnline: boolean): string | null {
  if (!isOnline) return 'This computer is not connected to the internet just now.'
  if (!server.startsWith('https:')) return null
  return `The browser does not tell an extension why. It may be down, or its certificate has expired or is not trusted here: open ${addressName(server)} in a tab to see what your browser says.`
}
