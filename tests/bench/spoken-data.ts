import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Transcript } from '../../core/contract/transcript.ts'
import { parseCaptions } from '../../core/transcript/parse.ts'

export interface SpokenText {
  /** The file's name. */
  name: string
  transcript: Transcript
}

export interface Speaker {
  id: string
  /** The folder: "youtube" or "dialogue". */
  set: string
  texts: SpokenText[]
}

export interface WrittenScript {
  name: string
  kind: string
  genre: string
  /** For whom or from whose passage it was written. */
  creator: string | null
  text: string
}

/**
 * The speakers of a folder `youtube/<creator>/<text>`, `dialogue/<speaker>/<text>`, in the order of their names.
 * @param only read just these; null: all
 */
export function readSpeakers(
  data: string,
  sets: readonly string[] = ['youtube', 'dialogue'],
  only: readonly string[] | null = null,
): Speaker[] {
  return sets.flatMap(set =>
    names(join(data, set))
      .filter(id => only?.includes(id) ?? true)
      .map(id => ({
        id,
        set,
        texts: names(join(data, set, id)).flatMap(name => {
          const captions = parseCaptions(readFileSync(join(data, set, id, name)))
          return captions.ok ? [{ name, transcript: captions.value.transcript }] : []
        }),
      })),
  )
}

/** Scripts of a model, by what `model-written/INDEX.json` says of them; none without it. */
export function readScripts(data: string, kinds: readonly string[]): WrittenScript[] {
  const folder = join(data, 'model-written')
  if (!existsSync(join(folder, 'INDEX.json'))) return []
  const index: unknown = JSON.parse(readFileSync(join(folder, 'INDEX.json'), 'utf8'))
  if (!Array.isArray(index)) throw new Error(`${folder}/INDEX.json is no list`)
  return index.flatMap((entry: { file?: unknown; kind?: unknown; genre?: unknown; creator?: unknown }) => {
    const { file, kind, genre, creator } = entry
    if (typeof file !== 'string' || typeof kind !== 'string' || !kinds.includes(kind)) return []
    const text = readFileSync(join(folder, file), 'utf8')
    return [
      {
        name: basename(file),
        kind,
        genre: typeof genre === 'string' ? genre : '',
        creator: typeof creator === 'string' ? creator : null,
        text,
      },
    ]
  })
}

const names = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => !name.startsWith('.'))
        .toSorted()
    : []
