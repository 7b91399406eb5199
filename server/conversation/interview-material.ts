import { addressesMachine } from '../../core/machine-words/machine-words.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { listProjects } from '../projects/projects.ts'
import { terms, tokens } from '../research/terms.ts'
import { type Desk, deskFor } from './desk.ts'
import { selectAsked } from './interview-store.ts'

/** What an interview is made from: the topic, what the sources hold, and what they lack. */
export interface InterviewMaterial {
  desk: Desk
  /** The project's title: the creator's own words for the topic. */
  topic: string
  /** What the sources speak of, most telling first. */
  themes: string[]
  /** Where they part. */
  parting: string[]
  /** What only one of them says. */
  single: string[]
  /** What none of them answers. */
  open: string[]
  /** Asked in earlier interviews. */
  asked: string[]
}

const MOST = 12
const MOST_CHARS = 110

export async function interviewMaterial(
  database: Database,
  accountId: string,
  projectId: string,
): Promise<InterviewMaterial | null> {
  return asAccount(database, accountId, async tx => {
    const project = (await listProjects(tx)).find(({ id }) => id === projectId)
    if (!project) return null
    const desk = await deskFor(tx, { projectId, turnId: null, question: project.title, stage: 'research' })
    const claims = desk.findings?.claims ?? []
    const parted = claims.filter(({ sides }) => sides.length > 1).map(({ text }) => text)
    return {
      desk,
      topic: phrase(project.title),
      themes: unique([...(desk.brief?.themes ?? []).map(({ title }) => title), ...titleThemes(desk)]),
      parting: unique([...parted, ...(desk.brief?.disagreements ?? []).map(({ about }) => about)]),
      single: unique(claims.filter(({ singleSource }) => singleSource).map(({ text }) => text)),
      open: unique(
        [...(desk.findings?.questions ?? []), ...(desk.brief?.questions ?? [])].map(each => each.question),
      ),
      asked: await selectAsked(tx, projectId),
    }
  })
}

/** Words that several titles share, as they are written; else the most telling words of the newest titles. */
function titleThemes({ sources }: Desk): string[] {
  const written = new Map<string, { word: string; titles: number }>()
  for (const { source } of sources) {
    // A title that speaks to machines is no theme of anybody's.
    if (addressesMachine(source.title)) continue
    const once = new Set<string>()
    for (const { surface, term } of tokens(source.title, source.language)) {
      if (term.length < 4 || /\d/.test(term) || once.has(term)) continue
      once.add(term)
      const known = written.get(term)
      if (known) known.titles++
      else written.set(term, { word: surface, titles: 1 })
    }
  }
  return [...written.values()]
    .sort((a, b) => b.titles - a.titles || b.word.length - a.word.length)
    .slice(0, MOST)
    .map(({ word }) => word)
}

const phrase = (text: string): string => {
  const words = text
    .replace(/\s+/g, ' ')
    .replace(/[.!?:]+$/, '')
    .trim()
  return words.length > MOST_CHARS ? `${words.slice(0, MOST_CHARS).replace(/\s+\S*$/, '')}…` : words
}

const unique = (texts: string[]): string[] => {
  const seen = new Set<string>()
  return texts
    .map(phrase)
    .filter(text => {
      const key = terms(text, null).join(' ') || text
      if (!text || seen.has(key)) return false
      seen.add(key)
      return true
    })
    .slice(0, MOST)
}
