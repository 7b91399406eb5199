import { newId } from '../../../core/contract/id.ts'
import {
  ChangesPage,
  type LedgerEntry,
  type ScriptOp,
  ScriptState,
  type SentenceDraft,
  Sequenced,
} from '../../../core/contract/script.ts'
import { ranksBetween } from '../../../core/script/order.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { sourceCreator } from './creator.ts'
import { testRuns } from './runs.ts'

export const NOW = '2026-11-28T12:00:00.000Z'
export const open: LedgerEntry = { standing: 'open', citations: [], why: '' }
export const head = () => ({ id: newId(), at: NOW, by: 'creator' as const })
export const RANKS = ranksBetween(null, null, 50)

/** An account with a project that has one way, and its script. */
export async function scriptCreator() {
  const creator = await sourceCreator()
  const { api, token, accountId, projectId } = creator
  const { database } = await testRuns()
  const branchId = await mintBranch(accountId, projectId)
  const send = (changes: unknown[], branch = branchId) =>
    api.ask(`/branches/${branch}/changes`, { method: 'POST', token, json: { changes } })
  return {
    ...creator,
    database,
    branchId,
    send,
    /** Sends what must be taken. */
    async change(...ops: ScriptOp[]): Promise<Sequenced[]> {
      const answer = await send(ops)
      if (!answer.ok) throw new Error(`It was not taken: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { changes: unknown[] }).changes.map(each => Sequenced.parse(each))
    },
    script: async () =>
      ScriptState.parse(await (await api.ask(`/branches/${branchId}/script`, { token })).json()),
    after: async (seq: number) =>
      ChangesPage.parse(
        await (await api.ask(`/branches/${branchId}/changes?after=${seq}`, { token })).json(),
      ),
  }
}

export async function mintBranch(accountId: string, projectId: string): Promise<string> {
  const { database } = await testRuns()
  const id = newId()
  await asAccount(
    database,
    accountId,
    tx =>
      tx`insert into branch (account_id, id, project_id, name) values (${accountId}, ${id}, ${projectId}, 'First')`,
  )
  return id
}

export function putBeat(place = 0, id = newId()): Extract<ScriptOp, { do: 'beat.put' }> {
  const beat = { id, rank: RANKS[place]!, title: `Beat ${place}`, purpose: '', seconds: 60, evidence: [] }
  return { ...head(), do: 'beat.put', beat: { ...beat, kind: 'turn' } }
}

export function insert(
  beatId: string,
  text: string,
  changes: Partial<SentenceDraft> = {},
): Extract<ScriptOp, { do: 'sentence.insert' }> {
  const sentence = {
    id: newId(),
    beatId,
    rank: RANKS[0]!,
    text,
    origin: 'creator' as const,
    ledger: open,
    cue: '',
  }
  return { ...head(), do: 'sentence.insert', sentence: { ...sentence, ...changes } }
}

export const write = (
  sentenceId: string,
  text: string,
  base: number,
): Extract<ScriptOp, { do: 'sentence.write' }> => ({
  ...head(),
  do: 'sentence.write',
  sentenceId,
  text,
  base,
  besideId: newId(),
  undo: false,
  origin: null,
})
