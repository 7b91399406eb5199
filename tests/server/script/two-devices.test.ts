import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { ScriptOp, ScriptState, SentenceDraft } from '../../../core/contract/script.ts'
import { applyAll, emptyScript, isFree } from '../../../core/script/apply.ts'
import { rankAt, ranksBetween, sentencesOf, spokenOf } from '../../../core/script/order.ts'
import { Replica } from '../../../core/script/replica.ts'
import { inverse } from '../../../core/script/undo.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { appendChanges } from '../../../server/script/script.ts'
import { seededRandom } from '../../support/random.ts'
import { head, NOW, open, putBeat, scriptCreator } from '../support/script.ts'

const SEEDS = 12
const STEPS = 40

/** Two devices over the real API, and a machine that draws the beat anew from what it saw a while ago. */
async function session(seed: number) {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const { change, after, script, database, accountId, branchId } = await scriptCreator()
  const beat = putBeat()
  const beatId = beat.beat.id
  await change(beat)
  const devices = [0, 1].map(() => ({
    replica: new Replica(),
    done: [] as { op: ScriptOp; before: ScriptState }[],
  }))
  type Device = (typeof devices)[number]
  const kept = new Set<string>()
  const letGone = new Set<string>()
  const letGo = (text: string) => {
    letGone.add(text)
    kept.delete(text)
  }
  const keep = (text: string) => void (letGone.has(text) || kept.add(text))
  let count = 0
  let seen = await script()

  async function draw(): Promise<void> {
    const own = sentencesOf(seen, beatId)
    const sentences = ranksBetween(own.at(-1) ?? null, null, 2).map((rank): SentenceDraft => {
      const text = `drawn ${seed} ${count++}`
      return { id: newId(), beatId, rank, text, origin: 'model', ledger: open, cue: '' }
    })
    const over = own.filter(isFree).map(each => ({ id: each.id, base: each.revision }))
    await asAccount(database, accountId, tx =>
      appendChanges(tx, branchId, [{ ...head(), by: 'machine', do: 'beat.fill', beatId, over, sentences }]),
    )
  }
  async function hear({ replica }: Device): Promise<void> {
    replica.receive((await after(replica.confirmed.seq)).changes)
  }
  async function send(device: Device, lost: boolean): Promise<void> {
    const ops = device.replica.outgoing()
    if (ops.length === 0) return
    await change(...ops)
    if (lost) device.replica.unsent()
    else await hear(device)
  }
  function act({ replica, done }: Device, op: ScriptOp): void {
    done.push({ op, before: replica.shown })
    replica.change(op)
  }
  function undo({ replica, done }: Device): void {
    const last = done.pop()
    if (!last) return
    for (const each of inverse(last.op, last.before, replica.shown, { id: newId, now: () => NOW })) {
      const text = 'sentenceId' in each ? replica.shown.sentences[each.sentenceId]?.text : undefined
      if (text !== undefined && each.do !== 'sentence.restore' && each.do !== 'sentence.move') letGo(text)
      replica.change(each)
    }
  }

  await draw()
  for (let step = 0; step < STEPS; step++) {
    const device = pick(devices)!
    const { replica } = device
    const sentence = pick(spokenOf(replica.shown))
    const dice = random()
    const text = `typed ${seed} ${count++}`
    if (dice < 0.28 && sentence) {
      letGo(sentence.text)
      keep(text)
      const base = sentence.revision
      act(device, {
        ...head(),
        ...{ do: 'sentence.write', sentenceId: sentence.id, text, base, besideId: newId() },
        ...{ undo: false, origin: null },
      })
    } else if (dice < 0.36) {
      const row = sentencesOf(replica.shown, beatId)
      const rank = rankAt(row, Math.floor(random() * (row.length + 1)))
      keep(text)
      const sentence: SentenceDraft = {
        id: newId(),
        beatId,
        rank,
        text,
        origin: 'creator',
        ledger: open,
        cue: '',
      }
      act(device, { ...head(), do: 'sentence.insert', sentence })
    } else if (dice < 0.42 && sentence) {
      keep(sentence.text)
      act(device, { ...head(), do: 'sentence.lock', sentenceId: sentence.id, locked: true })
    } else if (dice < 0.48 && sentence) {
      const row = sentencesOf(replica.shown, beatId).filter(each => each.id !== sentence.id)
      const rank = rankAt(row, Math.floor(random() * (row.length + 1)))
      act(device, { ...head(), do: 'sentence.move', sentenceId: sentence.id, beatId, rank })
    } else if (dice < 0.55) undo(device)
    else if (dice < 0.65) await draw()
    else if (dice < 0.7) seen = await script()
    else if (dice < 0.92) await send(device, random() < 0.2)
    else await hear(device)
  }
  for (let round = 0; round < 100 && devices.some(({ replica }) => replica.pending.length > 0); round++)
    for (const device of devices) await send(device, false)
  for (const device of devices) await hear(device)
  return { devices, kept, state: await script(), row: (await after(0)).changes }
}

it(`keeps every word of the creator in ${SEEDS} seeded sessions over the API`, async () => {
  let beside = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { devices, kept, state, row } = await session(seed)
    for (const { replica } of devices) {
      expect(replica.pending, `seed ${seed}`).toEqual([])
      expect(replica.shown, `seed ${seed}: both devices show what the server has`).toEqual(state)
    }
    expect(
      applyAll(
        emptyScript(),
        row.map(({ op }) => op),
      ),
      `seed ${seed}: and what the row gives`,
    ).toEqual(state)
    const texts = new Set(spokenOf(state).map(({ text }) => text))
    for (const text of kept) expect(texts.has(text), `seed ${seed}: “${text}” is still there`).toBe(true)
    beside += Object.values(state.sentences).filter(sentence => sentence.beside).length
  }
  // Of use only if devices really wrote into each other's sentences.
  expect(beside).toBeGreaterThan(SEEDS / 10)
})
