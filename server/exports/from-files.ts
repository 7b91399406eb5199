import { z } from 'zod'
import { Transcript } from '../../core/contract/transcript.ts'
import { ApiError } from '../http/problem.ts'
import { storable } from '../http/storable.ts'
import { ChangesFile, type Folder, type FolderScript, ProjectFile, topFiles, type Words } from './folder.ts'
import * as rows from './rows.ts'

type Files = ReadonlyMap<string, Buffer>

/**
 * The project that the files of a folder hold, each parsed by its schema. What is made of them is not read.
 * @throws `invalid_request` naming the file and the place in it that is not as Ownwords writes it
 */
export function fromFiles(files: Files): Folder {
  const { format: _f, version: _v, ...project } = parsed(files, 'project.json', ProjectFile)
  const talk = parsed(files, 'conversation.json', topFiles['conversation.json'])
  const decided = parsed(files, 'decisions.json', topFiles['decisions.json'])
  return {
    project,
    sources: under(files, /^sources\/[^/]+\/source\.json$/).map(folder => ({
      row: parsed(files, `${folder}/source.json`, rows.SourceRow),
      ...wordsIn(files, folder),
      versions: versionsIn(files, folder),
    })),
    briefs: parsed(files, 'briefs.json', topFiles['briefs.json']),
    findings: parsed(files, 'findings.json', topFiles['findings.json']),
    conversation: talk,
    branches: parsed(files, 'ways.json', topFiles['ways.json']).branches,
    ...decided,
    scripts: under(files, /^scripts\/[^/]+\/changes\.json$/).map(folder => scriptIn(files, folder)),
    activity: parsed(files, 'activity.json', topFiles['activity.json']),
  }
}

/** Folders that have such a file, in order. */
const under = (files: Files, wanted: RegExp): string[] =>
  [...files.keys()]
    .filter(name => wanted.test(name))
    .map(name => name.slice(0, name.lastIndexOf('/')))
    .sort()

function versionsIn(files: Files, folder: string): Folder['sources'][number]['versions'] {
  const there = `${folder}/versions/`
  return under(files, /\/versions\/[^/]+\/version\.json$/)
    .filter(name => name.startsWith(there))
    .map(name => ({
      row: parsed(files, `${name}/version.json`, rows.VersionRow),
      ...wordsIn(files, name),
    }))
    .sort((a, b) => a.row.version - b.row.version)
}

function wordsIn(files: Files, folder: string): Words {
  const transcript = `${folder}/transcript.json`
  return {
    body: textOf(files, `${folder}/text.txt`) ?? missing(`${folder}/text.txt`),
    markdown: textOf(files, `${folder}/text.md`),
    transcript: files.has(transcript) ? parsed(files, transcript, Transcript) : null,
    htmlGzip: files.get(`${folder}/original.html.gz`) ?? null,
    file: files.get(`${folder}/original.pdf`) ?? null,
  }
}

function scriptIn(files: Files, folder: string): FolderScript {
  const list = <Row extends z.ZodType>(name: string, row: Row) =>
    parsed(files, `${folder}/${name}`, z.array(row).max(20_000))
  return {
    ...parsed(files, `${folder}/changes.json`, ChangesFile),
    points: list('points.json', rows.PointRow),
    drafts: list('drafts.json', rows.BeatDraftsRow),
    rewrites: list('rewrites.json', rows.RewriteRow),
  }
}

function parsed<Schema extends z.ZodType>(files: Files, name: string, schema: Schema): z.output<Schema> {
  const text = textOf(files, name) ?? missing(name)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    refuse(name, 'It is not JSON.')
  }
  const result = schema.safeParse(value)
  if (result.success) return storable(result.data, [name]) as z.output<Schema>
  const [issue] = result.error.issues
  const path = issue!.path.map(String).join('.').slice(0, 200)
  return refuse(
    `${name}${path && ` ${path}`}`,
    issue!.code === 'unrecognized_keys' ? 'Unknown key' : issue!.message,
  )
}

function textOf(files: Files, name: string): string | null {
  const bytes = files.get(name)
  if (!bytes) return null
  try {
    return storable(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), [
      name,
    ]) as string
  } catch (error) {
    if (error instanceof ApiError) throw error
    return refuse(name, 'It is not UTF-8.')
  }
}

const missing = (name: string): never => refuse(name, 'It is not there.')

/** @param path the file, and the place in it */
export function refuse(path: string, message: string): never {
  throw new ApiError(
    'invalid_request',
    `“${path.slice(0, 200)}” in this folder is not as Ownwords writes it, and nothing was taken in. ${message.slice(0, 300)}`,
    { fields: [{ path: path.slice(0, 300), message: message.slice(0, 300) }] },
  )
}
