import type { TransactionSql } from 'postgres'
import type { Brief } from '../../core/contract/brief.ts'
import type { WorkStage } from '../../core/contract/conversation.ts'
import type { Findings } from '../../core/contract/findings.ts'
import type { Source } from '../../core/contract/source.ts'
import { listChannels } from '../channels/channels.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { newestBrief } from '../research/briefs.ts'
import { newestOf } from '../research/claims/findings.ts'
import { tokens } from '../research/terms.ts'
import { projectSources } from '../sources/texts.ts'
import { selectEarlier, selectQuestion } from './turns-store.ts'

/** A source under the name that it has in this turn. */
export interface DeskSource {
  /** `S1` is what the creator took first. */
  ref: string
  source: Source
  /** The first part of its language's tag, where it is one: the tag itself is the page's word. */
  language: string | null
}

/** What lies before whoever answers a question. */
export interface Desk {
  projectId: string
  turnId: string | null
  question: string
  stage: WorkStage
  /** Newest first, with the names of the sources that the answers cited. */
  earlier: { text: string; cited: string[] }[]
  sources: DeskSource[]
  /** Those that the question names by their title or site. */
  named: string[]
  brief: Brief | null
  findings: Findings | null
  /** Videos of the own channel whose words are here. */
  ownVideos: number
}

/** Questions and characters of each that a model is told of what was asked before. */
const EARLIER = 5
const EARLIER_CHARS = 300

/** The desk of a turn; null where there is no such turn. */
export async function readDesk(
  database: Database,
  accountId: string,
  { projectId, turnId }: { projectId: string; turnId: string },
): Promise<Desk | null> {
  return asAccount(database, accountId, async tx => {
    const asked = await selectQuestion(tx, turnId)
    return asked && deskFor(tx, { projectId, turnId, ...asked })
  })
}

/** The desk as it is before a question. @param turnId null while it has not been asked */
export async function deskFor(
  tx: TransactionSql,
  asked: Pick<Desk, 'projectId' | 'question' | 'stage'> & { turnId: string | null },
): Promise<Desk> {
  const { projectId, turnId } = asked
  const listed = (await projectSources(tx, projectId)).reverse()
  const sources = listed.map((source, i) => ({
    ref: `S${i + 1}`,
    source,
    language: /^[a-z]{2,3}(?![a-z])/i.exec(source.language ?? '')?.[0].toLowerCase() ?? null,
  }))
  const refs = new Map(sources.map(({ ref, source }) => [source.id, ref]))
  const earlier = await selectEarlier(tx, { id: turnId, projectId }, EARLIER)
  return {
    ...asked,
    sources,
    earlier: earlier.map(({ text, cited }) => ({
      text: text.replace(/\s+/g, ' ').slice(0, EARLIER_CHARS),
      cited: cited.flatMap(id => refs.get(id) ?? []),
    })),
    named: namedIn(asked.question, sources),
    brief: await newestBrief(tx, projectId),
    findings: await newestOf(tx, projectId),
    ownVideos: (await listChannels(tx)).reduce((sum, { transcripts }) => sum + transcripts, 0),
  }
}

/** Two telling words of a title, or all that it has, or the name of the site. */
function namedIn(question: string, sources: DeskSource[]): string[] {
  const asked = new Set(tokens(question, null).flatMap(({ term }) => term || []))
  const said = question.toLowerCase()
  return sources
    .filter(({ source: { title, site } }) => {
      const telling = new Set(tokens(title, null).flatMap(({ term }) => (term.length > 3 ? [term] : [])))
      const both = [...telling].filter(term => asked.has(term)).length
      const bySite = site !== null && site.length > 3 && said.includes(site.toLowerCase())
      return bySite || (telling.size > 0 && both >= Math.min(3, telling.size))
    })
    .map(({ ref }) => ref)
    .slice(0, 5)
}
