import type { Alarms } from '../browser/alarms.ts'
import type { Area } from '../browser/storage.ts'
import type { MomentRecord, MomentRecords } from './records.ts'

/** Rings when words are to be asked for again. */
export const MOMENT_ALARM = 'ownwords.moments'
/** In local storage, where the script of a watch page reads it without waking anybody: the videos whose words are wanted. */
export const WANTING_KEY = 'moments-wanting'

/** After so many tries only a visit of the video asks again. */
const MOST_TRIES = 8
const MINUTE = 60_000

/** The next time: after a minute, then twice as long each time. */
export const askLater = (record: MomentRecord, now: number): MomentRecord => ({
  ...record,
  tries: record.tries + 1,
  notBefore: now + MINUTE * 2 ** Math.min(record.tries, MOST_TRIES),
})

/** Says which videos want their words, and sets the alarm for them; silence where none do. */
export async function tellWanting(deps: {
  records: MomentRecords
  local: Area
  alarms: Alarms
  clock: () => number
}): Promise<void> {
  const wanting = await deps.records.wanting()
  const videos = [...new Set(wanting.map(({ capture }) => capture.videoId))].sort()
  const before = await deps.local.get(WANTING_KEY)
  if (JSON.stringify(before ?? []) !== JSON.stringify(videos)) await deps.local.set(WANTING_KEY, videos)
  const due = wanting.filter(({ tries }) => tries < MOST_TRIES).map(({ notBefore }) => notBefore)
  if (due.length === 0) return deps.alarms.clear(MOMENT_ALARM)
  await deps.alarms.once(MOMENT_ALARM, Math.max(1, Math.ceil((Math.min(...due) - deps.clock()) / MINUTE)))
}
