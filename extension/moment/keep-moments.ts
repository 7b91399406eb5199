import type { MomentCapture } from '../../core/contract/source.ts'
import { captureText } from '../../core/evidence/content.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import type { Clips } from '../outbox/clips.ts'
import type { Operations } from '../outbox/operations.ts'
import type { Sender } from '../outbox/sender.ts'
import { changeMoment } from './change-moment.ts'
import type { FromPage, Told } from './messages.ts'
import { firstCapture, withMarks, withNote, withWords } from './moment-capture.ts'
import type { MomentRecord, MomentRecords } from './records.ts'
import { askLater, tellWanting } from './wanting.ts'
import type { Reading } from './words-of-video.ts'

export interface MomentDeps {
  records: MomentRecords
  sender: Pick<Sender, 'keep'>
  clips: Pick<Clips, 'remove'>
  operations: Pick<Operations, 'deleteSource'>
  projectId: () => Promise<string>
  /** The words of a video, by any way; null where none can be had now. */
  wordsOf: (videoId: string, tabId: number | null) => Promise<Reading | null>
  /** The tab that shows the video, where there is one. */
  tabOf: (videoId: string) => Promise<number | null>
  /** Something changed that the panel shows. */
  changed: () => void
  isOnline: () => boolean
  local: Area
  alarms: Alarms
  locks: Locks
  clock: () => number
}

const OFFLINE = 'You are offline: the words come when you are back.'
const LATER = 'The words could not be had just now: they are tried again later.'
const GONE: Told = {
  ok: false,
  message: 'This moment is not in the project any more. Press again to keep this place.',
}

/** What the worker does for the script in a watch page. Each change of a moment is on disk before it is answered. */
export function keepMoments(deps: MomentDeps) {
  const { records, sender, locks, clock } = deps
  const alone = <Value>(id: string, work: () => Promise<Value>) => locks.hold(`ownwords.moment:${id}`, work)

  /** Only with what is on disk already: no network, no page. */
  const keep = (pressed: Extract<FromPage, { moment: 'keep' }>): Promise<Told> =>
    alone(pressed.id, async () => {
      const at = new Date(clock()).toISOString()
      const capture = await firstCapture(pressed, { projectId: await deps.projectId(), at })
      let record: MomentRecord = {
        capture,
        marks: pressed.marks,
        wanting: true,
        tries: 0,
        notBefore: 0,
        why: null,
      }
      const known = await records.words(pressed.videoId)
      // That it has none may have changed since: a caption file of the whole video may be here by now.
      if (known?.transcript)
        record = { ...record, wanting: false, why: known.why, capture: await withWords(record, known) }
      // The record first: a worker that dies between the two leaves a moment that still gets its words.
      await records.write(record)
      const kept = await sender.keep(record.capture)
      if (kept.ok) {
        if (record.wanting) await tellWanting(deps)
        return told(record)
      }
      await records.drop(pressed.id)
      return { ok: false, message: kept.error.message }
    })

  /** Fills in the words of a moment. Nothing is lost by a moment that is gone by the time they come. */
  async function fill(id: string, tabId: number | null): Promise<Told> {
    const before = await records.read(id)
    if (!before) return GONE
    if (!before.wanting) return told(before)
    const reading = await deps.wordsOf(before.capture.videoId, tabId).catch(() => null)
    return alone(id, async () => {
      const record = await records.read(id)
      if (!record) return GONE
      if (!record.wanting) return told(record)
      const why = reading?.why ?? (deps.isOnline() ? LATER : OFFLINE)
      if (!reading?.final) {
        const asked = { ...askLater(record, clock()), why: deps.isOnline() ? why : OFFLINE }
        // What was tried is in the receipt the next time something changes: it alone is no reason to send it again.
        await records.write(
          reading
            ? { ...asked, capture: { ...asked.capture, receipt: tried(asked.capture, reading) } }
            : asked,
        )
        await tellWanting(deps)
        return told(asked)
      }
      const capture = await withWords(record, reading)
      const filled = await changeMoment(deps, { ...record, wanting: false, why: reading.why, capture })
      await tellWanting(deps)
      return filled ? told(filled) : GONE
    })
  }

  const change = (
    id: string,
    make: (record: MomentRecord) => Promise<MomentRecord> | MomentRecord,
  ): Promise<Told> =>
    alone(id, async () => {
      const record = await records.read(id)
      if (!record) return GONE
      const changed = await changeMoment(deps, await make(record))
      return changed ? told(changed) : GONE
    })

  return {
    keep,
    fill,
    mark: ({ id, marks }: Extract<FromPage, { moment: 'mark' }>) =>
      change(id, async record => {
        const marked = { ...record, marks }
        const words = record.wanting ? null : await records.words(record.capture.videoId)
        return { ...marked, capture: await withMarks(marked, words) }
      }),
    note: ({ id, note }: Extract<FromPage, { moment: 'note' }>) =>
      change(id, record => ({ ...record, capture: withNote(record.capture, note.trim()) })),
    /** Takes it away again, as the panel's Remove does. */
    undo: ({ id }: Extract<FromPage, { moment: 'undo' }>): Promise<Told> =>
      alone(id, async () => {
        const record = await records.read(id)
        if (!record) return GONE
        const stored = await records.isStored(record.capture)
        const waited = await deps.clips.remove(id)
        if (stored || !waited) await deps.operations.deleteSource(id, record.capture.projectId)
        await records.drop(id)
        await tellWanting(deps)
        deps.changed()
        return told(record)
      }),
    /** Fills in what can be filled in now. `videoId` null: by the alarm, what is due. */
    async fillAll(videoId: string | null, tabId: number | null): Promise<void> {
      for (const { capture, notBefore } of await records.wanting()) {
        if (videoId !== null ? capture.videoId !== videoId : notBefore > clock()) continue
        await fill(capture.id, tabId ?? (await deps.tabOf(capture.videoId)))
      }
      await tellWanting(deps)
    },
  }
}

export type KeptMoments = ReturnType<typeof keepMoments>

const tried = (capture: MomentCapture, reading: Reading) => ({
  ...capture.receipt,
  legs: reading.receipt.legs,
})

function told({ capture, wanting, why }: MomentRecord): Told {
  const { startMs, endMs } = capture.moment
  const text = captureText(capture)
  const words = wanting ? 'wanted' : text ? 'here' : 'none'
  const silent = !wanting && !text && capture.transcript ? 'Nobody speaks here.' : why
  return { ok: true, startMs, endMs, text, words, why: words === 'here' ? null : silent }
}
