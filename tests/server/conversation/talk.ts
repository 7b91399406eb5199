import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { Turn, type TurnDraft } from '../../../core/contract/conversation.ts'
import { newId } from '../../../core/contract/id.ts'
import type { RunEvent } from '../../../core/contract/run.ts'
import type { Capture } from '../../../core/contract/source.ts'
import type { Budget } from '../../../core/contract/usage.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { usualLimits } from '../../../server/config/limits.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { createWorker } from '../../../server/runs/worker.ts'
import { createWorks } from '../../../server/works.ts'
import { type Answer, type Asked, says, saysJson, wireServer } from '../model/wire-server.ts'
import { openApi } from '../support/api.ts'
import { eventsOf, type RunsOfItsOwn, silent } from '../support/runs.ts'

const NO_CAPS: Budget = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }

/** What a request to the model is for. */
export type Purpose = 'plan' | 'answer' | 'interview' | 'brief' | 'claims' | 'join' | 'other'
export function purposeOf({ body }: Asked): Purpose {
  const system = body.messages[0]!.content
  if (/^You decide what to look up/.test(system)) return 'plan'
  if (/^You answer a question/.test(system)) return 'answer'
  if (/^You interview/.test(system)) return 'interview'
  if (/^You write a research brief/.test(system)) return 'brief'
  if (/^You list what sources claim/.test(system)) return 'claims'
  return /^Claims were taken/.test(system) ? 'join' : 'other'
}

export const plans = (...steps: Record<string, unknown>[]): Answer => saysJson({ steps })
export const searches = (query: string): Answer => plans({ tool: 'search', query })

/** A model whose answers are chosen by what it is asked for. */
export function talkative(answers: Partial<Record<Purpose, Answer | Answer[]>>): Answer {
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [list].flat()]))
  return (asked: Asked, response: ServerResponse) => {
    const list = left.get(purposeOf(asked)) ?? [says('')]
    const answer = list.length > 1 ? list.shift()! : list[0]!
    answer(asked, response)
  }
}

/**
 * An account with a project, the real works with a loopback model (or none), and the real API, in a database where
 * nobody else works.
 */
export async function openTalk(own: RunsOfItsOwn, model: Answer | null, budget = NO_CAPS) {
  const { database, queue, runs } = own
  const server = model && (await wireServer(model))
  const { works } = createWorks({
    clock: { now: Date.now },
    config: {
      model: server && { apiKey: 'k', baseUrl: server.baseUrl, model: 'tiny' },
      budget,
      price: null,
      limits: usualLimits,
      secretKeys: [],
    },
    database,
    log: silent,
    embedding: null,
    fence: fenceOf(Buffer.from('a key of the tests')),
  })
  const worker = createWorker({ database, queue, works, log: silent, clock: Date.now })
  await worker.start()
  onTestFinished(() => worker.stop(2_000))
  const { accountId, projectId } = await own.mint()
  const token = await createToken(database.sql, accountId, 'test')
  const api = await openApi({ database, runs })
  onTestFinished(() => api.stop())
  const ask = async (path: string, method = 'GET', json?: unknown) => {
    const answer = await api.ask(path, { method, token, ...(json !== undefined && { json }) })
    return answer.status === 204 ? null : answer.json()
  }
  const over = (runId: string): Promise<RunEvent[]> => eventsOf(runs, accountId, runId)
  return {
    ...{ accountId, projectId, token, api, ask, over, worker },
    asked: server?.asked ?? [],
    /** Stores the captures and waits until they are read. */
    async clip(...captures: Capture[]): Promise<void> {
      for (const capture of captures) {
        const stored = await ask(`/sources/${capture.id}`, 'PUT', capture)
        if (!stored.ingestRunId) throw new Error(`Not stored: ${JSON.stringify(stored)}`)
        await over(stored.ingestRunId)
      }
    },
    begin: (text: string, changes: Partial<TurnDraft> = {}) =>
      ask(`/projects/${projectId}/turns`, 'POST', { id: newId(), stage: 'research', text, ...changes }),
    /** Asks and waits for the answer. */
    async turn(text: string): Promise<{ turn: Turn; events: RunEvent[] }> {
      const { id } = Turn.parse(
        await ask(`/projects/${projectId}/turns`, 'POST', { id: newId(), stage: 'research', text }),
      )
      const events = await over(id)
      return { turn: Turn.parse(await ask(`/turns/${id}`)), events }
    },
    read: async (id: string): Promise<Turn> => Turn.parse(await ask(`/turns/${id}`)),
  }
}

/** The answer as a follower of the events has it. */
export const heard = (events: RunEvent[]): string =>
  events.reduce(
    (text, event) => (event.kind === 'said' ? text.slice(0, event.data.from) + event.data.text : text),
    '',
  )
