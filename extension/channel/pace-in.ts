import { humanPace, type Pace } from '../../core/channel/pace.ts'
import type { Area } from '../browser/storage.ts'

const KEY = 'channel-pace'

/**
 * The human pace. Only our tests write another one, into the memory of their own browser: no page and no setting reaches
 * it, and it ends with the browser.
 */
export async function paceIn(session: Area): Promise<Pace> {
  const own = (await session.get(KEY)) as Partial<Pace> | undefined
  const span = (value: unknown): value is [number, number] =>
    Array.isArray(value) && value.length === 2 && value.every(ms => Number.isFinite(ms) && ms >= 0)
  return {
    videoMs: span(own?.videoMs) ? own.videoMs : humanPace.videoMs,
    listMs: span(own?.listMs) ? own.listMs : humanPace.listMs,
    coolMs: Number.isFinite(own?.coolMs) ? own!.coolMs! : humanPace.coolMs,
  }
}
