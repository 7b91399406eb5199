import { newId } from '../core/contract/id.ts'
import { Source } from '../core/contract/source.ts'
import type { Api } from './api.ts'
import { type FoundFile, filesIn } from './files.ts'
import { readCaptions } from './read-captions.ts'
import { readPage } from './read-page.ts'
import { Stop } from './stop.ts'

const PAGE = /\.x?html?(?:\.gz)?$/i
const CAPTIONS = /\.(?:vtt|srt|sbv|ttml|dfxp|srv[123]|json3)$/i
const WANTED = new RegExp(`${PAGE.source}|${CAPTIONS.source}`, 'i')

export interface SentSources {
  sources: Source[]
  /** Files that gave nothing. */
  skipped: string[]
}

/** What the folder has for a project, so that a wrong folder is told before anything is begun. */
export async function sourceFiles(folder: string): Promise<FoundFile[]> {
  const files = await filesIn(folder, 'sources', WANTED)
  if (files.length === 0)
    throw new Stop(
      '--sources has nothing to read: put saved pages (.html) and caption files (.vtt, .srt, .json3) in the folder.',
    )
  return files
}

/** Reads every file and sends what it holds. A file that cannot be used is told and passed over. */
export async function sendSources(
  api: Api,
  { files, projectId, told }: { files: FoundFile[]; projectId: string; told: (words: string) => void },
): Promise<SentSources> {
  const sources: Source[] = []
  const skipped: string[] = []
  const deps = { now: Date.now, newId: () => newId() }
  for (const [at, file] of files.entries()) {
    const read = await (PAGE.test(file.name) ? readPage : readCaptions)(file, projectId, deps)
    if (!read.ok) {
      skipped.push(file.name)
      told(`${file.name} was passed over: ${read.error}`)
      continue
    }
    sources.push(await api.put(Source, `/sources/${read.value.id}`, read.value))
    told(`${at + 1} of ${files.length}: ${read.value.title}, ${read.value.receipt.words} words`)
  }
  if (sources.length === 0)
    throw new Stop('No file of --sources could be used: the lines above say what is wrong with each.')
  return { sources, skipped }
}
