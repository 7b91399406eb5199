import { captionName } from '../core/channel/caption-name.ts'

/** What the name of a caption file says of its video; null for the id where it has none. */
export function videoOf(fileName: string): {
  videoId: string | null
  title: string
  language: string | null
} {
  const { base, language } = captionName(fileName)
  const named = /^(?<title>.*?)[\s_-]*[[({](?<id>[\w-]{11})[\])}]\s*$/su.exec(base)?.groups
  const id = named?.id ?? (/^[\w-]{11}$/.test(base) ? base : null)
  const isId = id !== null && looksLikeId(id)
  const title = (isId ? (named?.title ?? '') : base).replace(/[_\s]+/g, ' ').trim()
  return { videoId: isId ? id : null, title: (title || base).slice(0, 500), language }
}

/** Eleven letters in brackets may be a word. */
const looksLikeId = (id: string): boolean => /\d|_|[a-z][A-Z]|^-|-$/.test(id)
