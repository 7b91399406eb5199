import { clientVersionIn } from '../capture/youtube/client-version.ts'
import { readPlayer } from '../capture/youtube/player.ts'
import { PlayerFacts } from '../capture/youtube/player-facts.ts'
import type { LinkedVideo } from './link-answer.ts'

let reading: Promise<unknown> = Promise.resolve()

/**
 * The facts of a watch page that was fetched, not opened. `readPlayer` looks for the page's globals: those that its
 * inline scripts would make are read out of their text as JSON, never run, and stand for as long as it looks. One page
 * after the other, because a global is everybody's.
 */
export function readWatchPage(page: Document | null, videoId: string): Promise<Omit<LinkedVideo, 'ms'>> {
  const next = reading.then(async () => {
    const none = { videoId, facts: null, pageTitle: '', clientVersion: null }
    const player = page && globalOf(page, 'ytInitialPlayerResponse')
    if (!page || !player) return none
    const globals = globalThis as unknown as Record<string, unknown>
    Object.assign(globals, {
      ytInitialPlayerResponse: player,
      ytInitialData: globalOf(page, 'ytInitialData'),
    })
    try {
      const read = PlayerFacts.safeParse(await readPlayer(videoId))
      const facts = read.success && read.data.videoId === videoId ? read.data : null
      return { videoId, facts, pageTitle: page.title, clientVersion: clientVersionIn(page) }
    } finally {
      delete globals.ytInitialPlayerResponse
      delete globals.ytInitialData
    }
  })
  reading = next.catch(() => {})
  return next
}

/** The object that an inline script assigns to a name: `var name = {…}`, `window["name"] = {…}`. */
export function globalOf(page: Document, name: string): unknown {
  for (const script of page.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? ''
    const found = new RegExp(`\\b${name}["']?\\]?\\s*=\\s*(?=\\{)`).exec(text)
    const json = found && objectAt(text, found.index + found[0].length)
    if (json) return json
  }
  return null
}

/** The JSON object that begins at a place of a script, up to its own closing brace. */
function objectAt(text: string, from: number): unknown {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      depth--
      if (depth === 0) {
        try {
          return JSON.parse(text.slice(from, at + 1))
        } catch {
          return null
        }
      }
    }
  }
  return null
}
