import type { LogEntry } from '../../core/contract/decision.ts'
import { logMarkdown } from '../../core/decisions/log-markdown.ts'
import { applyAll, emptyScript } from '../../core/script/apply.ts'
import { avMarkdown } from '../../core/script/forms/av-markdown.ts'
import { ledgerFile } from '../../core/script/forms/ledger.ts'
import { scriptMarkdown } from '../../core/script/forms/script-markdown.ts'
import { usualPace } from '../../core/script/timing.ts'
import { captionFile } from '../../core/transcript/to-vtt.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { FORMAT, type Folder, type FolderScript, VERSION, type Words } from './folder.ts'
import { readme } from './readme.ts'

/**
 * A project as the files of its folder, in their order.
 * @param log the same decisions, to be read by people
 */
export function toFiles(folder: Folder, log: readonly LogEntry[], leftOut: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const text = (name: string, words: string) => files.set(name, Buffer.from(words))
  const json = (name: string, value: unknown) => text(name, `${JSON.stringify(value, null, 1)}\n`)
  const { project } = folder
  text('README.txt', readme(project.title, leftOut))
  json('project.json', { format: FORMAT, version: VERSION, ...project })
  folder.sources.forEach(({ row, versions, ...words }, at) => {
    const under = `sources/${numbered(at, row.title)}`
    json(`${under}/source.json`, row)
    putWords(files, under, words)
    for (const { row: version, ...then } of versions) {
      json(`${under}/versions/${version.version}/version.json`, version)
      putWords(files, `${under}/versions/${version.version}`, then)
    }
  })
  json('briefs.json', folder.briefs)
  const brief = folder.briefs.at(-1)?.document
  if (brief) text('brief.md', briefMarkdown(brief, project.title))
  json('findings.json', folder.findings)
  json('conversation.json', folder.conversation)
  json('ways.json', { branches: folder.branches })
  json('decisions.json', { offers: folder.offers, decisions: folder.decisions })
  text('decisions.md', logMarkdown(project.title, log))
  const names = new Map(folder.branches.map(({ id, name }) => [id, name]))
  folder.scripts.forEach((script, at) => {
    putScript(files, `scripts/${numbered(at, names.get(script.branchId) ?? '')}`, script, project.title)
  })
  json('activity.json', folder.activity)
  return files
}

function putWords(
  files: Map<string, Uint8Array>,
  under: string,
  { body, markdown, transcript, htmlGzip, file }: Words,
): void {
  files.set(`${under}/text.txt`, Buffer.from(body))
  if (markdown !== null) files.set(`${under}/text.md`, Buffer.from(markdown))
  if (transcript) {
    files.set(`${under}/transcript.json`, Buffer.from(JSON.stringify(transcript)))
    files.set(`${under}/captions.vtt`, Buffer.from(captionFile(transcript)))
  }
  if (htmlGzip) files.set(`${under}/original.html.gz`, htmlGzip)
  if (file) files.set(`${under}/original.pdf`, file)
}

/** A script in its forms, each by the usual pace: the creator's own is not in the folder. */
function putScript(
  files: Map<string, Uint8Array>,
  under: string,
  { branchId, changes, points, drafts, rewrites }: FolderScript,
  title: string,
): void {
  const text = (name: string, words: string) => files.set(`${under}/${name}`, Buffer.from(words))
  const json = (name: string, value: unknown) => text(name, `${JSON.stringify(value, null, 1)}\n`)
  const state = applyAll(
    emptyScript(),
    changes.map(({ op }) => op),
  )
  const form = { title, pace: usualPace }
  json('script.json', state)
  json('changes.json', { branchId, changes })
  json('points.json', points)
  json('drafts.json', drafts)
  json('rewrites.json', rewrites)
  json('ledger.json', ledgerFile(state, form))
  text('script.md', scriptMarkdown(state, form))
  text('av.md', avMarkdown(state, form))
}

/** "007-why-there-are-tides": told apart by the number, and a name that every disk takes. */
function numbered(at: number, title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  const name = Array.from(words)
    .slice(0, 40)
    .join('')
    .replace(/^-+|-+$/g, '')
  return `${String(at + 1).padStart(3, '0')}${name && `-${name}`}`
}
