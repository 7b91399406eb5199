import type { Citation } from '../../../core/contract/brief.ts'
import type { Content } from '../../../core/contract/decision.ts'
import { BeatDrafts } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/id.ts'
import { Run, type RunEvent } from '../../../core/contract/run.ts'
import { type BeatDraft, type ScriptOp, ScriptState, type Sentence } from '../../../core/contract/script.ts'
import type { ArticleCapture } from '../../../core/contract/source.ts'
import { citableSource, cite } from '../../../core/evidence/cite.ts'
import { sentencesOf } from '../../../core/script/order.ts'
import { openLanguages } from '../../../core/voice/language.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { loadTokens } from '../../../server/model/tokens.ts'
import { appendChanges } from '../../../server/script/script.ts'
import { openTalk } from '../conversation/talk.ts'
import type { Answer } from '../model/wire-server.ts'
import { article } from '../support/captures.ts'
import type { RunsOfItsOwn } from '../support/runs.ts'
import { head, RANKS } from '../support/script.ts'

// What every draft needs is read once for all tests, before the time of the first begins.
await Promise.all([loadTokens().then(count => count('moon')), openLanguages()])

export const TIDES = `The moon pulls the water of the sea towards itself. High water comes about fifty minutes later each day, because the moon moves on. In 1931 a tide of 14 metres was measured in the Bay of Fundy. Sailors have read tables of the tides for four hundred years.`
export const PULL = 'The moon pulls the water of the sea towards itself.'
export const DELAY = 'High water comes about fifty minutes later each day, because the moon moves on.'
export const BAY = 'In 1931 a tide of 14 metres was measured in the Bay of Fundy.'

/** Three drafts in the lines that are asked for. */
export const drafts = (...texts: string[]): string =>
  texts.map((text, at) => `=== ${'ABC'[at]}\n${text}`).join('\n')

/** A creator with a project of one article, a decided angle, and a script of beats that wait to be written. */
export async function openDrafting(
  own: RunsOfItsOwn,
  model: Answer | null,
  budget?: Parameters<typeof openTalk>[2],
) {
  const talk = await openTalk(own, model, budget)
  const { accountId, projectId, ask, over } = talk
  const { database } = own
  const as = <Result>(work: Parameters<typeof asAccount<Result>>[2]) => asAccount(database, accountId, work)
  const source = await article(projectId, { text: TIDES, title: 'Why there are tides' })
  await talk.clip(source)
  const branchId: string = (await ask(`/projects/${projectId}/ways`)).openId
  const angle: Content = {
    gate: 'angle',
    angle: {
      title: 'Why the tide is late',
      promise: 'You will know why high water comes later each day.',
      audience: 'Beginners',
      ...{ fresh: '', titles: [], own: [] },
    },
  }
  await ask(`/branches/${branchId}/decisions`, 'POST', {
    id: newId(),
    how: 'own',
    optionIds: [],
    content: angle,
  })
  const change = (...ops: ScriptOp[]) => as(tx => appendChanges(tx, branchId, ops))
  const script = async () => ScriptState.parse(await ask(`/branches/${branchId}/script`))
  return {
    ...talk,
    ...{ branchId, source, as, change, script },
    citing: (quote: string, of: ArticleCapture = source): Citation => {
      const text = of.text
      const start = text.indexOf(quote)
      if (start < 0) throw new Error(`“${quote}” does not stand there`)
      const citable = citableSource({ ...of, videoId: null, transcript: null, text })
      return cite(citable, start, start + quote.length)
    },
    async beat(place: number, changes: Partial<BeatDraft> = {}): Promise<string> {
      const id = newId()
      const beat: BeatDraft = {
        ...{ id, rank: RANKS[place]!, kind: 'turn', title: `The pull ${place}`, seconds: 20, evidence: [] },
        purpose: 'Shows how the moon pulls the sea',
        ...changes,
      }
      await change({ ...head(), do: 'beat.put', beat })
      return id
    },
    /** Drafts and waits for the end. */
    async draft(
      beatIds: string[] | null = null,
      wish: string | null = null,
    ): Promise<{ run: Run; events: RunEvent[] }> {
      const begun = Run.parse(
        await ask(`/branches/${branchId}/drafts`, 'POST', { id: newId(), beatIds, wish }),
      )
      const events = await over(begun.id)
      return { run: Run.parse(await ask(`/runs/${begun.id}`)), events }
    },
    texts: async (beatId: string): Promise<string[]> =>
      sentencesOf(await script(), beatId).map(({ text }) => text),
    sentences: async (beatId: string): Promise<Sentence[]> => sentencesOf(await script(), beatId),
    kept: async (beatId?: string): Promise<BeatDrafts[]> =>
      (await ask(`/branches/${branchId}/drafts${beatId ? `?beat=${beatId}` : ''}`)).drafts.map(
        (each: unknown) => BeatDrafts.parse(each),
      ),
  }
}

export const notes = (events: RunEvent[]): string[] =>
  events.flatMap(event => (event.kind === 'note' ? [event.data.text] : []))
