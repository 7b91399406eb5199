import { describe, expect, it } from 'vitest'
import { ScriptCheck } from '../../../core/contract/check.ts'
import { newId } from '../../../core/contract/id.ts'
import type { LedgerEntry, ScriptOp } from '../../../core/contract/script.ts'
import { citableSource, cite } from '../../../core/evidence/cite.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { voiceModel } from '../../../core/voice/voice-model.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { appendChanges } from '../../../server/script/script.ts'
import { insertVersion } from '../../../server/voices/versions-store.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { insert, putBeat, RANKS, scriptCreator } from '../support/script.ts'
import { draft, profile, storeChannel } from '../support/voices.ts'

const TEXT =
  'The moon pulls the sea. The plant has 12 turbines and runs at night. Twice a day the water goes.'

/** A creator whose script says what stands in a stored source. */
async function writer() {
  const creator = await scriptCreator()
  const { api, token, accountId, database, branchId, projectId } = creator
  const capture = await article(projectId, { text: TEXT, contentHash: await contentHash(TEXT) })
  await creator.store(capture)
  const source = citableSource({ ...capture, videoId: null, transcript: null })
  const quoted = (exact: string): LedgerEntry => {
    const start = TEXT.indexOf(exact)
    return { standing: 'quoted', citations: [cite(source, start, start + exact.length)], why: '' }
  }
  const beat = putBeat()
  return {
    ...creator,
    capture,
    quoted,
    beatId: beat.beat.id,
    /** As the machine leaves a script: what it says of a sentence stands. */
    append: (...ops: ScriptOp[]) =>
      asAccount(database, accountId, tx => appendChanges(tx, branchId, [beat, ...ops])),
    async check(branch = branchId) {
      const answer = await api.ask(`/branches/${branch}/check`, { token })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return ScriptCheck.parse(await answer.json())
    },
    plan: (targetSeconds: number, voiceId: string | null = null) =>
      api.ask(`/projects/${projectId}/plan`, { method: 'PUT', token, json: { targetSeconds, voiceId } }),
    say: (text: string, ledger: LedgerEntry, place = 0) =>
      insert(beat.beat.id, text, { rank: RANKS[place]!, ledger }),
  }
}

describe('the check before export', () => {
  it('tells what is open, whose number it is, what nobody looked at and how long it is', async () => {
    const { append, say, quoted, check, plan, capture, branchId } = await writer()
    await plan(600)
    const open = say('It doubled.', { standing: 'open', citations: [], why: 'No source says so.' })
    const number = say('The plant has 12 turbines.', quoted('The plant has 12 turbines'), 1)
    await append(open, number)
    const checked = await check()
    expect(checked).toMatchObject({ branchId, words: 7, targetSeconds: 600 })
    expect(checked.findings.map(({ kind, sentenceIds }) => [kind, sentenceIds])).toEqual([
      ['open', [open.sentence.id]],
      ['unchecked', []],
      ['single_source', [number.sentence.id]],
      ['too_short', []],
    ])
    expect(checked.findings[0]!.why).toBe('No source says so.')
    expect(checked.findings[2]).toMatchObject({ sourceId: capture.id })
    expect(checked.findings[2]!.mends[0]!.writes[0]!.text).toBe(
      'According to Ada Shore, the plant has 12 turbines.',
    )
    expect(checked.notes[0]).toContain('No voice is measured')
  })

  it('takes what the browser found of a source, and the words of one that was clipped again', async () => {
    const { api, token, append, say, quoted, check, capture, store, projectId } = await writer()
    const said = say('Ada Shore: the moon pulls the sea.', quoted('The moon pulls the sea'))
    await append(said)
    const look = (state: string, hash: string) =>
      api.ask(`/sources/${capture.id}/check`, {
        method: 'PUT',
        token,
        json: { state, detail: 'One sentence is another.', at: new Date().toISOString(), contentHash: hash },
      })
    expect((await look('same', capture.contentHash)).status).toBeLessThan(300)
    expect((await check()).findings.map(({ kind }) => kind)).toEqual(['too_short'])
    await look('gone', capture.contentHash)
    expect((await check()).findings[0]).toMatchObject({ kind: 'gone', sourceId: capture.id })

    const text = TEXT.replace('The moon pulls the sea', 'The sun and the moon pull the sea')
    const again = { text, contentHash: await contentHash(text), capturedAt: '2026-11-21T10:00:00.000Z' }
    await store(await article(projectId, { ...again, id: capture.id }))
    const found = (await check()).findings.find(({ kind }) => kind === 'changed')
    expect(found).toMatchObject({ sentenceIds: [said.sentence.id] })
    expect(found!.mends[0]!.writes[0]!.text).toContain('The sun and the moon pull the sea')
  })

  it('tells what is copied from the creator’s own videos, by the voice that is planned', async () => {
    const { api, token, accountId, database, append, say, check, plan } = await writer()
    await storeChannel(database, accountId, [120])
    const voiceId = newId()
    await api.ask(`/voices/${voiceId}`, { method: 'PUT', token, json: draft([1]) })
    const videos = [1, 2, 3].map(n => speech('chatty', subjects[n]!, 400, n))
    const { model } = voiceModel(englishCohort, videos.map(normalWords))
    const measured = { cause: 'measured' as const, says: '', readiness: 'provisional' as const, edits: [] }
    await asAccount(database, accountId, tx =>
      insertVersion(tx, accountId, voiceId, { ...measured, profile: profile({ model }) }),
    )
    expect((await plan(0, voiceId)).status).toBe(200)
    const words = normalWords(videos[0]!).slice(40, 60)
    const run = videos[0]!.slice(words[0]!.start, words.at(-1)!.end)
    const copy = say(`${run}.`, { standing: 'opinion', citations: [], why: '' })
    await append(copy)
    const { findings, notes } = await check()
    expect(findings.filter(({ kind }) => kind === 'copied')).toMatchObject([
      { sentenceIds: [copy.sentence.id] },
    ])
    expect(notes.join(' ')).not.toContain('No voice is measured')
  })

  it('of a way on which nothing was written yet has nothing to mend', async () => {
    const { check, branchId } = await writer()
    expect(await check()).toMatchObject({
      branchId,
      seq: 0,
      findings: [],
      notes: ['Nothing is written yet.'],
    })
  })
})

describe('what may not be seen', () => {
  it('is a way of another account, and one that never was, alike', async () => {
    const { api, branchId } = await writer()
    const { token } = await mintCaller()
    for (const id of [branchId, newId()]) {
      const answer = await api.ask(`/branches/${id}/check`, { token })
      expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await api.ask(`/branches/${branchId}/check`)).status).toBe(401)
    expect((await api.ask('/branches/no-id/check', { token })).status).toBe(400)
  })
})
