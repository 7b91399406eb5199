import { newId } from '../../../core/contract/id.ts'
import { SearchAnswer, type SearchHit, type SearchQuestion } from '../../../core/contract/search.ts'
import type { Capture, Source } from '../../../core/contract/source.ts'
import type { Database } from '../../../server/db/database.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import type { RunContext, RunWork } from '../../../server/runs/work.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { article } from './captures.ts'
import { sourceCreator } from './creator.ts'
import { testRuns } from './runs.ts'

/** Does a work as the worker does, but here and now. */
export async function carryOut(
  database: Database,
  accountId: string,
  work: RunWork,
  about: Partial<RunContext> = {},
): Promise<void> {
  const outcome = await work({
    accountId,
    runId: newId(),
    projectId: null,
    sourceId: null,
    voiceId: null,
    input: {},
    database,
    signal: new AbortController().signal,
    async progress() {},
    async note() {},
    step: (_name, make) => make(),
    ...about,
  } as RunContext)
  await asAccount(database, accountId, tx => outcome.save(tx))
}

/** An account with a project whose sources are read as soon as they are put, and its searches over the API. */
export async function searcher() {
  const creator = await sourceCreator()
  const { api, token, accountId, projectId } = creator
  const { database, runs } = await testRuns()
  const read = async (capture: Capture): Promise<Source> => {
    const source = await creator.store(capture)
    if (source.ingestRunId && source.state !== 'ready')
      await carryOut(database, accountId, ingest, { runId: source.ingestRunId, sourceId: source.id })
    return source
  }
  const ask = (question: unknown) => api.ask('/search', { method: 'POST', token, json: question })
  return {
    ...creator,
    database,
    runs,
    read,
    ask,
    /** An article that says this, read. */
    write: async (text: string, changes: Partial<Parameters<typeof article>[1]> = {}): Promise<Source> =>
      read(await article(projectId, { title: 'A page', text, ...changes })),
    async find(query: string, more: Partial<SearchQuestion> = {}): Promise<SearchHit[]> {
      const answer = await ask({ query, scope: { in: 'project', projectId }, ...more })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return SearchAnswer.parse(await answer.json()).hits
    },
  }
}

/** What a hit's marks mark. */
export const marked = ({ text, marks }: SearchHit): string[] =>
  marks.map(({ start, end }) => text.slice(start, end))
